/** From the confirmation to the goodbye, on good nights and bad. */
import type { Kept } from '../../src-main/contract/application.ts';
import { err, ok } from '../../src-main/contract/result.ts';
import type { Citizen } from './citizen.ts';
import { sign } from './filling-story.ts';
import { kept } from './scenario.ts';
import type { Story } from './stories.ts';

/** A short form that a window looks at afterwards. */
const hotlineItem = 'hotline-request';

const keptStory: Story = {
  name: 'kept',
  async tell(citizen, look) {
    await toSignature(citizen);
    await citizen.answer('application.confirm', 'never');
    await citizen.goOn();
    await citizen.page.locator('.page-keeping').waitFor();
    await look('keeping');
  },
};

const afterwards: Story = {
  name: 'afterwards',
  async tell(citizen, look) {
    await toSignature(citizen);
    await citizen.goOn();
    await citizen.page.locator('.page-kept').waitFor();
    await look('kept-printing');
    const become = async (change: Partial<Kept>) => citizen.emit('application.changed', { ...kept, ...change });
    const caseNumber = '1142032400000000X1400011700100020261122000007';
    await become({ print: 'confirmed', delivery: 'acknowledged', caseNumber });
    await look('kept-acknowledged');
    await become({ print: 'notPrinted', printFault: 'paperOut' });
    await look('kept-no-paper');
    await become({ print: 'unknown', printFault: 'timeOut', copy: 1, delivery: 'parked', clockTrusted: false });
    await look('kept-unknown');
    await citizen.answer('receipt.reprint', err('tooManyCopies'));
    await citizen.touch('.big-plain');
    await citizen.page.locator('.box-stop').waitFor();
    await look('kept-no-more-copies');
    await become({ print: 'confirmed' });
    await citizen.goOn();
    await citizen.page.locator('.goodbye').waitFor();
    await look('goodbye-finished');
    const card = { kind: 'id-card-reader', model: 'x', device: 'online', media: 'present', paper: 'unknown' };
    await citizen.page.evaluate(
      `scripted.emit('terminal.changed', { ...scenario.terminal, devices: [${JSON.stringify(card)}] })`,
    );
    await citizen.page.locator('.goodbye-card').waitFor();
    await look('goodbye-card');
  },
};

const recovering: Story = {
  name: 'recovering',
  async tell(citizen, look) {
    await toSignature(citizen);
    await citizen.answer('application.confirm', err('internal'));
    await citizen.answer('application.outcome', err('internal'));
    await citizen.goOn();
    await citizen.page.locator('.page-unknown').waitFor();
    await look('keeping-unknown');
    await citizen.link('down');
    await citizen.answer('application.outcome', ok({ kept: true, application: { ...kept, print: 'unknown' } }));
    await citizen.link('up');
    await citizen.page.locator('.page-kept').waitFor();
    await look('kept-recovered');
  },
};

const losing: Story = {
  name: 'losing',
  async tell(citizen, look) {
    await toSignature(citizen);
    await citizen.answer('application.confirm', err('notKept'));
    await citizen.goOn();
    await citizen.page.locator('.box-stop').waitFor();
    await look('signature-not-kept');
  },
};

async function toSignature(citizen: Citizen): Promise<void> {
  await citizen.toFirstQuestion(hotlineItem);
  for (let page = 0; page < 12; page += 1) {
    if (await citizen.page.locator('.page-review').isVisible()) break;
    if (await citizen.page.locator('.choice').first().isVisible()) await citizen.touch('.choice');
    else if (await citizen.page.locator('.field').isVisible())
      await citizen.page.locator('.field input, .field textarea').fill('13800000000');
    await citizen.goOn();
  }
  await citizen.goOn();
  await citizen.page.locator('.page-signature').waitFor();
  await sign(citizen);
}

export const keepingStories: readonly Story[] = [keptStory, afterwards, recovering, losing];
