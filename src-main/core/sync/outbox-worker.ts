/**
 * Takes what was kept to the platform: the oldest due row, one at a time, with its own idempotency key, for
 * ever. Only an acknowledgement that names the application and repeats its hash ends a row well; only a refusal
 * of the application itself parks it. Everything else waits and tries again.
 */

import type { Clock } from '../../contract/clock.ts';
import { must } from '../../contract/result.ts';
import type { PlatformClient, PlatformFault } from '../../platform/client.ts';
import type { Submission } from '../../platform/protocol.ts';
import type { TerminalConfig } from '../config.ts';
import type { Log } from '../log.ts';
import { type ApplicationRow, applicationById } from '../store/applications.ts';
import { journalHead } from '../store/journal.ts';
import { countWaiting, deliver, nextDue, nextDueMs, type OutboxRow, park, postpone } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import type { TerminalTime } from '../time.ts';
import { retryDelayMs } from './backoff.ts';
import { judge } from './judge.ts';

export interface OutboxWorker {
  start(): void;
  /** Something was kept: look at once. */
  wake(): void;
  stop(): Promise<void>;
  platform(): 'reachable' | 'unreachable' | 'unknown';
  waiting(): number;
}

interface Parts {
  readonly store: Store;
  readonly client: PlatformClient;
  readonly clock: Clock;
  readonly time: TerminalTime;
  readonly log: Log;
  readonly config: TerminalConfig;
  /** An application's delivery changed. */
  delivered(applicationId: string): void;
  /** The platform came or went. */
  changed(): void;
}

/** With nothing to send the platform is still asked now and then: whether it is there, and what time it is. */
const idleCheckMs = 60_000;

export function outboxWorker(parts: Parts): OutboxWorker {
  const { store, client, clock, config } = parts;
  const stopping = new AbortController();
  let pause = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let platform: 'reachable' | 'unreachable' | 'unknown' = 'unknown';

  function heard(fault: PlatformFault | undefined): void {
    const now = fault === undefined || fault.kind === 'refused' ? 'reachable' : 'unreachable';
    if (now === platform) return;
    platform = now;
    parts.log({ event: 'platform', state: now, fault: fault?.code ?? '' });
    parts.changed();
  }

  async function run(): Promise<void> {
    let lastCheckMs = Number.NEGATIVE_INFINITY;
    while (!stopping.signal.aborted) {
      const row = nextDue(store, clock.nowMs(), config.times.retryCapMs);
      if (row !== undefined) {
        await send(parts, row, heard);
        continue;
      }
      if (clock.monotonicMs() - lastCheckMs >= checkEveryMs()) {
        lastCheckMs = clock.monotonicMs();
        const health = await client.health();
        if (health.ok) parts.time.checkedAgainst(health.value.serverMs);
        heard(health.ok ? undefined : health.error);
        continue;
      }
      pause = new AbortController();
      const due = nextDueMs(store);
      const untilDueMs = due === undefined ? idleCheckMs : Math.max(1, due - clock.nowMs());
      await clock.sleep(Math.min(untilDueMs, checkEveryMs()), AbortSignal.any([pause.signal, stopping.signal]));
    }
  }

  /** An absent platform is asked more often, so that the screen tells the truth soon after it is back. */
  function checkEveryMs(): number {
    return platform === 'reachable' ? idleCheckMs : Math.min(idleCheckMs, Math.max(config.times.retryBaseMs, 1000) * 5);
  }

  return {
    start() {
      running = run();
    },
    wake: () => pause.abort(),
    async stop() {
      stopping.abort();
      await running;
    },
    platform: () => platform,
    waiting: () => countWaiting(store),
  };
}

async function send(parts: Parts, row: OutboxRow, heard: (fault: PlatformFault | undefined) => void): Promise<void> {
  const { store, client } = parts;
  const application = must(applicationById(store, row.application_id), 'the outbox row refers to its application');
  const submission = submissionOf(application, parts);
  const answer = await client.submit(submission, row.idempotency_key);
  heard(answer.ok ? undefined : answer.error);
  if (answer.ok) {
    const { at, clockTrusted } = parts.time.stamp();
    const about = { at, clockTrusted, applicationId: application.id };
    const { caseNumber, receivedAt } = answer.value;
    deliver(store, { applicationId: application.id, caseNumber, receivedAt }, [
      { ...about, event: 'applicationAcknowledged', detail: { caseNumber, payloadSha256: application.payload_sha256 } },
      { ...about, event: 'payloadPurged', detail: { payloadSha256: application.payload_sha256 } },
    ]);
  } else {
    await retryOrPark(parts, { row, application, fault: answer.error });
  }
  const outcome = answer.ok ? 'acknowledged' : answer.error.code;
  parts.log({ event: 'delivery', localNumber: application.local_number, outcome, attempts: row.attempts + 1 });
  parts.delivered(application.id);
  parts.changed();
}

async function retryOrPark(
  parts: Parts,
  failed: { row: OutboxRow; application: ApplicationRow; fault: PlatformFault },
): Promise<void> {
  const { store, clock, config, client } = parts;
  const { row, application, fault } = failed;
  const verdict = judge(fault);
  if (verdict === 'park') {
    const { at, clockTrusted } = parts.time.stamp();
    const detail = { fault: fault.code };
    const entry = { at, clockTrusted, event: 'applicationParked' as const, applicationId: application.id, detail };
    park(store, application.id, { fault: fault.code, entry });
    return;
  }
  if (verdict === 'enrol' && config.platform.enrolmentCode !== undefined) {
    const enrolled = await client.enrol(config.platform.enrolmentCode);
    if (enrolled.ok) return;
  }
  const { retryBaseMs: baseMs, retryCapMs: capMs } = config.times;
  const askedMs = fault.kind === 'busy' ? (fault.retryAfterMs ?? 0) : 0;
  const waitMs = Math.min(capMs, Math.max(askedMs, retryDelayMs(row.attempts + 1, { baseMs, capMs }, Math.random())));
  postpone(store, application.id, { dueMs: clock.nowMs() + waitMs, fault: fault.code });
}

function submissionOf(application: ApplicationRow, { store, config }: Parts): Submission {
  return {
    applicationId: application.id,
    localNumber: application.local_number,
    kiosk: config.kiosk,
    itemCode: application.item_code,
    implementationCode: application.implementation_code,
    keptAt: application.kept_at,
    clock: { trusted: application.clock_trusted === 1, monotonicMs: application.monotonic_ms },
    payloadSha256: application.payload_sha256,
    payload: must(application.payload, 'a payload is purged only with its acknowledgement'),
    journalHead: journalHead(store),
  };
}
