/** Every state of the screen: no accessibility violation, nothing cut off, nothing too small for a finger, no complaint. */
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { citizenAt } from './citizen.ts';
import { layoutFaults } from './measure.ts';
import { openStage, type Stage, sizes } from './stage.ts';
import { stories } from './stories.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage.close());

const takes = [
  { size: 'portrait', language: 'zh-CN' },
  { size: 'landscape', language: 'en' },
  { size: 'portrait', language: 'en' },
  { size: 'landscape', language: 'zh-CN' },
] as const;

test.each(takes)('the screen in $language, $size', { timeout: 85_000 }, async ({ size, language }) => {
  const faults: string[] = [];
  for (const story of stories) {
    const { page, complaints, close } = await stage.open(sizes[size]);
    page.setDefaultTimeout(10_000);
    const look = async (name: string) => {
      const found = await layoutFaults(page);
      // Roles and contrast do not depend on the size: once a language.
      if (size === 'portrait') found.push(...(await violations(page)));
      faults.push(...found.map((fault) => `${name}: ${fault}`));
    };
    await story.tell(citizenAt(page, language === 'en'), look);
    faults.push(...complaints.map((complaint) => `${story.name}: ${complaint}`));
    await close();
  }
  expect(faults).toEqual([]);
});

type Look = Awaited<ReturnType<Stage['open']>>['page'];

async function violations(page: Look): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
