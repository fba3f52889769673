/** A healthy terminal at night, with the sample catalogue and one of the impossible people. */
import { generateKeyPairSync } from 'node:crypto';
import { openPackage } from '../../src-main/catalogue/open-package.ts';
import { buildSamplePackage, sampleHallId } from '../../src-main/catalogue/sample-package.ts';
import { ed25519Signer } from '../../src-main/catalogue/signing.ts';
import type { Kept } from '../../src-main/contract/application.ts';
import type { TerminalView } from '../../src-main/contract/calls.ts';
import { maskNumber, type PersonView } from '../../src-main/contract/person.ts';
import { must } from '../../src-main/contract/result.ts';
import type { Scenario } from './scripted-kiosk.ts';

/** A Sunday evening: the windows open tomorrow. */
export const nowMs = Date.parse('2026-11-22T23:07:00+08:00');

/** `resident_10y` of the ID card vectors: no such person exists. */
export const person: PersonView = {
  document: 'residentCard',
  trust: 'card',
  name: '测试甲',
  maskedNumber: maskNumber('119999190001010011'),
  address: '测试省测试市测试县测试街道测试路1号测试小区2栋301室',
  validUntil: '2036-01-01',
};

export const kept: Kept = {
  applicationId: '7d1c2f7e-0a6b-4b5e-8c3d-9e8f7a6b5c4d',
  localNumber: 'ZX01-261122-0007-K',
  itemId: 'food-business-licence',
  keptAt: '2026-11-22T23:19:42+08:00',
  clockTrusted: true,
  payloadSha256: '0'.repeat(64),
  qrText: 'CM1:ZX01-261122-0007-K:7d1c2f7e0a6b4b5e8c3d9e8f7a6b5c4d',
  print: 'sending',
  copy: 0,
  delivery: 'queued',
};

const terminal: TerminalView = {
  kiosk: 'ZX01',
  hall: { zh: '竹溪县政务服务大厅', en: 'Zhuxi County Government Service Hall' },
  utcOffsetMinutes: 480,
  windowsOpen: false,
  windowsOpenNext: '2026-11-23T08:30',
  hotline: '12345',
  devices: [],
  platform: 'reachable',
  waiting: 0,
  idleSeconds: 600,
  idleWarningSeconds: 30,
  identifySeconds: 60,
  diagonalInches: 21.5,
  consentVersion: '2026-11',
};

export function nightScenario(): Scenario {
  const keys = generateKeyPairSync('ed25519');
  const signer = ed25519Signer('pictures', keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const opened = openPackage(buildSamplePackage(signer), {
    trustedKeys: new Map([['pictures', keys.publicKey]]),
    nowMs,
  });
  if (!opened.ok) throw new Error(`the sample catalogue does not open: ${opened.error.kind}`);
  const context = { nowMs, hallId: sampleHallId, storageFull: false };
  const items = opened.value.summaries(context);
  const details = items.map(({ id }) => [id, must(opened.value.detail(id, context), `${id} has a guide`)] as const);
  return {
    terminal,
    overview: { catalogueVersion: opened.value.version, sample: opened.value.sample, items },
    items: Object.fromEntries(details),
    person,
    kept,
  };
}
