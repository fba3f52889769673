/** What the receipt of one application says, from what is kept and, while its citizen is here, who they are. */
import { maskName, maskNumber, type Person } from '../contract/person.ts';
import { must } from '../contract/result.ts';
import { tonight } from './calls/catalogue.ts';
import type { Core } from './core.ts';
import { qrTextOf } from './kept-view.ts';
import type { ReceiptContent } from './receipt/draw.ts';
import { applicationById } from './store/applications.ts';

interface Asked {
  readonly applicationId: string;
  /** Absent after a restart: the terminal keeps no name, so neither can a later copy. */
  readonly person: Person | undefined;
  readonly copy: number;
}

export function receiptContent(core: Core, { applicationId, person, copy }: Asked): ReceiptContent {
  const row = must(applicationById(core.store, applicationId), 'only kept applications have receipts');
  const catalogue = must(
    core.catalogue.inForce(),
    'an application was kept from a catalogue, and there is never none after that',
  );
  const detail = catalogue.detail(row.item_id, tonight(core));
  const hall = catalogue.hall(core.config.hallId, core.clock.nowMs());
  const unknownItem = { zh: row.item_code };
  return {
    language: row.language,
    hall: hall?.name ?? { zh: '政务服务大厅' },
    kiosk: core.config.kiosk,
    localNumber: row.local_number,
    itemName: detail?.summary.name ?? unknownItem,
    department: detail?.summary.department ?? unknownItem,
    keptAt: row.kept_at,
    clockTrusted: row.clock_trusted === 1,
    ...(person === undefined ? {} : { applicant: applicantOf(person) }),
    delivery: row.delivery,
    ...(row.case_number === null ? {} : { caseNumber: row.case_number }),
    ...(detail?.summary.verdict.kind === 'submitTonight' && detail.summary.verdict.reviewedFrom !== undefined
      ? { reviewedFrom: detail.summary.verdict.reviewedFrom }
      : {}),
    ...(detail === undefined ? {} : { promisedLimit: detail.guide.promisedLimit }),
    bring: (detail?.guide.materials ?? []).filter(({ shared }) => !shared),
    place: detail?.guide.place ?? hall?.address ?? { zh: '政务服务大厅' },
    phones: { hall: detail?.guide.phone ?? hall?.phone ?? '12345', hotline: hall?.hotline ?? '12345' },
    copy,
    qrText: qrTextOf(row),
  };
}

function applicantOf(person: Person): NonNullable<ReceiptContent['applicant']> {
  return { maskedName: maskName(person.name), maskedNumber: maskNumber(person.number), trust: person.trust };
}
