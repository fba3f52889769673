/** A test that cannot fail proves nothing: sound code passes every story, and each planted bug is caught by its own. */
import { afterAll, describe, expect, test } from 'vitest';
import { startTerminal } from '../flows/terminal.ts';
import { plantedBugs } from './plants.ts';
import { type Story, type StoryName, stories } from './stories.ts';

async function tell(story: Story, plant?: (typeof plantedBugs)[number]): Promise<'true' | 'false'> {
  // A plant that keeps the core from starting at all is noticed too: by the core itself.
  const terminal = await startTerminal(plant === undefined ? {} : { plant }).catch(() => undefined);
  if (terminal === undefined) return 'false';
  try {
    return await story(terminal).then(
      () => 'true' as const,
      () => 'false' as const,
    );
  } finally {
    await terminal.close();
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
    expect(await tell(stories[planted.story], planted)).toBe('false');
    caught += 1;
  });

  afterAll(() => {
    process.stdout.write(`caught ${caught} of ${plantedBugs.length} planted bugs\n`);
  });
});
