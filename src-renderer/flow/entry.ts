/**
 * Between what stands in a field while it is typed (text) and the answer that the form's schema wants.
 * A date in the making is `2026-1-`: three parts, any of them empty.
 */

import { answerLengthMax } from '../../src-main/catalogue/forms.ts';
import { must } from '../../src-main/contract/result.ts';
import type { Answer, Answers, Control, Form, Hint } from '../../src-main/contract/service-item.ts';

export function hintOf(form: Form, field: string): Hint {
  return must(form.schema.properties[field], `a page of the form names the property ${field}`)['x-hint'];
}

export function entryOf(answer: Answer | undefined): string {
  return answer === undefined ? '' : String(answer);
}

/** @returns the answer, or undefined for an empty field. What cannot be a number or a date stays text and is refused by its schema. */
export function answerOf(control: Control, entry: string): Answer | undefined {
  const text = entry.trim();
  switch (control) {
    case 'number':
    case 'money':
      if (text === '') return undefined;
      return /^\d{1,15}(\.\d{1,6})?$/.test(text) ? Number(text) : text;
    case 'yesNo':
      return text === '' ? undefined : text === 'true';
    case 'statement':
      return text === 'true' ? true : undefined;
    case 'date':
      return dateOf(text);
    case 'text':
    case 'longText':
    case 'choice':
    case 'phone':
    case 'companyCode':
    case 'address':
      return text === '' ? undefined : text;
  }
}

export type DateParts = readonly [year: string, month: string, day: string];

export function datePartsOf(entry: string): DateParts {
  const [year = '', month = '', day = ''] = entry.split('-');
  return [year, month, day];
}

export function entryOfDate(parts: DateParts): string {
  return parts.every((part) => part === '') ? '' : parts.join('-');
}

function dateOf(text: string): string | undefined {
  const [year, month, day] = datePartsOf(text);
  if (year === '' && month === '' && day === '') return undefined;
  if (month === '' || day === '') return text;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Puts the answer in its place; an empty field takes its answer out. */
export function withAnswer(answers: Answers, field: string, answer: Answer | undefined): Answers {
  const { [field]: _before, ...others } = answers;
  return answer === undefined ? others : { ...others, [field]: answer };
}

/** What of a typed text can stand in a field of this control; the rest is not taken in. */
export function cleaned(control: Control, text: string): string {
  switch (control) {
    case 'number':
    case 'money':
      return text.replace(/[^\d.]/g, '').slice(0, 18);
    case 'phone':
      return text.replace(/[^\d-]/g, '').slice(0, 13);
    case 'companyCode':
      return text
        .toUpperCase()
        .replace(/[^0-9A-Z]/g, '')
        .slice(0, 18);
    case 'text':
    case 'address':
      return text.replace(/[\r\n]/g, '').slice(0, answerLengthMax);
    case 'longText':
      return text.slice(0, answerLengthMax);
    case 'date':
    case 'choice':
    case 'yesNo':
    case 'statement':
      return text;
  }
}
