/** 补打: the same receipt once more, marked as a copy. */
import type { Kept } from '../../contract/application.ts';
import type { CallError, CallParams } from '../../contract/calls.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Core } from '../core.ts';
import { keptView } from '../kept-view.ts';
import type { Session } from '../session.ts';
import { insertReceipt, latestReceipt } from '../store/applications.ts';

const copiesMax = 3;

export function receiptReprint(
  core: Core,
  session: Session,
  { applicationId }: CallParams<'receipt.reprint'>,
): Result<Kept, CallError<'receipt.reprint'>> {
  if (!session.applicationIds.has(applicationId)) return err('notYours');
  if (core.devices.printer === undefined) return err('noPrinter');
  if (core.receipts.printing()) return err('printing');
  const { copy } = latestReceipt(core.store, applicationId);
  if (copy >= copiesMax) return err('tooManyCopies');
  insertReceipt(core.store, applicationId, copy + 1);
  core.receipts.print(applicationId, session.person);
  return ok(keptView(core, applicationId));
}
