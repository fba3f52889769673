/** From answers to "kept": the core's own check, the seal, and one commit. */
import { createHash, randomUUID } from 'node:crypto';
import { checkAnswers } from '../../catalogue/forms.ts';
import type { Catalogue } from '../../catalogue/open-package.ts';
import type { Kept } from '../../contract/application.ts';
import type { CallError, CallParams, CallResult } from '../../contract/calls.ts';
import { localNumber } from '../../contract/local-number.ts';
import { type Person, viewOf } from '../../contract/person.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Form } from '../../contract/service-item.ts';
import { signedDocumentText } from '../../contract/signed-document.ts';
import type { SealedPayload } from '../../platform/protocol.ts';
import { sealPayload } from '../../platform/sealing.ts';
import type { Connection } from '../connection.ts';
import type { Core } from '../core.ts';
import { keptView } from '../kept-view.ts';
import type { Session } from '../session.ts';
import { applicationByConfirmation, insertApplication, nextDaySequence } from '../store/applications.ts';
import { sqliteCode } from '../store/store.ts';
import type { Stamp } from '../time.ts';

type Confirm = CallParams<'application.confirm'>;
type ConfirmError = CallError<'application.confirm'>;

export function applicationCheck(
  core: Core,
  params: CallParams<'application.check'>,
): Result<CallResult<'application.check'>, CallError<'application.check'>> {
  const found = formOf(core, params.itemId);
  return found.ok ? ok({ messages: checkAnswers(found.value.form, params.answers) }) : found;
}

/** One keep at a time: a second tap waits for the first and is then given its answer. */
export function applicationConfirm(core: Core, session: Session, params: Confirm): Promise<Result<Kept, ConfirmError>> {
  return core.oneByOne(() => keep(core, session, params));
}

async function keep(core: Core, session: Session, params: Confirm): Promise<Result<Kept, ConfirmError>> {
  const receivedMs = core.clock.monotonicMs();
  const earlier = applicationByConfirmation(core.store, params.confirmationId);
  if (earlier !== undefined) {
    session.applicationIds.add(earlier.id);
    return ok(keptView(core, earlier.id));
  }
  const { person, consent } = session;
  if (person === undefined || consent === undefined) return err('noPerson');
  const found = formOf(core, params.itemId);
  if (!found.ok) return found;
  const refusal = refusalOf(params, found.value.form, person);
  if (refusal !== undefined) return err(refusal);

  const stamp = core.time.stamp();
  const daySequence = nextDaySequence(core.store, stamp.day);
  const number = localNumber(core.config.kiosk, stamp.day, daySequence);
  const payload = payloadOf(core, { session, person, consent, params, found: found.value, stamp, number });
  const sealed = await sealPayload(payload, core.config.platform.sealingKey);
  if (session.ended.signal.aborted) return err('notKept');
  try {
    insertApplication(
      core.store,
      {
        id: payload.applicationId,
        confirmation_id: params.confirmationId,
        local_number: number,
        kept_day: stamp.day,
        day_sequence: daySequence,
        item_id: params.itemId,
        item_code: payload.item.code,
        implementation_code: payload.item.implementationCode,
        language: session.language,
        kept_at: stamp.at,
        clock_trusted: stamp.clockTrusted ? 1 : 0,
        monotonic_ms: stamp.monotonicMs,
        payload_sha256: sealed.sha256,
        payload: sealed.jwe,
      },
      { key: randomUUID(), dueMs: Math.floor(core.clock.nowMs()) },
    );
  } catch (error) {
    // Only a full disk is an expected failure. After any other the page cache cannot be trusted: the core ends.
    if (sqliteCode(error) === 'SQLITE_FULL') return err('storageFull');
    throw error;
  }
  session.applicationIds.add(payload.applicationId);
  core.log({ event: 'applicationKept', localNumber: number, keepMs: core.clock.monotonicMs() - receivedMs });
  core.receipts.print(payload.applicationId, person);
  core.outbox.wake();
  core.announce();
  return ok(keptView(core, payload.applicationId));
}

interface Found {
  readonly catalogue: Catalogue;
  readonly form: Form;
}

function formOf(core: Core, itemId: string): Result<Found, 'noCatalogue' | 'noSuchItem' | 'noForm'> {
  const catalogue = core.catalogue.inForce();
  if (catalogue === undefined) return err('noCatalogue');
  if (catalogue.item(itemId) === undefined) return err('noSuchItem');
  const form = catalogue.form(itemId);
  return form === undefined ? err('noForm') : ok({ catalogue, form });
}

function refusalOf(params: Confirm, form: Form, person: Person): ConfirmError | undefined {
  if (params.formVersion !== form.version) return 'formChanged';
  if (checkAnswers(form, params.answers).length > 0) return 'answersRefused';
  const { itemId, formVersion, answers } = params;
  const text = signedDocumentText({ itemId, formVersion, person: viewOf(person), answers });
  const signed = createHash('sha256').update(text).digest('hex');
  return signed === params.signature.documentSha256 ? undefined : 'signatureNotForThis';
}

interface Making {
  readonly session: Session;
  readonly person: Person;
  readonly consent: { readonly version: string; readonly at: string };
  readonly params: Confirm;
  readonly found: Found;
  readonly stamp: Stamp;
  readonly number: string;
}

/** The applicant is the person of the core's session: the screen has no say in who applies. */
function payloadOf(core: Core, { session, person, consent, params, found, stamp, number }: Making): SealedPayload {
  const item = found.catalogue.item(params.itemId);
  if (item === undefined) throw new Error('the form was found through its item');
  return {
    version: 1,
    applicationId: randomUUID(),
    localNumber: number,
    kiosk: core.config.kiosk,
    language: session.language,
    item: {
      id: params.itemId,
      code: item.code,
      implementationCode: item.implementationCode,
      catalogueVersion: found.catalogue.version,
    },
    form: { id: found.form.id, version: found.form.version },
    applicant: person,
    consent: { version: consent.version, agreedAt: consent.at },
    answers: params.answers,
    signature: params.signature,
    keptAt: stamp.at,
    clock: { trusted: stamp.clockTrusted, monotonicMs: stamp.monotonicMs },
  };
}

/**
 * What became of a confirmation that the core did not live to answer. Whoever knows its id made it: the
 * application joins their session, so that they can have its receipt.
 */
export function applicationOutcome(
  core: Core,
  connection: Connection,
  params: CallParams<'application.outcome'>,
): Result<CallResult<'application.outcome'>, never> {
  const application = applicationByConfirmation(core.store, params.confirmationId);
  if (application === undefined) return ok({ kept: false });
  connection.session?.applicationIds.add(application.id);
  return ok({ kept: true, application: keptView(core, application.id) });
}
