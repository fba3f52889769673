/** The catalogue in force: what the core asks of it. Made of the parts of a package that was verified. */
import { err, ok, type Result } from '../contract/result.ts';
import type { Form, Guide, ItemDetail, ItemSummary } from '../contract/service-item.ts';
import { compileForm } from './compile-form.ts';
import { localMinute, nextOpening, reviewedFrom, windowsOpen } from './hours.ts';
import {
  type CalendarYear,
  type Category,
  type Department,
  type GuideRecord,
  type Hall,
  ItemFace,
  ItemRecord,
  type Manifest,
  type MaterialRecord,
} from './package.ts';
import { searchEntries, textOf } from './search.ts';
import { type Circumstances, verdictOf } from './verdict.ts';

/** Where and when a citizen asks. */
export interface TonightContext {
  readonly nowMs: number;
  /** The hall that the terminal stands in. */
  readonly hallId: string;
  readonly storageFull: boolean;
}

export interface HallNow extends Hall {
  /** Undefined while the calendar of the year is not known. */
  readonly windowsOpen: boolean | undefined;
  /** Local YYYY-MM-DDTHH:mm, see `nextOpening`. */
  readonly windowsOpenNext: string | undefined;
}

/** Something of one item that is wrong; the rest of the catalogue works. */
export interface CatalogueProblem {
  /** The file of the package, with the item's place in it where that is one of many. */
  readonly path: string;
  readonly detail: string;
}

export interface Catalogue {
  readonly version: string;
  /** Not the county's own data: the screen says so. */
  readonly sample: boolean;
  readonly expiresAt: string | undefined;
  readonly calendars: readonly CalendarYear[];
  readonly problems: readonly CatalogueProblem[];
  hall(hallId: string, nowMs: number): HallNow | undefined;
  /** Every item in force today, in the order of the package. */
  summaries(context: TonightContext): ItemSummary[];
  /** Items in force that match the words, best first: see `searchEntries`. */
  search(words: string, context: TonightContext): ItemSummary[];
  detail(itemId: string, context: TonightContext): ItemDetail | undefined;
  /** The form that can be filled in here; undefined for an item without one, or whose form is broken. */
  form(itemId: string): Form | undefined;
  item(itemId: string): ItemRecord | undefined;
}

/** The parts that all items share, parsed. */
export interface SharedParts {
  readonly departments: readonly Department[];
  readonly categories: readonly Category[];
  readonly materials: readonly MaterialRecord[];
  readonly halls: readonly Hall[];
  readonly calendars: readonly CalendarYear[];
  /** Shown for an item whose own guide is missing or broken: never a dead end. */
  readonly fallbackGuide: GuideRecord;
  /** Parsed one by one, since a broken item must not break its neighbours. */
  readonly items: readonly unknown[];
}

/** The parts of one item each; undefined when missing. */
export interface OwnParts {
  guide(itemId: string): Result<GuideRecord, string>;
  /** Not yet compiled. */
  form(formId: string): Result<unknown, string>;
}

export interface DanglingReference {
  readonly kind: 'danglingReference';
  readonly path: string;
  readonly names: string;
}

interface Entry {
  readonly record: ItemRecord;
  readonly department: Department;
  readonly category: Category;
  readonly guide: Guide;
  /** `broken`: the item names a form that cannot be asked. */
  readonly form: Form | 'broken' | undefined;
}

/** What grows while the parts are joined. */
interface Making {
  readonly own: OwnParts;
  readonly problems: CatalogueProblem[];
  readonly forms: Map<string, Form | 'broken'>;
}

/**
 * Joins the parts. An item that names a department, category or material which the shared parts lack refuses
 * the whole: what all items share must be whole. A broken record, guide or form costs that item alone what it broke.
 */
export function assembleCatalogue(
  manifest: Manifest,
  shared: SharedParts,
  own: OwnParts,
): Result<Catalogue, DanglingReference> {
  const problems: CatalogueProblem[] = [];
  const entries = new Map<string, Entry>();
  const making: Making = { own, problems, forms: new Map() };
  for (const [index, raw] of shared.items.entries()) {
    const path = `items.json#${index}`;
    const record = parseItem(raw, path, problems);
    if (record === undefined) continue;
    if (entries.has(record.id)) {
      problems.push({ path, detail: `${record.id} is there twice` });
      continue;
    }
    const entry = joinEntry(record, shared, { ...making, path });
    if (!entry.ok) return entry;
    entries.set(record.id, entry.value);
  }
  return ok(catalogueOf(manifest, shared, { entries, problems }));
}

/** A record of which only the face is sound is still listed, to be handled at the window. */
function parseItem(raw: unknown, path: string, problems: CatalogueProblem[]): ItemRecord | undefined {
  const whole = ItemRecord.safeParse(raw);
  if (whole.success) return whole.data;
  problems.push({ path, detail: issuesText(whole.error.issues) });
  const face = ItemFace.safeParse(raw);
  return face.success ? { ...face.data, night: 'windowOnly', materials: [], synonyms: [] } : undefined;
}

function issuesText(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  return issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}

