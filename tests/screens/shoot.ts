/** Takes a picture of every state of the screen: `node tests/screens/shoot.ts --out <folder> [--only <story>]`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { citizenAt } from './citizen.ts';
import { openStage, type Stage, sizes } from './stage.ts';
import { type Story, stories } from './stories.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    only: { type: 'string' },
    size: { type: 'string' },
    language: { type: 'string' },
  },
});
if (values.out === undefined) {
  console.error('usage: node tests/screens/shoot.ts --out <folder> [--only <story>] [--size portrait] [--language en]');
  process.exit(2);
}

async function shoot(
  stage: Stage,
  story: Story,
  take: { size: keyof typeof sizes; language: 'zh-CN' | 'en'; out: string },
) {
  const { page, complaints, close } = await stage.open(sizes[take.size]);
  page.setDefaultTimeout(5_000);
  const folder = join(take.out, `${take.language}-${take.size}`);
  await mkdir(folder, { recursive: true });
  const citizen = citizenAt(page, take.language === 'en');
  const look = async (name: string) => {
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  };
  try {
    await story.tell(citizen, look);
  } finally {
    await look(`last-of-${story.name}`);
    for (const complaint of story.throws ? [] : complaints)
      console.error(`${take.language} ${take.size} ${story.name}: ${complaint}`);
    await close();
  }
}

const stage = await openStage();
try {
  for (const size of ['portrait', 'landscape'] as const) {
    if (values.size !== undefined && values.size !== size) continue;
    for (const language of ['zh-CN', 'en'] as const) {
      if (values.language !== undefined && values.language !== language) continue;
      const chosen = stories.filter(({ name }) => values.only === undefined || values.only === name);
      for (const story of chosen) await shoot(stage, story, { size, language, out: values.out });
    }
  }
} finally {
  await stage.close();
}
