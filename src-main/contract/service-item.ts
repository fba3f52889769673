/** What the catalogue tells about a matter (事项), as it is packed, kept and shown. Nothing here is code of one item. */
import { z } from 'zod';

/** Chinese always; English where it exists, else the screen shows the Chinese. */
export const Localized = z.strictObject({ zh: z.string().min(1), en: z.string().min(1).optional() });
export type Localized = z.infer<typeof Localized>;

/** Working days or calendar days, as GB/T 39046 `promise_type` and `anticipate_type` distinguish. */
export const TimeLimit = z.strictObject({
  days: z.int().min(0).max(3650),
  unit: z.enum(['workingDays', 'calendarDays']),
  note: Localized.optional(),
});
export type TimeLimit = z.infer<typeof TimeLimit>;

export const Material = z.strictObject({
  code: z.string().min(1),
  name: Localized,
  issuer: Localized.optional(),
  originals: z.int().min(0),
  copies: z.int().min(0),
  required: z.boolean(),
  /** Obtained by data sharing: the citizen brings nothing. */
  shared: z.boolean(),
});
export type Material = z.infer<typeof Material>;

/** 办事指南, the data items of GB/T 39046-2020 that a citizen reads. */
export const Guide = z.strictObject({
  conditions: Localized,
  steps: z.array(Localized).min(1),
  materials: z.array(Material),
  legalBasis: Localized,
  statutoryLimit: TimeLimit,
  promisedLimit: TimeLimit,
  fee: Localized,
  place: Localized,
  hours: Localized,
  phone: z.string().min(1),
  supervisionPhone: z.string().min(1),
  result: Localized,
});
export type Guide = z.infer<typeof Guide>;

export const Control = z.enum([
  'text',
  'longText',
  'number',
  'money',
  'date',
  'choice',
  'yesNo',
  'phone',
  'companyCode',
  'address',
  'statement',
]);
export type Control = z.infer<typeof Control>;

/** How one property of a form's schema is asked. Lives in the schema as `x-hint`. */
export const Hint = z.strictObject({
  control: Control,
  title: Localized,
  help: Localized.optional(),
  placeholder: Localized.optional(),
  unit: Localized.optional(),
  /** In the order of the schema's `enum`. */
  options: z.array(Localized).optional(),
  prefill: z.enum(['person.name', 'person.address']).optional(),
  /** JSON Schema over all answers; the page is asked only when it holds. */
  when: z.record(z.string(), z.unknown()).optional(),
});
export type Hint = z.infer<typeof Hint>;

/**
 * A form: JSON Schema 2020-12 of the answers, each property with an `x-hint`; `x-pages` is the order in
 * which the properties are asked, one a page.
 */
export const Form = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().min(1),
  schema: z.looseObject({
    type: z.literal('object'),
    properties: z.record(z.string(), z.looseObject({ 'x-hint': Hint })),
    required: z.array(z.string()),
    'x-pages': z.array(z.string()).min(1),
  }),
});
export type Form = z.infer<typeof Form>;

export const Answer = z.union([z.string(), z.number(), z.boolean()]);
export type Answer = z.infer<typeof Answer>;
export const Answers = z.record(z.string().max(64), Answer);
export type Answers = z.infer<typeof Answers>;

/** What can be done with this matter on this terminal, tonight (今晚). */
export const Verdict = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('completeTonight') }),
  /** Taken in now, looked at by the window from `reviewedFrom` (local time YYYY-MM-DDTHH:mm), or at its next opening when the calendar of that year is not known. */
  z.strictObject({ kind: z.literal('submitTonight'), reviewedFrom: z.string().optional() }),
  z.strictObject({ kind: z.literal('windowOnly') }),
  z.strictObject({ kind: z.literal('unavailable'), because: z.enum(['itemSuspended', 'formBroken', 'storageFull']) }),
]);
export type Verdict = z.infer<typeof Verdict>;

export const ItemSummary = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** 基本编码; opaque. */
  code: z.string(),
  name: Localized,
  department: Localized,
  category: Localized,
  audience: z.array(z.enum(['person', 'company'])),
  highFrequency: z.boolean(),
  verdict: Verdict,
});
export type ItemSummary = z.infer<typeof ItemSummary>;

export const ItemDetail = z.strictObject({
  summary: ItemSummary,
  /** 实施编码, 31 characters; opaque. */
  implementationCode: z.string(),
  guide: Guide,
  form: Form.optional(),
});
export type ItemDetail = z.infer<typeof ItemDetail>;

/** Why an answer is refused: a key of the screen's strings with its numbers. */
export const FieldMessage = z.strictObject({
  field: z.string(),
  message: z.enum([
    'required',
    'tooShort',
    'tooLong',
    'notANumber',
    'tooSmall',
    'tooLarge',
    'notADate',
    'tooEarly',
    'tooLate',
    'notAChoice',
    'phoneWrong',
    'companyCodeWrong',
    'mustAccept',
    'patternWrong',
    'unknownField',
    'notAllowed',
  ]),
  limit: z.union([z.string(), z.number()]).optional(),
});
export type FieldMessage = z.infer<typeof FieldMessage>;
