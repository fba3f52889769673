/**
 * Finds what is wrong with a form before a citizen meets it. Only those words of JSON Schema are allowed that
 * `forms.ts` honours: a word that would be silently ignored is a mistake. Pure.
 */
import { isCalendarDate } from '../contract/id-number.ts';
import { err, ok, type Result } from '../contract/result.ts';
import { type Control, Form } from '../contract/service-item.ts';
import { answerLengthMax, dayLimitField } from './forms.ts';

export interface FormProblem {
  /** The property; undefined when the form as a whole is meant. */
  readonly field?: string;
  readonly problem:
    | 'shapeWrong'
    | 'nameNotAllowed'
    | 'keywordUnknown'
    | 'typeDoesNotFitControl'
    | 'optionsDoNotFit'
    | 'lengthNotLimited'
    | 'limitBroken'
    | 'patternBroken'
    | 'pagesDoNotFit'
    | 'requiredUnknown'
    | 'conditionBroken'
    | 'conditionLooksAhead'
    | 'conditionAlwaysHolds'
    | 'prefillDoesNotFit';
  readonly detail: string;
}

type Property = Form['schema']['properties'][string];

const rootKeywords = ['$schema', 'type', 'properties', 'required', 'additionalProperties', 'x-pages'];
const common = ['type', 'x-hint'];
const lengths = [...common, 'minLength', 'maxLength', 'pattern'];
const ranges = [...common, 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

const rules: Record<Control, { types: string[]; keywords: string[] }> = {
  text: { types: ['string'], keywords: lengths },
  longText: { types: ['string'], keywords: lengths },
  address: { types: ['string'], keywords: lengths },
  number: { types: ['number', 'integer'], keywords: ranges },
  money: { types: ['number', 'integer'], keywords: ranges },
  date: { types: ['string'], keywords: [...common, 'format', 'formatMinimum', 'formatMaximum'] },
  choice: { types: ['string'], keywords: [...common, 'enum'] },
  yesNo: { types: ['boolean'], keywords: common },
  phone: { types: ['string'], keywords: common },
  companyCode: { types: ['string'], keywords: common },
  statement: { types: ['boolean'], keywords: [...common, 'const'] },
};

/** Parses a form and checks it by itself. @returns the form, or everything that is wrong with it. */
export function compileForm(raw: unknown): Result<Form, FormProblem[]> {
  const parsed = Form.safeParse(raw);
  if (!parsed.success) {
    return err(
      parsed.error.issues.map((issue) => ({
        problem: 'shapeWrong',
        detail: `${issue.path.join('.')}: ${issue.message}`,
      })),
    );
  }
  const form = parsed.data;
  const problems = [
    ...formProblems(form),
    ...Object.entries(form.schema.properties).flatMap(([field, property]) => [
      ...propertyProblems(field, property),
      ...dayLimitProblems(form, field, property),
      ...conditionProblems(form, field, property),
    ]),
  ];
  return problems.length === 0 ? ok(form) : err(problems);
}

function formProblems({ schema }: Form): FormProblem[] {
  const problems: FormProblem[] = [];
  const fields = Object.keys(schema.properties);
  const pages = schema['x-pages'];
  for (const keyword of Object.keys(schema).filter((key) => !rootKeywords.includes(key))) {
    problems.push({ problem: 'keywordUnknown', detail: keyword });
  }
  if (schema.additionalProperties !== undefined && schema.additionalProperties !== false) {
    problems.push({ problem: 'keywordUnknown', detail: 'additionalProperties can only be false' });
  }
  for (const field of fields.filter((name) => !/^[a-z][A-Za-z0-9]{0,63}$/.test(name) || name in Object.prototype)) {
    problems.push({ field, problem: 'nameNotAllowed', detail: field });
  }
  if ([...fields].sort().join() !== [...pages].sort().join()) {
    problems.push({ problem: 'pagesDoNotFit', detail: 'x-pages must name each property once' });
  }
  for (const field of schema.required.filter((name) => !fields.includes(name))) {
    problems.push({ field, problem: 'requiredUnknown', detail: field });
  }
  return problems;
}

function propertyProblems(field: string, property: Property): FormProblem[] {
  const problems: FormProblem[] = [];
  const hint = property['x-hint'];
  const { types, keywords } = rules[hint.control];
  for (const keyword of Object.keys(property).filter((key) => !keywords.includes(key))) {
    problems.push({ field, problem: 'keywordUnknown', detail: `${keyword} with ${hint.control}` });
  }
  const type = property.type;
  if (typeof type !== 'string' || !types.includes(type)) {
    problems.push({ field, problem: 'typeDoesNotFitControl', detail: `${hint.control} needs ${types.join(' or ')}` });
  }
  if (hint.control === 'statement' && property.const !== true) {
    problems.push({ field, problem: 'typeDoesNotFitControl', detail: 'statement needs const true' });
  }
  if (hint.control === 'date' && property.format !== 'date') {
    problems.push({ field, problem: 'typeDoesNotFitControl', detail: 'date needs format date' });
  }
  if (hint.prefill !== undefined && keywords !== lengths) {
    problems.push({ field, problem: 'prefillDoesNotFit', detail: hint.control });
  }
  if (!optionsFit(property)) {
    problems.push({ field, problem: 'optionsDoNotFit', detail: 'one option for each value of enum, each value once' });
  }
  if (keywords === lengths) problems.push(...lengthProblems(field, property));
  if (keywords === ranges) problems.push(...rangeProblems(field, property));
  return problems;
}

function optionsFit(property: Property): boolean {
  const { control, options } = property['x-hint'];
  if (control !== 'choice') return options === undefined;
  const values: unknown = property.enum;
  if (!Array.isArray(values) || values.length < 2 || !values.every((value) => typeof value === 'string')) return false;
  return new Set(values).size === values.length && options?.length === values.length;
}

function lengthProblems(field: string, property: Property): FormProblem[] {
  const problems: FormProblem[] = [];
  const { minLength = 0, maxLength, pattern } = property;
  if (!Number.isInteger(maxLength) || Number(maxLength) < 1 || Number(maxLength) > answerLengthMax / 2) {
    problems.push({ field, problem: 'lengthNotLimited', detail: `maxLength from 1 to ${answerLengthMax / 2}` });
  }
  if (!Number.isInteger(minLength) || Number(minLength) < 0 || Number(minLength) > Number(maxLength)) {
    problems.push({ field, problem: 'limitBroken', detail: 'minLength' });
  }
  if (pattern !== undefined && !isPattern(pattern)) {
    problems.push({ field, problem: 'patternBroken', detail: String(pattern) });
  }
  return problems;
}

function isPattern(pattern: unknown): boolean {
  if (typeof pattern !== 'string') return false;
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false; // the only way to ask whether a pattern is one
  }
}

