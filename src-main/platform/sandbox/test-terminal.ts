/** A terminal without a screen, for tests: one kiosk with its key, and applications of a person who cannot exist. */
import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { localNumber } from '../../contract/local-number.ts';
import { type PlatformClient, type PlatformClientOptions, platformClient } from '../client.ts';
import type { SealedPayload, Submission } from '../protocol.ts';
import { sealPayload } from '../sealing.ts';
import type { Sandbox } from './sandbox.ts';

/** The resident of the card vectors: birth 1900-01-01, district 119999, which is none. */
export const testPayload: SealedPayload = {
  version: 1,
  applicationId: '7d1f1c86-3a0e-4b8e-9b3c-0d7f6f1f0a01',
  localNumber: localNumber('ZX01', '2026-11-22', 7),
  kiosk: 'ZX01',
  language: 'zh-CN',
  item: {
    id: 'restaurant-licence',
    code: '000117051000',
    implementationCode: '11440232MB2D06811W4000117051000',
    catalogueVersion: '2026.11.1',
  },
  form: { id: 'restaurant-licence', version: 1 },
  applicant: {
    document: 'residentCard',
    trust: 'card',
    name: '测试甲',
    number: '119999190001010011',
    sex: 'male',
    birth: '1900-01-01',
  },
  consent: { version: '2026-11', agreedAt: '2026-11-22T23:01:00+08:00' },
  answers: { shopName: '测试饭馆', seats: 24, acceptsStatement: true },
  signature: {
    strokes: [
      [
        [0.1, 0.2],
        [0.3, 0.4],
      ],
    ],
    documentSha256: 'ab'.repeat(32),
  },
  keptAt: '2026-11-22T23:04:05.120+08:00',
  clock: { trusted: true, monotonicMs: 123_456.5 },
};

export interface TestTerminal {
  readonly client: PlatformClient;
  readonly key: KeyObject;
  /** A new application, sealed; the same one again when it names the same applicationId is another envelope. */
  application(changes?: { inside?: Partial<SealedPayload>; outside?: Partial<Submission> }): Promise<Submission>;
}

/** @param options what differs from a terminal with a 2 s time-out; `kiosk` is ZX01 */
export function testTerminal(
  sandbox: Pick<Sandbox, 'url' | 'sealingPublicJwk'>,
  options: Partial<PlatformClientOptions> = {},
): TestTerminal {
  const key = options.signingKey ?? generateKeyPairSync('ed25519').privateKey;
  const kiosk = options.kiosk ?? 'ZX01';
  return {
    client: platformClient({ baseUrl: sandbox.url, kiosk, signingKey: key, requestTimeOutMs: 2000, ...options }),
    key,
    async application({ inside = {}, outside = {} } = {}) {
      const payload = { ...testPayload, kiosk, applicationId: randomUUID(), ...inside };
      const { jwe, sha256 } = await sealPayload(payload, sandbox.sealingPublicJwk);
      return {
        applicationId: payload.applicationId,
        localNumber: payload.localNumber,
        kiosk: payload.kiosk,
        itemCode: payload.item.code,
        implementationCode: payload.item.implementationCode,
        keptAt: payload.keptAt,
        clock: payload.clock,
        payloadSha256: sha256,
        payload: jwe,
        journalHead: 'cd'.repeat(32),
        ...outside,
      };
    },
  };
}

/** The same, with its key made known by a code. */
export async function enrolledTerminal(
  sandbox: Sandbox,
  options: Partial<PlatformClientOptions> = {},
): Promise<TestTerminal> {
  const terminal = testTerminal(sandbox, options);
  const code = `code-${randomUUID()}`;
  sandbox.addEnrolmentCode(code);
  const enrolled = await terminal.client.enrol(code);
  if (!enrolled.ok) throw new Error(`not enrolled: ${JSON.stringify(enrolled.error)}`);
  return terminal;
}
