/** Every state of the screen, each reached as a citizen would. A story runs in one page; `look` is called at each state. */
import { err, ok } from '../../src-main/contract/result.ts';
import type { Citizen } from './citizen.ts';
import { fillingStory } from './filling-story.ts';
import { keepingStories } from './keeping-stories.ts';

export type Look = (name: string) => Promise<void>;

export interface Story {
  readonly name: string;
  /** A page of it throws, which the browser's console reports. */
  readonly throws?: true;
  readonly tell: (citizen: Citizen, look: Look) => Promise<void>;
}

/** The item with the longest form of the sample. */
export const formItem = 'enterprise-investment-filing';
const windowItem = 'internet-cafe-permit';

const browsing: Story = {
  name: 'browsing',
  async tell(citizen, look) {
    await look('attract');
    await citizen.begin();
    await look('home');
    await citizen.touch('.press-card-row');
    await look('list');
    await citizen.touch('.category:nth-child(4)');
    await look('list-category');
    await citizen.goOn();
    await look('list-typing');
    await citizen.type(citizen.english ? 'food' : '食品');
    await look('list-found');
    await citizen.type(citizen.english ? ' spaceship' : '飞船');
    await look('list-none');
    await citizen.keys('clear', 'done');
    await citizen.touch('.category:first-child');
    await citizen.page.locator(`[data-item="${windowItem}"]`).click();
    await citizen.page.locator('.page-guide .scroller').waitFor();
    await look('guide-window');
    await citizen.touch('.big-plain');
    await citizen.page.locator(`[data-item="${formItem}"]`).click();
    await citizen.page.locator('.page-guide .scroller').waitFor();
    await look('guide');
    await citizen.touch('.turn:last-child');
    await citizen.page.waitForTimeout(600);
    await look('guide-2');
    await citizen.goOn();
    await look('consent');
    await citizen.touch('.footer .chip');
    await look('help');
    await citizen.touch('.sheet .big-go');
    await citizen.touch('.header-chips .chip:last-child');
    await look('end');
  },
};

const closed: Story = {
  name: 'closed',
  async tell(citizen, look) {
    await citizen.answer('session.begin', err('storageFull'));
    await citizen.begin();
    await citizen.page.locator('.page-closed').waitFor();
    await look('closed');
  },
};

const noCatalogue: Story = {
  name: 'no catalogue',
  async tell(citizen, look) {
    await citizen.answer('catalogue.overview', err('noCatalogue'));
    await citizen.begin();
    await citizen.page.locator('.box-stop').waitFor();
    await look('home-no-catalogue');
  },
};

const breaking: Story = {
  name: 'breaking',
  throws: true,
  async tell(citizen, look) {
    const [summary] = (await citizen.page.evaluate('scenario.overview.items')) as object[];
    await citizen.answer('catalogue.item', ok({ summary }));
    await citizen.begin();
    await citizen.touch('.press-card-tile');
    await citizen.page.locator('.page-broken').waitFor();
    await look('broken');
    await citizen.touch('.big-plain');
    await citizen.page.locator('.page-home').waitFor();
  },
};

const leaving: Story = {
  name: 'leaving',
  async tell(citizen, look) {
    await citizen.begin();
    const terminal = await citizen.page.evaluate('scenario.terminal');
    const impatient = { ...(terminal as object), idleSeconds: 0.1, platform: 'unreachable' };
    await citizen.page.evaluate(`scripted.emit('terminal.changed', ${JSON.stringify(impatient)})`);
    await citizen.page.locator('.sheet-idle').waitFor();
    await look('idle-warning');
    await citizen.page.evaluate(`scripted.emit('terminal.changed', ${JSON.stringify(terminal)})`);
    await citizen.page.locator('.sheet-idle').waitFor({ state: 'detached' });
    await citizen.link('down');
    await citizen.page.locator('.moment').waitFor();
    await look('one-moment');
    await citizen.link('up');
    await citizen.touch('.header-chips .chip:last-child');
    await citizen.touch('.sheet .big-stop');
    await citizen.page.locator('.goodbye').waitFor();
    await look('goodbye-cancelled');
  },
};

const identifying: Story = {
  name: 'identifying',
  async tell(citizen, look) {
    await citizen.toReader(formItem);
    await look('identify-waiting');
    await citizen.emit('identify.changed', { state: 'reading' });
    await look('identify-reading');
    await citizen.emit('identify.changed', { state: 'refused', fault: 'cardUnreadable', triesLeft: 2 });
    await look('identify-unreadable');
    await citizen.emit('identify.changed', { state: 'cardRemoved' });
    await look('identify-removed');
    await citizen.emit('identify.changed', { state: 'timedOut' });
    await look('identify-timed-out');
    await citizen.emit('identify.changed', { state: 'readerAway' });
    await look('identify-reader-away');
    await citizen.touch('.actions .big-plain:nth-child(2)');
    await citizen.type(citizen.english ? 'Ceshi Jia' : '测试甲');
    await look('by-number-name');
    await citizen.goOn();
    await citizen.keys('1', '1', '9', '9', '9', '9', '1', '9', '0', '0', '0', '1');
    await citizen.answer('identify.byNumber', err('numberShapeWrong'));
    await citizen.goOn();
    await look('by-number-wrong');
    await citizen.answer('identify.byNumber', ok({ ...(await scriptedPerson(citizen)), trust: 'typed' }));
    await citizen.goOn();
    await citizen.page.locator('.page-identified').waitFor();
    await look('identified-typed');
  },
};

const refusing: Story = {
  name: 'refusing',
  async tell(citizen, look) {
    await citizen.answer('identify.byCard', err('noReader'));
    await citizen.toReader(formItem);
    await citizen.page
      .locator('.box-stop')
      .waitFor({ timeout: 1000 })
      .catch(() => undefined);
    await citizen.answer('identify.byCard', ok({}));
    await citizen.emit('identify.changed', { state: 'refused', fault: 'cardExpired', triesLeft: 0 });
    await look('identify-expired');
  },
};

async function scriptedPerson(citizen: Citizen): Promise<object> {
  return (await citizen.page.evaluate('scenario.person')) as object;
}

export const stories: readonly Story[] = [
  browsing,
  closed,
  noCatalogue,
  breaking,
  leaving,
  identifying,
  refusing,
  fillingStory,
  ...keepingStories,
];