function joinEntry(
  record: ItemRecord,
  shared: SharedParts,
  making: Making & { path: string },
): Result<Entry, DanglingReference> {
  const { own, problems, path } = making;
  const dangling = (names: string) => err({ kind: 'danglingReference', path, names } as const);
  const department = shared.departments.find(({ id }) => id === record.departmentId);
  if (department === undefined) return dangling(record.departmentId);
  const category = shared.categories.find(({ id }) => id === record.categoryId);
  if (category === undefined) return dangling(record.categoryId);
  const materials: Guide['materials'] = [];
  for (const { code, ...counts } of record.materials) {
    const material = shared.materials.find((known) => known.code === code);
    if (material === undefined) return dangling(code);
    materials.push({ ...material, ...counts });
  }
  const guide = own.guide(record.id);
  if (!guide.ok) problems.push({ path: `guides/${record.id}.json`, detail: guide.error });
  const form = record.formId === undefined ? undefined : formOnce(record.formId, making);
  if (record.night !== 'windowOnly' && form === undefined) problems.push({ path, detail: 'no form to hand in' });
  return ok({
    record,
    department,
    category,
    guide: { ...(guide.ok ? guide.value : shared.fallbackGuide), materials },
    form,
  });
}

/** Many items share a form: it is compiled, and complained about, once. */
function formOnce(formId: string, { own, problems, forms }: Making): Form | 'broken' {
  const known = forms.get(formId);
  if (known !== undefined) return known;
  const compiled = compileOwnForm(formId, own);
  if (!compiled.ok) problems.push({ path: `forms/${formId}.json`, detail: compiled.error });
  const form = compiled.ok ? compiled.value : 'broken';
  forms.set(formId, form);
  return form;
}

function compileOwnForm(formId: string, own: OwnParts): Result<Form, string> {
  const raw = own.form(formId);
  if (!raw.ok) return raw;
  const form = compileForm(raw.value);
  if (form.ok) return form.value.id === formId ? form : err(`its id is ${form.value.id}`);
  return err(form.error.map(({ field, problem, detail }) => `${field ?? ''} ${problem}: ${detail}`).join('; '));
}

function catalogueOf(
  manifest: Manifest,
  shared: SharedParts,
  { entries, problems }: { entries: ReadonlyMap<string, Entry>; problems: readonly CatalogueProblem[] },
): Catalogue {
  const { calendars } = shared;
  const hallOf = (hallId: string) => shared.halls.find(({ id }) => id === hallId);

  /** Once for a whole list: only the rules differ from item to item. */
  function circumstances({ nowMs, hallId, storageFull }: TonightContext): Circumstances {
    const hall = hallOf(hallId);
    return { storageFull, reviewedFrom: hall && reviewedFrom(hall, calendars, nowMs) };
  }

  function listed(context: TonightContext): { summary: ItemSummary; entry: Entry }[] {
    const now = circumstances(context);
    const today = localMinute(context.nowMs, hallOf(context.hallId)?.utcOffsetMinutes ?? 0).slice(0, 10);
    return [...entries.values()]
      .filter(({ record }) => isInForce(record, today))
      .map((entry) => ({ summary: summaryOf(entry, now), entry }));
  }

  return {
    version: manifest.version,
    sample: manifest.sample,
    expiresAt: manifest.expiresAt,
    calendars,
    problems,
    hall(hallId, nowMs) {
      const hall = hallOf(hallId);
      return (
        hall && {
          ...hall,
          windowsOpen: { open: true, closed: false, unknown: undefined }[windowsOpen(hall, calendars, nowMs)],
          windowsOpenNext: nextOpening(hall, calendars, nowMs),
        }
      );
    },
    summaries: (context) => listed(context).map(({ summary }) => summary),
    search(words, context) {
      const searchable = listed(context).map(({ summary, entry: { record, department } }) => ({
        ...summary,
        summary,
        alsoCalled: [...record.synonyms, textOf([...record.formerUnits, ...department.formerNames])],
      }));
      return searchEntries(searchable, words).map(({ summary }) => summary);
    },
    detail(itemId, context) {
      const entry = entries.get(itemId);
      if (entry === undefined) return undefined;
      const form = usableForm(entry);
      return {
        summary: summaryOf(entry, circumstances(context)),
        implementationCode: entry.record.implementationCode,
        guide: entry.guide,
        ...(form === undefined ? {} : { form }),
      };
    },
    form(itemId) {
      const entry = entries.get(itemId);
      return entry === undefined ? undefined : usableForm(entry);
    },
    item: (itemId) => entries.get(itemId)?.record,
  };
}

function usableForm({ record, form }: Entry): Form | undefined {
  return record.night === 'windowOnly' || form === 'broken' ? undefined : form;
}

function isInForce({ effectiveFrom, cancelledFrom }: ItemRecord, today: string): boolean {
  return (
    (effectiveFrom === undefined || effectiveFrom <= today) && (cancelledFrom === undefined || today < cancelledFrom)
  );
}

function summaryOf({ record, department, category, form }: Entry, now: Circumstances): ItemSummary {
  const rules = {
    night: record.night,
    suspended: record.suspended ?? false,
    form: form === undefined ? 'none' : form === 'broken' ? 'broken' : 'sound',
  } as const;
  return {
    id: record.id,
    code: record.code,
    name: record.name,
    department: department.name,
    category: category.name,
    audience: record.audience,
    highFrequency: record.highFrequency,
    verdict: verdictOf(rules, now),
  };
}
