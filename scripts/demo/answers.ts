/** What the citizen of the demo says. Nobody of that name, no place of that kind. */
import type { Language } from '../../src-main/contract/calls.ts';
import { assertNever } from '../../src-main/contract/result.ts';
import type { Answer, Form } from '../../src-main/contract/service-item.ts';

/** By field, in Chinese and in English. */
const words: Readonly<Record<string, { readonly 'zh-CN': string; readonly en: string }>> = {
  shopName: { 'zh-CN': '竹溪人家菜馆', en: 'Bamboo Creek Kitchen' },
  premises: { 'zh-CN': '城关镇测试路九号', en: 'No. 9 Test Road, Chengguan Town' },
  safetyManager: { 'zh-CN': '测试甲', en: 'TESTER A' },
  projectName: { 'zh-CN': '测试茶叶加工厂新建项目', en: 'New tea plant (test)' },
  place: { 'zh-CN': '水坪镇测试村一组', en: 'Group 1, Test Village, Shuiping' },
  scale: { 'zh-CN': '新建厂房二千平方米，年加工茶叶一百吨', en: 'A hall of 2,000 m2 for 100 t of tea a year' },
  companyName: { 'zh-CN': '竹溪测试茶业有限公司', en: 'Zhuxi Test Tea Co., Ltd.' },
  legalRepresentative: { 'zh-CN': '测试甲', en: 'TESTER A' },
  home: { 'zh-CN': '城关镇测试路九号三单元', en: 'Entrance 3, No. 9 Test Road' },
  titleNumber: { 'zh-CN': '测试证第0000001号', en: 'TEST-0000001' },
  newOwner: { 'zh-CN': '测试甲', en: 'TESTER A' },
  formerOwner: { 'zh-CN': '测试乙', en: 'TESTER B' },
};

/** `chosen` the n-th option · `typed` what goes into the field by its keys · `date` its eight digits · `accepted` a statement. */
export type Reply =
  | { readonly by: 'chosen'; readonly option: number }
  | { readonly by: 'typed'; readonly text: string }
  | { readonly by: 'date'; readonly digits: string }
  | { readonly by: 'accepted' };

/** @returns what to do on the page of that field, and the answer it gives. */
export function replyTo(form: Form, field: string, language: Language): { reply: Reply; answer: Answer } {
  const property = form.schema.properties[field];
  if (property === undefined) throw new Error(`${form.id} has no field ${field}`);
  const { control } = property['x-hint'];
  switch (control) {
    case 'choice': {
      const options = property.enum as Answer[];
      return { reply: { by: 'chosen', option: 0 }, answer: options[0] ?? '' };
    }
    case 'yesNo':
      return { reply: { by: 'chosen', option: 1 }, answer: false };
    case 'statement':
      return { reply: { by: 'accepted' }, answer: true };
    case 'date': {
      const digits = field === 'finishDate' ? '20271231' : '20261201';
      return { reply: { by: 'date', digits }, answer: digits.replace(/(....)(..)(..)/, '$1-$2-$3') };
    }
    case 'number':
    case 'money':
      return { reply: { by: 'typed', text: '120' }, answer: 120 };
    case 'phone':
      return { reply: { by: 'typed', text: '13900000000' }, answer: '13900000000' };
    case 'companyCode':
      return { reply: { by: 'typed', text: '91350100M000100Y43' }, answer: '91350100M000100Y43' };
    case 'text':
    case 'longText':
    case 'address': {
      const text =
        words[field]?.[language] ?? (language === 'en' ? 'A test of this terminal' : '这是一次测试，不是真的申请');
      return { reply: { by: 'typed', text }, answer: text };
    }
    default:
      return assertNever(control);
  }
}