function rangeProblems(field: string, property: Property): FormProblem[] {
  const limits = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
  const broken = limits.filter((key) => property[key] !== undefined && !Number.isFinite(property[key]));
  const low = Number(property.minimum ?? property.exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
  const high = Number(property.maximum ?? property.exclusiveMaximum ?? Number.POSITIVE_INFINITY);
  if (low > high) broken.push('minimum above maximum');
  if (Number(property.multipleOf ?? 1) <= 0) broken.push('multipleOf');
  return broken.map((detail) => ({ field, problem: 'limitBroken', detail }));
}

function dayLimitProblems(form: Form, field: string, property: Property): FormProblem[] {
  const pages = form.schema['x-pages'];
  return ['formatMinimum', 'formatMaximum'].flatMap((keyword): FormProblem[] => {
    const limit = property[keyword];
    if (limit === undefined || (typeof limit === 'string' && isCalendarDate(limit))) return [];
    const named = dayLimitField(limit);
    if (named === undefined || form.schema.properties[named]?.['x-hint'].control !== 'date') {
      return [{ field, problem: 'limitBroken', detail: keyword }];
    }
    const isBefore = pages.indexOf(named) < pages.indexOf(field);
    return isBefore ? [] : [{ field, problem: 'conditionLooksAhead', detail: `${keyword}: ${named}` }];
  });
}

function conditionProblems(form: Form, field: string, property: Property): FormProblem[] {
  const { when } = property['x-hint'];
  if (when === undefined) return [];
  const pages = form.schema['x-pages'];
  const before = pages.slice(0, pages.indexOf(field));
  return conditionFaults(when, before).map((fault) => ({ field, ...fault }));
}

const comparisons = ['const', 'enum', 'type', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];

/** Conditions are made of `properties` (each also in `required`: JSON Schema lets an absent one pass), allOf, anyOf and not. */
function conditionFaults(when: unknown, before: readonly string[]): Omit<FormProblem, 'field'>[] {
  if (!isRecord(when)) return [{ problem: 'conditionBroken', detail: 'a condition is an object' }];
  const faults: Omit<FormProblem, 'field'>[] = [];
  const { properties = {}, required = [], allOf = [], anyOf, not, ...others } = when;
  for (const keyword of Object.keys(others)) faults.push({ problem: 'conditionBroken', detail: keyword });
  if (!isRecord(properties) || !Array.isArray(required) || !Array.isArray(allOf)) {
    return [...faults, { problem: 'conditionBroken', detail: 'properties, required or allOf' }];
  }
  if (Object.keys(when).length === 0) faults.push({ problem: 'conditionAlwaysHolds', detail: 'empty' });
  for (const name of new Set([...Object.keys(properties), ...required.map(String)])) {
    if (!before.includes(name)) faults.push({ problem: 'conditionLooksAhead', detail: name });
    if (!required.includes(name))
      faults.push({ problem: 'conditionAlwaysHolds', detail: `${name} is not in required` });
  }
  for (const [name, test] of Object.entries(properties)) {
    if (!isComparison(test)) faults.push({ problem: 'conditionBroken', detail: name });
  }
  if (anyOf !== undefined && (!Array.isArray(anyOf) || anyOf.length === 0)) {
    return [...faults, { problem: 'conditionBroken', detail: 'anyOf' }];
  }
  const inner = [...allOf, ...(Array.isArray(anyOf) ? anyOf : []), ...(not === undefined ? [] : [not])];
  return [...faults, ...inner.flatMap((part) => conditionFaults(part, before))];
}

function isComparison(test: unknown): boolean {
  if (!isRecord(test) || Object.keys(test).length === 0) return false;
  const known = Object.keys(test).every((word) => comparisons.includes(word));
  return known && (test.enum === undefined || Array.isArray(test.enum));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
