/** The whole form of an investment project: every control there is, the messages, the review and the signature. */
import { ok } from '../../src-main/contract/result.ts';
import type { Citizen } from './citizen.ts';
import type { Look, Story } from './stories.ts';

const projectItem = 'enterprise-investment-filing';

export const fillingStory: Story = {
  name: 'filling',
  async tell(citizen, look) {
    await citizen.toFirstQuestion(projectItem);
    await look('question-text-empty');
    await citizen.goOn();
    await look('question-required');
    if (!citizen.english) {
      await citizen.keys('z', 'h', 'u', 'x', 'i');
      await look('question-composing');
      await citizen.keys('clear');
    }
    await fillProject(citizen, look);
    await citizen.page.locator('.page-review').waitFor();
    await look('review');
    await citizen.answer('application.check', ok({ messages: [{ field: 'place', message: 'tooShort', limit: 5 }] }));
    await citizen.goOn();
    await citizen.page.locator('.box-stop').waitFor();
    await look('review-wrong');
    await citizen.touch('.review-wrong .chip');
    await look('question-change');
    await citizen.goOn();
    await citizen.answer('application.check', ok({ messages: [] }));
    await citizen.goOn();
    await citizen.page.locator('.page-signature').waitFor();
    await look('signature');
    await sign(citizen);
    await look('signature-signed');
    await citizen.link('down');
    await citizen.link('up');
    await citizen.page.locator('.page-identify').waitFor();
    await look('identify-again');
  },
};

/** Answers every page of the project, looking at each control once. */
export async function fillProject(citizen: Citizen, look: Look = async () => undefined): Promise<void> {
  const { english } = citizen;
  await typeOn(citizen, english ? 'Zhuxi tea processing plant' : '竹溪县龙王垭茶叶精深加工项目');
  await look('question-choice');
  await chooseOn(citizen, 1);
  await typeOn(citizen, english ? 'Road 1, test town, test county' : '测试县测试镇测试路1号', () =>
    look('question-address'),
  );
  await look('question-choice-many');
  await chooseOn(citizen, 2);
  await typeOn(
    citizen,
    english ? 'A workshop of 3000 m² with two lines' : '新建标准化厂房3000平方米，茶叶生产线两条',
    () => look('question-long-text'),
  );
  await look('question-yes-no');
  await chooseOn(citizen, 1);
  await citizen.keys('3', '0', '0', '0');
  await look('question-number');
  await citizen.goOn();
  await citizen.keys('1', '2', '5', '0');
  await look('question-money');
  await citizen.goOn();
  await citizen.keys('2', '0', '2', '7', '0', '2');
  await look('question-date');
  await citizen.keys('3', '0');
  await citizen.goOn();
  await look('question-date-wrong');
  await citizen.keys('clear', '2', '0', '2', '7', '0', '3', '0', '1');
  await citizen.goOn();
  await citizen.keys('2', '0', '2', '8', '0', '6', '3', '0');
  await citizen.goOn();
  await typeOn(citizen, english ? 'Test Company Ltd' : '测试县测试茶业有限公司');
  await typeOn(citizen, '91420324MA4TEXT00X', () => look('question-company-code'));
  await typeOn(citizen, english ? 'Ceshi Jia' : '测试甲');
  await citizen.keys('1', '3', '8', '0', '0', '0', '0', '0', '0', '0', '0');
  await look('question-phone');
  await citizen.goOn();
  await citizen.touch('.accept');
  await look('question-statement');
  await citizen.goOn();
}

async function typeOn(
  citizen: Citizen,
  text: string,
  look: () => Promise<void> = async () => undefined,
): Promise<void> {
  await citizen.page.locator('.field input:not([value=""]), .field input, .field textarea').first().fill(text);
  await look();
  await citizen.goOn();
}

async function chooseOn(citizen: Citizen, place: number): Promise<void> {
  await citizen.touch(`.choice:nth-of-type(${place})`);
  await citizen.goOn();
}

/** Two strokes of a pen. */
export async function sign(citizen: Citizen): Promise<void> {
  const box = await citizen.page.locator('.signature-canvas').boundingBox();
  if (box === null) throw new Error('the signature page has its box');
  const { mouse } = citizen.page;
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  for (const line of [
    [at(0.2, 0.3), at(0.3, 0.25), at(0.42, 0.5), at(0.3, 0.65)],
    [at(0.5, 0.2), at(0.55, 0.6), at(0.7, 0.3), at(0.8, 0.55)],
  ]) {
    const [start, ...rest] = line;
    if (start) await mouse.move(...start);
    await mouse.down();
    for (const point of rest) await mouse.move(...point, { steps: 6 });
    await mouse.up();
  }
}
