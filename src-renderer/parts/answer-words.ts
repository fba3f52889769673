/** An answer as it is shown to its giver: on the picture of the form, and for review. */
import type { Language } from '../../src-main/contract/calls.ts';
import type { Answer, Form, Localized } from '../../src-main/contract/service-item.ts';
import { hintOf } from '../flow/entry.ts';
import { writtenDay } from './hall-time.ts';

export interface AnswerWords {
  readonly yes: string;
  readonly no: string;
  readonly accepted: string;
  readonly language: Language;
  readonly local: (text: Localized) => string;
}

interface Asked {
  readonly form: Form;
  readonly field: string;
}

/** @returns the empty text where there is no answer. */
export function answerWords({ form, field }: Asked, answer: Answer | undefined, words: AnswerWords): string {
  if (answer === undefined) return '';
  const hint = hintOf(form, field);
  const unit = hint.unit ? ` ${words.local(hint.unit)}` : '';
  switch (hint.control) {
    case 'number':
    case 'money':
      return `${typeof answer === 'number' ? answer.toLocaleString('en') : answer}${times(unit)}${unit}`;
    case 'yesNo':
      return answer === true ? words.yes : words.no;
    case 'statement':
      return answer === true ? words.accepted : '';
    case 'date':
      return writtenDay(String(answer), words.language);
    case 'choice':
      return optionWords({ form, field }, String(answer), words.local);
    case 'phone':
      return spacedPhone(String(answer));
    case 'text':
    case 'longText':
    case 'companyCode':
    case 'address':
      return `${answer}${unit}`;
  }
}

/** "1,250 × 10,000 yuan": a unit that is itself a number is multiplied. */
function times(unit: string): string {
  return /^ \d/.test(unit) ? ' ×' : '';
}

/** The values of a choice with their words, in the order of the schema. */
export function optionsOf(form: Form, field: string): { value: string; words: Localized }[] {
  const values = form.schema.properties[field]?.enum;
  const words = hintOf(form, field).options ?? [];
  if (!Array.isArray(values)) return [];
  return values.map((value: unknown, index) => ({
    value: String(value),
    words: words[index] ?? { zh: String(value) },
  }));
}

function optionWords({ form, field }: Asked, value: string, local: AnswerWords['local']): string {
  const option = optionsOf(form, field).find((each) => each.value === value);
  return option ? local(option.words) : value;
}

/** A mobile number in the groups in which it is said: 3-4-4. */
export function spacedPhone(digits: string): string {
  if (!digits.startsWith('1')) return digits;
  return [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].filter((part) => part !== '').join(' ');
}

/** A citizen number in the groups in which it is read: area, birth, rest. */
export function spacedNumber(number: string): string {
  return [number.slice(0, 6), number.slice(6, 14), number.slice(14)].filter((part) => part !== '').join(' ');
}
