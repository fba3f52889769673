/** One citizen in front of the screen: finds their way by the words that are on it, and touches what a finger could touch. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { pagesOf } from '../../src-main/catalogue/forms.ts';
import type { Language } from '../../src-main/contract/calls.ts';
import type { Answers, Form, Localized } from '../../src-main/contract/service-item.ts';
import en from '../../src-renderer/strings/en.json' with { type: 'json' };
import zh from '../../src-renderer/strings/zh-CN.json' with { type: 'json' };
import { type Reply, replyTo } from './answers.ts';

export interface Errand {
  readonly name: Localized;
  readonly form: Form;
}

const waitMs = 20_000;

export class Citizen {
  readonly #page: Page;
  readonly #folder: string;
  readonly language: Language;
  #pictures = 0;

  constructor(page: Page, language: Language, pictureFolder: string) {
    this.#page = page;
    this.language = language;
    this.#folder = pictureFolder;
    mkdirSync(pictureFolder, { recursive: true });
    page.setDefaultTimeout(waitMs);
  }

  get words(): typeof zh | typeof en {
    return this.language === 'en' ? en : zh;
  }

  async picture(name: string): Promise<void> {
    this.#pictures += 1;
    const file = `${String(this.#pictures).padStart(2, '0')}-${name}.png`;
    await this.#page.screenshot({ path: join(this.#folder, file) });
  }

  /** The attract screen is there and can be touched. */
  async arrive(): Promise<void> {
    await this.#page.getByText(zh.attract.start).waitFor();
  }

  /** From the attract screen to the home screen, in the citizen's language. */
  async touchToStart(): Promise<void> {
    await this.picture('attract');
    await this.#page.getByText(zh.attract.start).click();
    await this.#page.getByRole('heading', { name: zh.home.title }).waitFor();
    if (this.language === 'en') await this.#button('English').click();
    await this.#heading(this.words.home.title);
    await this.picture('home');
  }

  async findItem({ name }: Errand): Promise<void> {
    await this.#button(new RegExp(pattern(this.words.home.all_other))).click();
    await this.#heading(this.words.list.title);
    await this.picture('list');
    await this.#button(new RegExp(escaped(this.#local(name))))
      .first()
      .click();
    await this.#button(this.words.guide.start).waitFor();
    await this.picture('guide');
    await this.#button(this.words.guide.start).click();
  }

  async agree(): Promise<void> {
    await this.#heading(this.words.consent.title);
    await this.picture('consent');
    await this.#button(this.words.consent.agree).click();
    await this.#heading(this.words.identify.title);
    await this.picture('identify');
  }

  /** @returns undefined when the terminal knows who it is, else what it said about the card. */
  async waitForCard(): Promise<string | undefined> {
    const { cardFault, identify } = this.words;
    const known = this.#button(identify.itIsMe);
    const refusals = Object.values(cardFault).map(({ what }) => what);
    const refused = this.#page.getByText(new RegExp(`^(${refusals.map(escaped).join('|')})`));
    await known.or(refused.first()).first().waitFor();
    await this.picture((await known.isVisible()) ? 'identified' : 'card-refused');
    if (await known.isVisible()) return undefined;
    return (await refused.first().textContent()) ?? 'refused';
  }

  async itIsMe(): Promise<void> {
    await this.#button(this.words.identify.itIsMe).click();
  }

  /** Answers page by page, as the answers themselves decide which pages there are. */
  async fillIn({ form }: Errand): Promise<void> {
    let answers: Answers = {};
    const asked = new Set<string>();
    for (;;) {
      const field = pagesOf(form, answers).find((page) => !asked.has(page));
      if (field === undefined) return;
      asked.add(field);
      const hint = form.schema.properties[field]?.['x-hint'];
      if (hint === undefined) throw new Error(`no hint for ${field}`);
      await this.#page.getByText(this.#local(hint.title), { exact: true }).filter({ visible: true }).first().waitFor();
      const { reply, answer } = replyTo(form, field, this.language);
      await this.#give(reply, hint.prefill !== undefined);
      await this.picture(`question-${field}`);
      answers = { ...answers, [field]: answer };
      await this.#button(this.words.question.next).click();
    }
  }

  async #give(reply: Reply, prefilled: boolean): Promise<void> {
    switch (reply.by) {
      case 'chosen':
        return this.#page.getByRole('radio').nth(reply.option).locator('xpath=ancestor::label').click();
      case 'accepted':
        return this.#page.getByText(this.words.question.accept).click();
      case 'date':
        return this.#tapKeys(reply.digits);
      case 'typed': {
        const field = this.#page.getByRole('textbox');
        if (prefilled && (await field.inputValue()) !== '') return;
        if (/^[\dX.]+$/.test(reply.text)) return this.#tapKeys(reply.text);
        // As from a keyboard that somebody plugged in; the keys on the screen have tests of their own.
        return field.fill(reply.text);
      }
    }
  }

  async #tapKeys(text: string): Promise<void> {
    for (const character of text) await this.#page.locator(`[data-key="${character}"]`).click();
  }

  async review(): Promise<void> {
    await this.#heading(this.words.review.title);
    await this.picture('review');
    await this.#button(this.words.review.sign).click();
  }

  async sign(): Promise<void> {
    await this.#heading(this.words.signature.title);
    const pad = this.#page.locator('canvas');
    const box = await pad.boundingBox();
    if (box === null) throw new Error('there is nothing to sign on');
    for (const stroke of signatureStrokes) {
      const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
      const [first = [0, 0] as const, ...rest] = stroke;
      await this.#page.mouse.move(...at(first));
      await this.#page.mouse.down();
      for (const point of rest) await this.#page.mouse.move(...at(point), { steps: 6 });
      await this.#page.mouse.up();
    }
    await this.picture('signature');
  }

  async confirm(): Promise<void> {
    await this.#button(this.words.signature.confirm).click();
    await this.#heading(this.words.kept.title);
  }

  /** Waits until the screen says so in these words. */
  async sees(words: string): Promise<void> {
    await this.#page.getByText(words, { exact: false }).first().waitFor();
  }

  async finish(): Promise<void> {
    await this.#button(this.words.kept.finish).click();
    await this.sees(this.words.goodbye.finished);
    await this.picture('goodbye');
  }

  /** The next citizen's screen: a new page, in which nothing of this one was ever shown. */
  async backToAttract(next: Page): Promise<void> {
    await next.getByText(zh.attract.start).waitFor();
  }

  #button(name: string | RegExp): Locator {
    return this.#page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  #heading(name: string): Promise<void> {
    return this.#page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  #local({ zh: chinese, en: english }: Localized): string {
    // The screen shows the straight apostrophe: the curved one is as wide as a Chinese character in its font.
    return this.language === 'en' ? (english ?? chinese).replaceAll('’', "'") : chinese;
  }
}

const signatureStrokes: readonly (readonly (readonly [number, number])[])[] = [
  [
    [0.18, 0.42],
    [0.26, 0.36],
    [0.34, 0.4],
  ],
  [
    [0.26, 0.28],
    [0.25, 0.55],
    [0.2, 0.68],
  ],
  [
    [0.42, 0.35],
    [0.55, 0.33],
    [0.54, 0.6],
    [0.44, 0.62],
  ],
  [
    [0.62, 0.3],
    [0.72, 0.5],
    [0.84, 0.64],
  ],
];

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A string with its placeholders, as a pattern. */
function pattern(text: string): string {
  return text
    .split(/\{\{\w+\}\}/)
    .map(escaped)
    .join('.+');
}
