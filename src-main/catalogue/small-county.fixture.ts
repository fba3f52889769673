/** For tests: the smallest county that has everything, as parts that a test may spoil, and a key to sign them. */
import { generateKeyPairSync } from 'node:crypto';
import { packParts } from './build-package.ts';
import type { CalendarYear, Hall, ItemRecord, ManifestHead } from './package.ts';
import { ed25519Signer, type TrustedKeys } from './signing.ts';

const pair = generateKeyPairSync('ed25519');
export const signer = ed25519Signer('county', pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
export const trustedKeys: TrustedKeys = new Map([['county', pair.publicKey]]);

export const head: ManifestHead = {
  version: '2026.11.23.1',
  title: { zh: '小县' },
  division: '420324',
  createdAt: '2026-11-23T08:00:00+08:00',
  expiresAt: '2027-11-23T08:00:00+08:00',
  sample: false,
};

const officeDay = [
  { from: '08:30', to: '12:00' },
  { from: '14:00', to: '17:30' },
];

export const hall: Hall = {
  id: 'hall',
  name: { zh: '大厅' },
  address: { zh: '县城' },
  phone: '12345',
  hotline: '12345',
  utcOffsetMinutes: 480,
  hours: {
    monday: officeDay,
    tuesday: officeDay,
    wednesday: officeDay,
    thursday: officeDay,
    friday: officeDay,
    saturday: [],
    sunday: [],
    makeUpDay: [{ from: '09:00', to: '16:00' }],
  },
};

/** National Day and the Spring Festival of 2026, with their make-up days. */
export const calendar2026: CalendarYear = {
  year: 2026,
  source: 'State Council, 2025-11-04',
  holidays: [
    { name: { zh: '春节' }, from: '2026-02-15', to: '2026-02-23' },
    { name: { zh: '国庆节' }, from: '2026-10-01', to: '2026-10-07' },
  ],
  makeUpDays: ['2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10'],
};

export function itemRecord(id: string, more: Partial<ItemRecord> = {}): ItemRecord {
  return {
    id,
    code: '420199001000',
    implementationCode: '11420324MB0000001F4420199001000',
    name: { zh: `事项${id}`, en: `Item ${id}` },
    departmentId: 'approval',
    formerUnits: [],
    categoryId: 'food',
    type: '01',
    level: '4',
    audience: ['person'],
    highFrequency: true,
    night: 'submit',
    formId: 'shop',
    materials: [{ code: 'CL-0001', originals: 1, copies: 2, required: true }],
    synonyms: [],
    ...more,
  };
}

export const shopForm = {
  id: 'shop',
  version: 1,
  schema: {
    type: 'object',
    properties: { name: { type: 'string', maxLength: 20, 'x-hint': { control: 'text', title: { zh: '店名?' } } } },
    required: ['name'],
    'x-pages': ['name'],
  },
};

const text = { zh: '文字' };
const limit = { days: 3, unit: 'workingDays' };
export const guide = {
  conditions: text,
  steps: [text],
  legalBasis: text,
  statutoryLimit: limit,
  promisedLimit: limit,
  fee: text,
  place: { zh: '一号窗口' },
  hours: text,
  phone: '12345',
  supervisionPhone: '12345',
  result: text,
};

/** Two items, `shop` and `stall`, that share one form. */
export function smallCounty(): Map<string, unknown> {
  return new Map<string, unknown>([
    ['items.json', [itemRecord('shop'), itemRecord('stall')]],
    ['departments.json', [{ id: 'approval', code: 'X', name: { zh: '审批局' }, formerNames: [{ zh: '服务中心' }] }]],
    ['categories.json', [{ id: 'food', name: { zh: '食品' } }]],
    ['materials.json', [{ code: 'CL-0001', name: { zh: '身份证' }, shared: false }]],
    ['halls.json', [hall]],
    ['calendars.json', [calendar2026]],
    ['fallback-guide.json', { ...guide, place: { zh: '问总台' } }],
    ['guides/shop.json', guide],
    ['guides/stall.json', guide],
    ['forms/shop.json', shopForm],
  ]);
}

export function smallPackage(spoil: (parts: Map<string, unknown>) => void = () => {}): Uint8Array {
  const parts = smallCounty();
  spoil(parts);
  return packParts(head, parts, signer);
}

/** Milliseconds of a local time at the hall, YYYY-MM-DDTHH:mm. */
export function atHall(minute: string): number {
  return Date.parse(`${minute}:00+08:00`);
}
