/** Somebody at the screen: touches what is there, whatever the language, and can be watched. */
import type { Page } from '@playwright/test';
import type { CallName } from '../../src-main/contract/calls.ts';
import type { EventName, EventPayload } from '../../src-main/contract/events.ts';
import type { Result } from '../../src-main/contract/result.ts';
import { person } from './scenario.ts';

export interface Citizen {
  readonly page: Page;
  readonly english: boolean;
  /** Touches the first thing that matches. */
  touch(selector: string): Promise<void>;
  /** The one way forward. */
  goOn(): Promise<void>;
  type(text: string): Promise<void>;
  /** Keys of the screen's own keyboard, by their ids. */
  keys(...ids: string[]): Promise<void>;
  answer(name: CallName, result: Result<unknown, string> | 'never'): Promise<void>;
  emit<N extends EventName>(name: N, payload: EventPayload<N>): Promise<void>;
  link(state: 'up' | 'down'): Promise<void>;
  begin(): Promise<void>;
  openItem(itemId: string): Promise<void>;
  toReader(itemId: string): Promise<void>;
  toFirstQuestion(itemId: string): Promise<void>;
}

export function citizenAt(page: Page, english: boolean): Citizen {
  const touch = (selector: string) => page.locator(selector).first().click();
  const tell = (call: string) => page.evaluate(`scripted.${call}`).then(() => undefined);
  const citizen: Citizen = {
    page,
    english,
    touch,
    goOn: () => touch('.big-go:not([disabled])'),
    type: (text) => page.keyboard.insertText(text),
    async keys(...ids) {
      for (const id of ids) await touch(`[data-key="${id}"]`);
    },
    answer: (name, result) => tell(`answer(${JSON.stringify(name)}, ${JSON.stringify(result)})`),
    emit: (name, payload) => tell(`emit(${JSON.stringify(name)}, ${JSON.stringify(payload)})`),
    link: (state) => tell(`link('${state}')`),
    begin: () => touch(english ? '.attract-english' : '.attract-all'),
    async openItem(itemId) {
      await citizen.begin();
      await touch('.press-card-row');
      await page.locator(`[data-item="${itemId}"]`).click();
      await page.locator('.page-guide .scroller').waitFor();
    },
    async toReader(itemId) {
      await citizen.openItem(itemId);
      await citizen.goOn();
      await citizen.goOn();
      await citizen.emit('identify.changed', { state: 'waiting' });
    },
    async toFirstQuestion(itemId) {
      await citizen.toReader(itemId);
      await citizen.emit('identify.changed', { state: 'identified', person });
      await page.locator('.page-identified').waitFor();
      await citizen.goOn();
    },
  };
  return citizen;
}
