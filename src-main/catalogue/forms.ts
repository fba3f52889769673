/**
 * Forms: which pages are asked, and what is wrong with an answer. Pure, without eval: the screen and the core
 * run this same code. A form given here is one that `compileForm` found sound.
 *
 * Of JSON Schema 2020-12 each property is checked alone, when its page is asked: `required` means "once asked".
 * Days are limited by `formatMinimum` and `formatMaximum`, a day or `{ "$data": "1/<field>" }`, as in ajv-formats.
 */
import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { companyCodeFault, isCalendarDate } from '../contract/id-number.ts';
import type { PersonView } from '../contract/person.ts';
import { assertNever } from '../contract/result.ts';
import type { Answer, Answers, FieldMessage, Form } from '../contract/service-item.ts';

/** No answer is longer, whatever the form says: patterns never run over more. In UTF-16 units. */
export const answerLengthMax = 4_000;

/** Eleven digits of a mobile, or area code and number of a landline. */
const phonePattern = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/;

type Property = Form['schema']['properties'][string];
type Fault = Omit<FieldMessage, 'field'>;

/** The fields to ask, in order: a page whose `when` holds over the answers of the pages before it. */
export function pagesOf(form: Form, answers: Answers): string[] {
  return Object.keys(answersByPage(form, answers));
}

/** The answers of the pages that are asked: what is shown for review, signed and sent. The rest was given before an earlier answer changed. */
export function answersAsked(form: Form, answers: Answers): Answers {
  const given = Object.entries(answersByPage(form, answers)).filter(
    (entry): entry is [string, Answer] => entry[1] !== undefined,
  );
  return Object.fromEntries(given);
}

/** What is wrong with one answer, or with its absence. */
export function checkField(form: Form, field: string, answers: Answers): FieldMessage | undefined {
  const property = propertyOf(form, field);
  if (property === undefined) return { field, message: 'unknownField' };
  const asked = answersByPage(form, answers);
  if (!Object.hasOwn(asked, field)) {
    return Object.hasOwn(answers, field) ? { field, message: 'notAllowed' } : undefined;
  }
  const fault = faultOf(form, field, asked);
  return fault === undefined ? undefined : { field, ...fault };
}

/** Everything that is wrong: asked fields in page order, then answers that do not belong here. Empty when the form may be sent. */
export function checkAnswers(form: Form, answers: Answers): FieldMessage[] {
  const asked = Object.keys(answersByPage(form, answers));
  const others = Object.keys(answers).filter((field) => !asked.includes(field));
  return [...asked, ...others].flatMap((field) => checkField(form, field, answers) ?? []);
}

/** True for a company code of the right shape whose check character is not: shown as a hint, never refused, since such codes are in use. */
export function companyCodeDoubtful(form: Form, field: string, answers: Answers): boolean {
  const code = answers[field];
  const isCode = propertyOf(form, field)?.['x-hint'].control === 'companyCode';
  return isCode && typeof code === 'string' && companyCodeFault(code) === 'checkWrong';
}

/** The answers that are known from the card. */
export function prefill(form: Form, person: PersonView): Answers {
  const answers: Answers = {};
  for (const [field, property] of Object.entries(form.schema.properties)) {
    const value = prefilled(property, person);
    if (value !== undefined) answers[field] = value;
  }
  return answers;
}

function prefilled(property: Property, person: PersonView): string | undefined {
  const source = property['x-hint'].prefill;
  switch (source) {
    case undefined:
      return undefined;
    case 'person.name':
      return person.name;
    case 'person.address':
      return person.address;
    default:
      return assertNever(source);
  }
}

function propertyOf(form: Form, field: string): Property | undefined {
  return Object.hasOwn(form.schema.properties, field) ? form.schema.properties[field] : undefined;
}

/** Without a prototype: a field's name never finds a function. */
function answersByPage(form: Form, answers: Answers): Record<string, Answer | undefined> {
  const asked: Record<string, Answer | undefined> = Object.create(null);
  const given: Record<string, Answer> = Object.create(null);
  for (const field of form.schema['x-pages']) {
    const when = propertyOf(form, field)?.['x-hint'].when;
    if (when !== undefined && schemaErrors(when, given).length > 0) continue;
    const answer = Object.hasOwn(answers, field) ? answers[field] : undefined;
    asked[field] = answer;
    if (answer !== undefined) given[field] = answer;
  }
  return asked;
}

