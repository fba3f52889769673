/** A test that cannot fail proves nothing: sound code passes every story, and each planted bug is caught by its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { err, ok } from '../../src-main/contract/result.ts';
import { startTerminal } from '../flows/terminal.ts';
import { type PlantedBug, plantedBugs } from './plants.ts';
import { type Story, type StoryName, stories } from './stories.ts';

const root = join(import.meta.dirname, '..', '..');

/** `coreRefused`: the core itself would not start with the plant in it. */
type Outcome = 'storyHolds' | 'storyFails' | 'coreRefused';

async function tell(story: Story, plant: PlantedBug): Promise<Outcome> {
  const started = await startTerminal({ plant }).then(
    (terminal) => ok(terminal),
    (error: unknown) => err(error),
  );
  if (!started.ok) return 'coreRefused';
  try {
    return await story(started.value).then(
      () => 'storyHolds' as const,
      () => 'storyFails' as const,
    );
  } finally {
    await started.value.close();
  }
}

describe('sound code', () => {
  test.each(Object.keys(stories) as StoryName[])('%s', async (name) => {
    const terminal = await startTerminal();
    try {
      await stories[name](terminal);
    } finally {
      await terminal.close();
    }
  });
});

describe('planted bugs', () => {
  let caught = 0;

  test.each(plantedBugs)('caught: $bug', async (planted) => {
    // A plant that no longer finds its place would stop the core, and that must not pass for a bug that was caught.
    const source = readFileSync(join(root, planted.file), 'utf8');
    expect(source.split(planted.find)).toHaveLength(2);
    expect(await tell(stories[planted.story], planted)).toBe(planted.caughtBy ?? 'storyFails');
    caught += 1;
  });

  afterAll(() => {
    process.stdout.write(`caught ${caught} of ${plantedBugs.length} planted bugs\n`);
  });
});
