/**
 * The catalogue package: one signed ZIP file with everything that a terminal knows about a county's matters.
 * Names of data items: GB/T 39046-2020 and the tables of the national library, in brackets.
 */
import { z } from 'zod';
import { isCalendarDate } from '../contract/id-number.ts';
import { Guide, Localized, Material } from '../contract/service-item.ts';

/** Raised when a terminal of before could misread a package of after. */
export const packageFormat = 1;

const Id = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);

/** Day of issue and a count within the day: 2026.11.23.1. */
export const Version = z.string().regex(/^\d{4}\.\d{2}\.\d{2}\.(0|[1-9]\d{0,3})$/);

/** Below zero when `a` is older than `b`, zero when they are the same version. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  const at = left.findIndex((part, i) => part !== right[i]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

/** The files of format 1. Guides and forms are one file each, so that a broken one cannot break another. */
export const PartPath = z
  .string()
  .regex(
    /^((items|departments|categories|materials|halls|calendars|fallback-guide)\.json|(guides|forms)\/[a-z][a-z0-9-]{0,63}\.json)$/,
  );

/** What the makers of a package write down; the rest of the manifest is counted. */
export const ManifestHead = z.strictObject({
  version: Version,
  title: Localized,
  /** GB/T 2260 code, with the extension for townships (9 digits) and villages (12). */
  division: z.string().regex(/^\d{6}(\d{3}){0,2}$/),
  createdAt: z.iso.datetime({ offset: true }),
  /** A package is not taken in after this; one that is in force stays in force. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
  /** Not the county's own data: every screen says so. */
  sample: z.boolean(),
});
export type ManifestHead = z.infer<typeof ManifestHead>;

export const Manifest = z.strictObject({
  ...ManifestHead.shape,
  format: z.literal(packageFormat),
  files: z.array(
    z.strictObject({
      path: PartPath,
      /** Bytes when unpacked: known, and limited, before anything is unpacked. */
      size: z.int().min(0),
      /** Of the bytes as they lie in the ZIP: nothing is unpacked that was not signed. */
      packedSha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;

export const ItemFace = z.object({
  id: Id,
  /** 基本编码 [catalog_code]: 12 digits in the national catalogue, other forms in other provinces, hence opaque. */
  code: z.string().min(1).max(50),
  /** 实施编码 [task_code]: authority's USCC, level, basic code: 31 characters in the national form; opaque. */
  implementationCode: z.string().min(1).max(60),
  /** 事项名称 [task_name]. */
  name: Localized,
  /** 实施主体 [dept_name, dept_code]. */
  departmentId: Id,
  /** 原实施单位: who handled it before the permits were gathered in one office. Searched, since citizens know these names. */
  formerUnits: z.array(Localized),
  categoryId: Id,
  /** 事项类型 [task_type], A.1: 01 permit … 20 public service, extendable. */
  type: z.string().regex(/^\d{2}$/),
  /** 行使层级 [use_level], A.2: 1 state … 6 village, 7 by level. */
  level: z.string().regex(/^[1-7]$/),
  /** 服务对象 [server_type], A.4, in two: 1 is a person, 2-6 are organisations. */
  audience: z.array(z.enum(['person', 'company'])).min(1),
  /** 高频事项, on the county's list. */
  highFrequency: z.boolean(),
});

export const ItemRecord = z.strictObject({
  ...ItemFace.shape,
  /** What a terminal may do when the windows are closed: all of it, take it in, or only tell. */
  night: z.enum(['complete', 'submit', 'windowOnly']),
  formId: Id.optional(),
  /** 申请材料: 材料编码, 原件份数, 复印件份数, 是否必备. */
  materials: z.array(
    z.strictObject({
      code: z.string().min(1),
      ...Material.pick({ originals: true, copies: true, required: true }).shape,
    }),
  ),
  /** Plain words by which citizens look for it: 开饭馆. */
  synonyms: z.array(z.string().min(1)),
  suspended: z.boolean().optional(),
  /** 计划生效日期 [plan_effective_date], 计划取消日期 [plan_cancel_date]: first day in force, first day no longer. */
  effectiveFrom: z.string().refine(isCalendarDate).optional(),
  cancelledFrom: z.string().refine(isCalendarDate).optional(),
});
export type ItemRecord = z.infer<typeof ItemRecord>;

export const Department = z.strictObject({
  id: Id,
  /** 实施主体编码 [dept_code]: USCC. Opaque: some real ones fail their check character. */
  code: z.string().min(1),
  name: Localized,
  formerNames: z.array(Localized),
});
export type Department = z.infer<typeof Department>;

export const Category = z.strictObject({ id: Id, name: Localized });
export type Category = z.infer<typeof Category>;

/** One material, one code, for every item that asks for it. How many are asked is the item's. */
export const MaterialRecord = Material.omit({ originals: true, copies: true, required: true });
export type MaterialRecord = z.infer<typeof MaterialRecord>;

/** A guide without its materials: those are named by code in the item. */
export const GuideRecord = Guide.omit({ materials: true });
export type GuideRecord = z.infer<typeof GuideRecord>;

const TimeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** Local time; `to` is the first minute that is closed. Lunch is the gap between two spans. */
export const Span = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine((span) => span.from < span.to, { error: 'from is not before to' });
export type Span = z.infer<typeof Span>;

export const Hall = z.strictObject({
  id: Id,
  name: Localized,
  address: Localized,
  phone: z.string().min(1),
  hotline: z.string().min(1),
  utcOffsetMinutes: z.int().min(-720).max(840),
  /** When the windows are staffed. `makeUpDay`: a weekend day on which the State Council has people work. */
  hours: z.strictObject({
    monday: z.array(Span),
    tuesday: z.array(Span),
    wednesday: z.array(Span),
    thursday: z.array(Span),
    friday: z.array(Span),
    saturday: z.array(Span),
    sunday: z.array(Span),
    makeUpDay: z.array(Span),
  }),
  /** What the hours do not say: lunch shift, weekends by appointment. */
  note: Localized.optional(),
});
export type Hall = z.infer<typeof Hall>;

const Day = z.string().refine(isCalendarDate, { error: 'not a day' });

/** One notice of the State Council on the holidays of a year. Years without one are not known. */
export const CalendarYear = z.strictObject({
  year: z.int().min(2000).max(2200),
  source: z.string().min(1),
  holidays: z.array(
    z.strictObject({ name: Localized, from: Day, to: Day }).refine((holiday) => holiday.from <= holiday.to),
  ),
  /** 调休上班. */
  makeUpDays: z.array(Day),
});
export type CalendarYear = z.infer<typeof CalendarYear>;