function faultOf(form: Form, field: string, asked: Record<string, Answer | undefined>): Fault | undefined {
  const property = propertyOf(form, field);
  const answer = asked[field];
  if (property === undefined) return undefined;
  const { control } = property['x-hint'];
  if (answer === undefined || (typeof answer === 'string' && answer.trim() === '')) {
    if (!form.schema.required.includes(field)) return undefined;
    return { message: control === 'statement' ? 'mustAccept' : 'required' };
  }
  if (typeof answer === 'string' && answer.length > answerLengthMax) {
    return {
      message: 'tooLong',
      limit: typeof property.maxLength === 'number' ? property.maxLength : answerLengthMax,
    };
  }
  return controlFault(property, answer) ?? dayFault(property, answer, asked) ?? schemaFault(property, answer);
}

/** What the control promises beyond the words of JSON Schema. */
function controlFault(property: Property, answer: Answer): Fault | undefined {
  const { control } = property['x-hint'];
  switch (control) {
    case 'text':
    case 'longText':
    case 'address':
      return typeof answer === 'string' ? undefined : { message: 'patternWrong' };
    case 'number':
    case 'money':
      return typeof answer === 'number' && Number.isFinite(answer) ? undefined : { message: 'notANumber' };
    case 'date':
      return typeof answer === 'string' && isCalendarDate(answer) ? undefined : { message: 'notADate' };
    case 'choice':
      return typeof answer === 'string' ? undefined : { message: 'notAChoice' };
    case 'yesNo':
      return typeof answer === 'boolean' ? undefined : { message: 'notAChoice' };
    case 'phone':
      return typeof answer === 'string' && phonePattern.test(answer) ? undefined : { message: 'phoneWrong' };
    case 'companyCode':
      return typeof answer === 'string' && companyCodeFault(answer) !== 'shapeWrong'
        ? undefined
        : { message: 'companyCodeWrong' };
    case 'statement':
      return answer === true ? undefined : { message: 'mustAccept' };
    default:
      return assertNever(control);
  }
}

function dayFault(property: Property, answer: Answer, asked: Record<string, Answer | undefined>): Fault | undefined {
  if (property['x-hint'].control !== 'date') return undefined;
  const earliest = dayLimit(property.formatMinimum, asked);
  const latest = dayLimit(property.formatMaximum, asked);
  if (earliest !== undefined && answer < earliest) return { message: 'tooEarly', limit: earliest };
  if (latest !== undefined && answer > latest) return { message: 'tooLate', limit: latest };
  return undefined;
}

/** The day that a limit stands for now; undefined when the field that it names has no day yet. */
function dayLimit(limit: unknown, asked: Record<string, Answer | undefined>): string | undefined {
  const field = dayLimitField(limit);
  const day = field === undefined ? limit : asked[field];
  return typeof day === 'string' && isCalendarDate(day) ? day : undefined;
}

/** The field that a `$data` limit names (a relative JSON pointer, one level up). */
export function dayLimitField(limit: unknown): string | undefined {
  if (typeof limit !== 'object' || limit === null || !('$data' in limit)) return undefined;
  return typeof limit.$data === 'string' && limit.$data.startsWith('1/') ? limit.$data.slice(2) : undefined;
}

function schemaFault(property: Property, answer: Answer): Fault | undefined {
  const [error] = schemaErrors(property, answer);
  if (error === undefined) return undefined;
  const limit = property[error.keyword];
  const withLimit = typeof limit === 'number' ? { limit } : {};
  switch (error.keyword) {
    case 'minLength':
      return { message: 'tooShort', ...withLimit };
    case 'maxLength':
      return { message: 'tooLong', ...withLimit };
    case 'minimum':
    case 'exclusiveMinimum':
      return { message: 'tooSmall', ...withLimit };
    case 'maximum':
    case 'exclusiveMaximum':
      return { message: 'tooLarge', ...withLimit };
    case 'type': // only an integer can fail here: controlFault looked first
      return { message: 'notANumber' };
    case 'enum':
      return { message: 'notAChoice' };
    default: // pattern, multipleOf
      return { message: 'patternWrong', ...withLimit };
  }
}

/** The validator marks the schemas that it is given: it gets a copy. */
function schemaErrors(schema: unknown, value: unknown): OutputUnit[] {
  const copy: Schema = JSON.parse(JSON.stringify(schema));
  return new Validator(copy, '2020-12').validate(value).errors;
}
