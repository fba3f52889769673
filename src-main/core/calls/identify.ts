/** From a card, or from what was typed, to the person of the session. */
import type { IdCardReader } from '../../../hardware/id-card-reader/id-card-reader.ts';
import type { CallError } from '../../contract/calls.ts';
import type { Identification } from '../../contract/events.ts';
import { citizenNumberFault } from '../../contract/id-number.ts';
import { type PersonView, viewOf } from '../../contract/person.ts';
import { assertNever, err, ok, type Result } from '../../contract/result.ts';
import { type Connection, sendEvent } from '../connection.ts';
import type { Core } from '../core.ts';
import type { Session } from '../session.ts';

/** Readings of refused cards in one go; then the citizen is offered the other way. */
const triesMax = 3;

/** Arms the reader until a person is read, the time is over, or the tries are. All that follows comes as events. */
export function identifyByCard(
  core: Core,
  connection: Connection,
  session: Session,
): Result<Record<string, never>, CallError<'identify.byCard'>> {
  if (session.consent === undefined) return err('noConsent');
  const { reader } = core.devices;
  if (reader === undefined) return err('noReader');
  waitForCard(core, reader, { connection, session });
  return ok({});
}

function waitForCard(core: Core, reader: IdCardReader, who: { connection: Connection; session: Session }): void {
  const { connection, session } = who;
  const finished = new AbortController();
  let triesLeft = triesMax;
  const tell = (state: Identification) => {
    if (connection.session === session) sendEvent(connection, 'identify.changed', state);
  };
  reader.arm((event) => {
    // Known, or given up: another card on the reader is nobody's answer to anything. That one is lifted is still told.
    if (finished.signal.aborted && event.kind !== 'removed') return;
    switch (event.kind) {
      case 'reading':
        return tell({ state: 'reading' });
      case 'person':
        session.person = event.person;
        finished.abort();
        return tell({ state: 'identified', person: viewOf(event.person) });
      case 'refused':
        triesLeft -= 1;
        tell({ state: 'refused', fault: event.fault, triesLeft });
        if (triesLeft > 0) return;
        finished.abort();
        return reader.disarm();
      case 'removed':
        return tell({ state: 'cardRemoved' });
      case 'readerAway':
        return tell({ state: 'readerAway' });
      case 'ready':
        return tell({ state: 'waiting' });
      default:
        return assertNever(event);
    }
  });
  tell({ state: 'waiting' });
  const stop = AbortSignal.any([finished.signal, session.ended.signal]);
  void core.clock.sleep(core.config.times.identifySeconds * 1000, stop).then(() => {
    if (stop.aborted || connection.session !== session || session.person !== undefined) return;
    reader.disarm();
    tell({ state: 'timedOut' });
  });
}

export function identifyStop(core: Core): Result<Record<string, never>, never> {
  core.devices.reader?.disarm();
  return ok({});
}

/** The fallback without a reader. The number must be sound, and the lower trust goes into all that is kept. */
export function identifyByNumber(
  core: Core,
  session: Session,
  params: { name: string; number: string },
): Result<PersonView, CallError<'identify.byNumber'>> {
  if (session.consent === undefined) return err('noConsent');
  if (!/^[\p{L}\p{M}·.,'\- ]+$/u.test(params.name)) return err('nameWrong');
  const number = params.number.toUpperCase();
  const fault = citizenNumberFault(number);
  if (fault !== undefined) return err(fault);
  core.devices.reader?.disarm();
  session.person = { document: documentOf(number), trust: 'typed', name: params.name, number };
  return ok(viewOf(session.person));
}

/** GA/T rules for the first digits: 81 82 83 residence permits of Hong Kong, Macao and Taiwan; 9 the foreigner's card of 2023. */
function documentOf(number: string): 'residentCard' | 'hmtPermit' | 'foreignerCard2023' {
  if (/^8[123]0000/.test(number)) return 'hmtPermit';
  return number.startsWith('9') ? 'foreignerCard2023' : 'residentCard';
}
