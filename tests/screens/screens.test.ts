/** Every state of the screen: no accessibility violation, nothing cut off, nothing too small for a finger, no complaint. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { citizenAt } from './citizen.ts';
import { layoutFaults } from './measure.ts';
import { openStage, type Size, type Stage, sizes } from './stage.ts';
import { stories } from './stories.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage.close());

test.concurrent.each(['zh-CN', 'en'])('the screen in %s', { timeout: 240_000 }, async (language) => {
  const faults: string[] = [];
  for (const story of stories) {
    const { page, complaints, close } = await stage.open(sizes.portrait);
    page.setDefaultTimeout(10_000);
    // Each state is measured upright and lying; the story goes on in the last, since turning takes time.
    let turns = [sizes.portrait, sizes.landscape];
    const look = async (name: string) => {
      for (const size of turns) {
        await turnTo(page, size);
        faults.push(...(await layoutFaults(page)).map((fault) => `${name}, ${size.width} wide: ${fault}`));
      }
      turns = turns.toReversed();
      // Roles, names and contrast are the same in both languages.
      if (language === 'zh-CN') faults.push(...(await violations(page)).map((fault) => `${name}: ${fault}`));
    };
    await story.tell(citizenAt(page, language === 'en'), look);
    if (!story.throws) faults.push(...complaints.map((complaint) => `${story.name}: ${complaint}`));
    await close();
  }
  expect(faults).toEqual([]);
});

/** The same state on another terminal's screen. */
async function turnTo(page: Page, { width, height, diagonalInches }: Size): Promise<void> {
  if (page.viewportSize()?.width === width) return;
  const told = `{ ...scenario.terminal, diagonalInches: ${diagonalInches} }`;
  await page.evaluate(`scripted.emit('terminal.changed', ${told})`);
  await page.setViewportSize({ width, height });
  const mm = Math.hypot(width, height) / (diagonalInches * 25.4);
  // Measured only once the screen has taken the new size in.
  await page.evaluate(`new Promise((done) => {
    const set = () => parseFloat(document.documentElement.style.getPropertyValue('--mm'));
    const look = () => (Math.abs(set() - ${mm}) < 0.001 ? done() : requestAnimationFrame(look));
    look();
  })`);
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], iframes: false })
    // Otherwise it opens a blank page each time to put the frames together; there are none.
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(', ')}`);
}
