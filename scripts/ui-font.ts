// Cuts the screen's own words out of Noto Sans SC: one small file a weight, so that the first picture needs three fonts and
// not thirty slices of the hundred that the whole character set is sliced into. Other characters come from the slices.

import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '..');
const folder = join(root, 'src-renderer', 'generated');

const weights = {
  400: '400Regular/NotoSansSC_400Regular',
  500: '500Medium/NotoSansSC_500Medium',
  600: '600SemiBold/NotoSansSC_600SemiBold',
  700: '700Bold/NotoSansSC_700Bold',
};

/** Every character that the screen can say by itself, and the names in the sample catalogue. */
function characters(): string {
  const sources = [
    ...globSync('src-renderer/strings/*.json', { cwd: root }),
    ...globSync('src-renderer/parts/keyboard/labels.ts', { cwd: root }),
    ...['items', 'categories', 'departments'].map((part) => `src-main/catalogue/sample/${part}.json`),
  ];
  const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
  const words = sources.sort().map((source) => readFileSync(join(root, source), 'utf8'));
  const wanted = new Set([...ascii, ...words.join('')].filter((character) => character >= ' '));
  return [...wanted].sort().join('');
}

/** Writes `generated/ui-font.css` and its fonts, unless they are already those of the present words. */
export async function makeUiFont(): Promise<void> {
  const text = characters();
  const digest = createHash('sha256')
    .update(`${JSON.stringify(weights)}${text}`)
    .digest('hex');
  const css = join(folder, 'ui-font.css');
  if (existsSync(css) && readFileSync(css, 'utf8').includes(digest)) return;
  mkdirSync(folder, { recursive: true });
  const faces: string[] = [];
  for (const [weight, file] of Object.entries(weights)) {
    const whole = readFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${file}.ttf`));
    writeFileSync(join(folder, `ui-${weight}.woff2`), await subsetFont(whole, text, { targetFormat: 'woff2' }));
    faces.push(faceOf(weight, text));
  }
  writeFileSync(css, `/* ${digest} */\n${faces.join('')}`);
}

function faceOf(weight: string, text: string): string {
  const range = [...text].map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16)}`).join(',');
  return `@font-face{font-family:"Changming UI";font-weight:${weight};font-display:block;src:url(./ui-${weight}.woff2) format("woff2");unicode-range:${range}}\n`;
}

if (import.meta.main) await makeUiFont();
