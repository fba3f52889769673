import { describe, expect, test } from 'vitest';
import { companyCodeFault } from '../contract/id-number.ts';
import { type Answers, ItemDetail, type Localized } from '../contract/service-item.ts';
import { checkAnswers, pagesOf } from './forms.ts';
import { openPackage } from './open-package.ts';
import { buildSamplePackage, sampleHallId } from './sample-package.ts';
import { atHall, signer, trustedKeys } from './small-county.fixture.ts';
import { dayKind } from './working-days.ts';

const nowMs = atHall('2026-11-23T23:00');
const tonight = { nowMs, hallId: sampleHallId, storageFull: false };
const opened = openPackage(buildSamplePackage(signer), { trustedKeys, nowMs });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const catalogue = opened.value;
const details = catalogue.summaries(tonight).map(({ id }) => ItemDetail.parse(catalogue.detail(id, tonight)));
const detailOf = (id: string) => ItemDetail.parse(catalogue.detail(id, tonight));

describe('the sample of Zhuxi', () => {
  test('opens without a problem and says that it is a sample', () => {
    expect(catalogue.problems).toEqual([]);
    expect(catalogue.sample).toBe(true);
    expect(catalogue.version.startsWith('2020.')).toBe(true);
    expect(catalogue.hall(sampleHallId, nowMs)).toMatchObject({ utcOffsetMinutes: 480, windowsOpen: false });
  });

  test('holds the numbers that the county named', () => {
    const limitOf = (id: string) => detailOf(id).guide.promisedLimit;
    expect(limitOf('enterprise-investment-filing')).toMatchObject({ days: 3, unit: 'workingDays' });
    expect(limitOf('company-establishment')).toMatchObject({ days: 1, unit: 'workingDays' });
    expect(limitOf('real-estate-general')).toMatchObject({ days: 2, unit: 'workingDays' });
    expect(limitOf('real-estate-mortgage')).toMatchObject({ days: 0 });
    expect(limitOf('utility-construction-approval')).toMatchObject({ days: 5, unit: 'workingDays' });
    expect(limitOf('hotline-request')).toMatchObject({ days: 5, unit: 'workingDays' });
    expect(detailOf('river-sand-permit').guide.materials).toHaveLength(2);
    expect(detailOf('company-establishment').guide.materials).toHaveLength(4);
  });

  test('has enough matters, and forms for some of them', () => {
    expect(details.length).toBeGreaterThanOrEqual(14);
    expect(details.filter(({ form }) => form !== undefined).length).toBeGreaterThanOrEqual(3);
  });

  test('says everything in English too', () => {
    expect([...untranslated(details)]).toEqual([]);
  });

  test('has codes of the national form: authority, level, basic code', () => {
    for (const { summary, implementationCode } of details) {
      expect(summary.code).toMatch(/^\d{12}$/);
      expect(implementationCode).toHaveLength(31);
      expect(implementationCode.slice(18)).toBe(`4${summary.code}`);
      expect(companyCodeFault(implementationCode.slice(0, 18))).toBeUndefined();
    }
    expect(new Set(details.map(({ summary }) => summary.code)).size).toBe(details.length);
  });

  test('finds a restaurant licence by what people call it, and by the office that once gave it', () => {
    const found = (words: string) => catalogue.search(words, tonight)[0]?.id;
    expect(found('开饭馆')).toBe('food-business-licence');
    expect(found('食品药品监督管理局')).toBe('food-business-licence');
    expect(found('网吧')).toBe('internet-cafe-permit');
  });

  test('knows the holidays of 2026 and no other year', () => {
    const days2026 = Array.from({ length: 365 }, (_, i) =>
      new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10),
    );
    const kinds = days2026.map((day) => dayKind(day, catalogue.calendars));
    expect(kinds.filter((kind) => kind === 'holiday')).toHaveLength(33); // 3+9+3+5+3+3+7
    expect(kinds.filter((kind) => kind === 'makeUpDay')).toHaveLength(6);
    expect(
      days2026.filter((_, i) => kinds[i] === 'makeUpDay').every((day) => [0, 6].includes(new Date(day).getUTCDay())),
    ).toBe(true);
    expect(dayKind('2027-01-04', catalogue.calendars)).toBe('unknown');
  });
});

describe('the forms of the sample', () => {
  const investment: Answers = {
    projectName: '竹溪县茶叶精深加工项目',
    projectKind: 'expansion',
    existingProject: '年产一百吨茶叶加工厂',
    place: '竹溪县某镇某村工业园',
    industry: 'C',
    scale: '新建厂房两栋,年加工茶叶二百吨',
    needsNewLand: true,
    landArea: 3500,
    totalInvestment: 1280.55,
    startDate: '2026-12-01',
    finishDate: '2027-10-01',
    companyName: '竹溪县测试茶业有限公司',
    companyCode: '91350100M000100Y43',
    legalRepresentative: '测试',
    phone: '13800000000',
    policyStatement: true,
  };

  test('an investment project can be filed, and only in order', () => {
    const { form } = detailOf('enterprise-investment-filing');
    if (form === undefined) throw new Error('it has a form');
    expect(checkAnswers(form, investment)).toEqual([]);
    expect(checkAnswers(form, { ...investment, finishDate: '2026-11-01' })).toEqual([
      { field: 'finishDate', message: 'tooEarly', limit: '2026-12-01' },
    ]);
    expect(checkAnswers(form, { ...investment, totalInvestment: 0.001 })[0]?.message).toBe('patternWrong');
    expect(pagesOf(form, { ...investment, projectKind: 'new', needsNewLand: false })).not.toContain('landArea');
  });

  test('cold dishes are asked of a restaurant only', () => {
    const { form } = detailOf('food-business-licence');
    if (form === undefined) throw new Error('it has a form');
    expect(pagesOf(form, { businessForm: 'retail' })).not.toContain('coldDishes');
    expect(pagesOf(form, { businessForm: 'catering' })).toContain('coldDishes');
    expect(pagesOf(form, { businessForm: 'catering' })).not.toContain('coldDishRoom');
    expect(pagesOf(form, { businessForm: 'catering', coldDishes: true })).toContain('coldDishRoom');
  });

  test('each form can be filled in to its end', () => {
    for (const { summary, form } of details) {
      if (form === undefined) continue;
      const answers: Answers = {};
      for (let page = 0; page < pagesOf(form, answers).length; page++) {
        const field = pagesOf(form, answers)[page] ?? '';
        const property = form.schema.properties[field];
        if (property === undefined) throw new Error(`${field} is a page`);
        answers[field] = anAnswer(property['x-hint'].control, property);
      }
      expect({ id: summary.id, wrong: checkAnswers(form, answers) }).toEqual({ id: summary.id, wrong: [] });
    }
  });
});

/** Something that fits: a clerk who only wants to get to the end. */
function anAnswer(control: string, { enum: values, type }: Record<string, unknown>): Answers[string] {
  const fitting: Record<string, Answers[string]> = {
    date: '2026-12-01',
    phone: '0719-12345678',
    companyCode: '91350100M000100Y43',
    choice: Array.isArray(values) ? String(values.at(-1)) : '',
    number: 8,
    money: 8,
  };
  return fitting[control] ?? (type === 'boolean' ? true : '竹溪县测试文字,够长就好');
}

/** Every text in which the Chinese has no English beside it. */
function* untranslated(value: unknown): Generator<Localized> {
  if (typeof value !== 'object' || value === null) return;
  if ('zh' in value && typeof value.zh === 'string' && !('en' in value)) yield { zh: value.zh };
  for (const inner of Object.values(value)) yield* untranslated(inner);
}
