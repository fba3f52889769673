/** A citizen comes, agrees, changes the language, goes. */
import { statfsSync } from 'node:fs';
import type { EndReason, Language } from '../../contract/calls.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import { type Connection, sendEvent } from '../connection.ts';
import { consentVersion } from '../consent.ts';
import type { Core } from '../core.ts';
import { newSession, type Session, wipeSession } from '../session.ts';

/** A second begin on the same connection is answered with the session that is open. */
export function sessionBegin(
  core: Core,
  connection: Connection,
  params: { language: Language },
): Result<{ sessionId: string }, 'storageFull' | 'outOfService'> {
  if (connection.role !== 'screen') return err('outOfService');
  if (connection.session !== undefined) return ok({ sessionId: connection.session.id });
  if (storageFull(core)) return err('storageFull');
  // One machine serves one citizen: a session that its screen left behind ends before the next begins.
  for (const other of core.connections()) if (other.session !== undefined) endSession(core, other, 'failed');
  connection.session = newSession(params.language, core.clock.monotonicMs());
  core.log({ event: 'sessionBegan', connection: connection.id });
  return ok({ sessionId: connection.session.id });
}

export function storageFull(core: Core): boolean {
  const disk = statfsSync(core.config.dataFolder);
  return (disk.bavail * disk.bsize) / 2 ** 20 < core.config.diskReserveMiB;
}

export function sessionLanguage(
  session: Session,
  params: { language: Language },
): Result<Record<string, never>, never> {
  session.language = params.language;
  return ok({});
}

export function sessionConsent(
  core: Core,
  session: Session,
  params: { consentVersion: string },
): Result<Record<string, never>, 'consentOutdated'> {
  if (params.consentVersion !== consentVersion) return err('consentOutdated');
  session.consent = { version: consentVersion, at: core.time.stamp().at };
  return ok({});
}

export function sessionEnd(
  core: Core,
  connection: Connection,
  params: { reason: EndReason },
): Result<Record<string, never>, never> {
  endSession(core, connection, params.reason);
  return ok({});
}

/** Wipes the citizen from the core, tells shell and screen, and empties what the printer may still hold. */
export function endSession(core: Core, connection: Connection, reason: EndReason): void {
  const { session } = connection;
  if (session === undefined) return;
  delete connection.session;
  core.devices.reader?.disarm();
  core.receipts.sessionEnded(session.applicationIds);
  wipeSession(session, reason);
  core.log({ event: 'sessionEnded', connection: connection.id, reason });
  for (const other of core.connections()) {
    if (other.role === 'shell' || other === connection)
      sendEvent(other, 'session.ended', { connection: connection.id, reason });
  }
}
