/** Which function answers which call. The compiler holds this list complete. */
import type { CallError, CallName, CallParams, CallResult } from '../contract/calls.ts';
import { must, type Result } from '../contract/result.ts';
import { applicationCheck, applicationConfirm, applicationOutcome } from './calls/application.ts';
import { catalogueItem, catalogueOverview } from './calls/catalogue.ts';
import { identifyByCard, identifyByNumber, identifyStop } from './calls/identify.ts';
import { receiptReprint } from './calls/receipt.ts';
import { sessionBegin, sessionConsent, sessionEnd, sessionLanguage } from './calls/session.ts';
import type { Connection } from './connection.ts';
import type { Core } from './core.ts';
import type { Session } from './session.ts';
import { terminalView } from './terminal-view.ts';

type Answer<N extends CallName> = Result<CallResult<N>, CallError<N>>;
type Handler<N extends CallName> = (
  core: Core,
  connection: Connection,
  params: CallParams<N>,
) => Answer<N> | Promise<Answer<N>>;

export const handlers: { readonly [N in CallName]: Handler<N> } = {
  'terminal.view': (core) => ({ ok: true, value: terminalView(core) }),
  'catalogue.overview': (core) => catalogueOverview(core),
  'catalogue.item': (core, _, params) => catalogueItem(core, params),
  'session.begin': sessionBegin,
  'session.language': (_, connection, params) => sessionLanguage(sessionOf(connection), params),
  'session.consent': (core, connection, params) => sessionConsent(core, sessionOf(connection), params),
  'session.end': sessionEnd,
  'identify.byCard': (core, connection) => identifyByCard(core, connection, sessionOf(connection)),
  'identify.stop': (core) => identifyStop(core),
  'identify.byNumber': (core, connection, params) => identifyByNumber(core, sessionOf(connection), params),
  'application.check': (core, _, params) => applicationCheck(core, params),
  'application.confirm': (core, connection, params) => applicationConfirm(core, sessionOf(connection), params),
  'application.outcome': applicationOutcome,
  'receipt.reprint': (core, connection, params) => receiptReprint(core, sessionOf(connection), params),
};

function sessionOf(connection: Connection): Session {
  return must(connection.session, 'the server lets session calls through only with a session');
}
