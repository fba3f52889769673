/** What a citizen may see of an application that was kept. */
import type { Kept } from '../contract/application.ts';
import { must } from '../contract/result.ts';
import type { Core } from './core.ts';
import { type ApplicationRow, applicationById, latestReceipt } from './store/applications.ts';

export function keptView(core: Core, applicationId: string): Kept {
  const row = must(applicationById(core.store, applicationId), 'only kept applications are shown');
  const receipt = latestReceipt(core.store, applicationId);
  return {
    applicationId,
    localNumber: row.local_number,
    itemId: row.item_id,
    keptAt: row.kept_at,
    clockTrusted: row.clock_trusted === 1,
    payloadSha256: row.payload_sha256,
    qrText: qrTextOf(row),
    print: receipt.state,
    copy: receipt.copy,
    ...(receipt.fault === null ? {} : { printFault: receipt.fault }),
    delivery: row.delivery,
    ...(row.case_number === null ? {} : { caseNumber: row.case_number }),
  };
}

/** For any terminal or window to find the application again; says nothing about who applied. The hash keeps numbers from being guessed. */
export function qrTextOf(row: ApplicationRow): string {
  return `CHANGMING:1:${row.local_number}:${row.payload_sha256.slice(0, 16).toUpperCase()}`;
}
