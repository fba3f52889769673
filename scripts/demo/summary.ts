/** What came of the demo: read from the terminal's own database, the platform and the paper, not from the screen. */
import { z } from 'zod';
import { openStore } from '../../src-main/core/store/store.ts';
import type { ReceivedApplication } from '../../src-main/platform/sandbox/sandbox.ts';

const Row = z.strictObject({
  applicationId: z.string(),
  localNumber: z.string(),
  payloadSha256: z.string(),
  caseNumber: z.string().nullable(),
  delivery: z.string(),
  printed: z.string(),
  copies: z.int(),
});
type Row = z.infer<typeof Row>;

export interface Summary {
  readonly kept: boolean;
  readonly printed: string;
  readonly acknowledged: boolean;
  readonly applicationId: string | undefined;
  readonly localNumber: string | undefined;
  readonly caseNumber: string | undefined;
  readonly payloadSha256: string | undefined;
  /** Applications, records at the platform and slips of paper beyond one of each. */
  readonly duplicates: number;
  readonly ms: Readonly<Record<string, number>>;
  readonly refused?: string;
}

/** @param path of a database whose core has ended. */
export function readTerminalRecord(path: string): Row[] {
  const store = openStore(path);
  if (!store.ok) throw new Error(`the terminal's database: ${store.error}`);
  const rows = store.value
    .prepare(
      `SELECT id AS applicationId, local_number AS localNumber, payload_sha256 AS payloadSha256, case_number AS caseNumber,
         delivery, (SELECT state FROM receipts WHERE application_id = id ORDER BY copy DESC LIMIT 1) AS printed,
         (SELECT count(*) FROM receipts WHERE application_id = id) AS copies
       FROM applications ORDER BY kept_at`,
    )
    .all();
  store.value.close();
  return z.array(Row).parse(rows);
}

interface Found {
  readonly record: readonly Row[];
  readonly received: readonly ReceivedApplication[];
  readonly slips: number;
  readonly ms: Readonly<Record<string, number>>;
  readonly refusal: string | undefined;
}

export function summaryOf({ record, received, slips, ms, refusal }: Found): Summary {
  const [row] = record;
  const atPlatform = received.filter(
    ({ submission, caseNumber }) =>
      submission.applicationId === row?.applicationId &&
      submission.payloadSha256 === row.payloadSha256 &&
      caseNumber === row.caseNumber,
  );
  const beyondOne = (count: number) => Math.max(0, count - 1);
  return {
    kept: row !== undefined,
    printed: row?.printed ?? 'notPrinted',
    acknowledged: row?.delivery === 'acknowledged' && atPlatform.length === 1,
    applicationId: row?.applicationId,
    localNumber: row?.localNumber,
    caseNumber: row?.caseNumber ?? undefined,
    payloadSha256: row?.payloadSha256,
    duplicates: beyondOne(record.length) + beyondOne(received.length) + beyondOne(slips),
    ms,
    ...(refusal === undefined ? {} : { refused: refusal }),
  };
}
