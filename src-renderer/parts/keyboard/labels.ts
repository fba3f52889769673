/** The words on and about the keys. */
import type { NamedKey, PadLayout } from './layouts.ts';

export type Language = 'zh-CN' | 'en';

type Labels = {
  /** What stands on the key. */
  readonly faces: Readonly<Record<NamedKey, string>>;
  /** What the key is called where its face is a sign or too short. */
  readonly names: Readonly<Partial<Record<NamedKey, string>>>;
  readonly keyboards: Readonly<Record<PadLayout | 'pinyin' | 'latin', string>>;
  readonly candidates: string;
  readonly pinyinHint: string;
};

export const LABELS: Readonly<Record<Language, Labels>> = {
  'zh-CN': {
    faces: {
      space: '空格',
      backspace: '删除',
      clear: '清空',
      done: '完成',
      shift: '大写',
      separator: '分词',
      toPinyin: '拼音',
      toLatin: 'EN',
      toSymbols: '数字',
      more: '更多',
      fewer: '收起',
      nextPage: '下一页',
      previousPage: '上一页',
    },
    names: {
      separator: '分词，分开音节',
      toLatin: 'EN 英文字母',
      toSymbols: '数字和符号',
      more: '更多候选字',
    },
    keyboards: {
      pinyin: '拼音键盘',
      latin: '字母键盘',
      digits: '数字键盘',
      idNumber: '身份证号键盘',
      phone: '电话号码键盘',
    },
    candidates: '候选字词',
    pinyinHint: '输入拼音，再点选下面的字词',
  },
  en: {
    faces: {
      space: 'Space',
      backspace: 'Delete',
      clear: 'Clear',
      done: 'Done',
      shift: 'Shift',
      separator: "'",
      toPinyin: '拼音',
      toLatin: 'ABC',
      toSymbols: '123',
      more: 'More',
      fewer: 'Close',
      nextPage: 'Next',
      previousPage: 'Back',
    },
    names: {
      separator: 'Part syllables',
      toPinyin: '拼音 Pinyin',
      toLatin: 'ABC Latin letters',
      toSymbols: '123 digits and signs',
      more: 'More candidates',
      fewer: 'Close the candidates',
      nextPage: 'Next page of candidates',
      previousPage: 'Back a page of candidates',
    },
    keyboards: {
      pinyin: 'Pinyin keyboard',
      latin: 'Latin keyboard',
      digits: 'Number pad',
      idNumber: 'ID number pad',
      phone: 'Phone number pad',
    },
    candidates: 'Candidates',
    pinyinHint: 'Type pinyin, then touch the word below',
  },
};
