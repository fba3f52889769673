/** SIGKILL at each step between "confirm" and "acknowledged": afterwards nothing was promised, or exactly one record is at the platform. */
import { describe, expect, test } from 'vitest';
import type { Kept } from '../../src-main/contract/application.ts';
import { type Citizen, connectCitizen } from './citizen.ts';
import { comeIn, confirmation, expectOk, identify, platformHolds } from './journey.ts';
import { type Plant, startTerminal } from './terminal.ts';

const die = "process.kill(process.pid, 'SIGKILL'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);";

interface Moment {
  readonly when: string;
  readonly plant: Plant;
  /** Whether the commit is on disk at that moment. */
  readonly kept: boolean;
}

const before = (text: string) => ({ find: text, replace: `${die}\n${text}` });
const after = (text: string) => ({ find: text, replace: `${text}\n${die}` });

const application = 'src-main/core/calls/application.ts';
const receipts = 'src-main/core/receipts.ts';

const outbox = 'src-main/core/sync/outbox-worker.ts';
const rows = 'src-main/core/store/applications.ts';

const moments: Moment[] = [
  {
    when: 'while sealing',
    plant: { file: application, ...before('  const sealed = await sealPayload(') },
    kept: false,
  },
  {
    when: 'inside the commit',
    plant: { file: rows, ...before('    insertReceipt(store, application.id, 0);') },
    kept: false,
  },
  {
    when: 'after the commit, before the answer',
    plant: { file: application, ...before('  session.applicationIds.add(payload.applicationId);') },
    kept: true,
  },
  {
    when: 'before the receipt is marked as sending',
    plant: { file: receipts, ...before('    const outcome: PrintOutcome') },
    kept: true,
  },
  {
    when: 'after the receipt is marked as sending',
    plant: {
      file: receipts,
      find: "sending: () => record('sending'),",
      replace: `sending: () => { record('sending'); ${die} },`,
    },
    kept: true,
  },
  {
    when: 'after all bytes of the receipt left',
    plant: { file: receipts, find: "sent: () => record('sent'),", replace: `sent: () => { record('sent'); ${die} },` },
    kept: true,
  },
  {
    when: 'after the printer confirmed',
    plant: {
      file: receipts,
      ...after("    record(outcome.state, outcome.state === 'confirmed' ? undefined : outcome.fault);"),
    },
    kept: true,
  },
  {
    when: 'before the submission leaves',
    plant: { file: outbox, ...before('  const answer = await client.submit(') },
    kept: true,
  },
  {
    when: 'after the platform answered, before it is written down',
    plant: { file: outbox, ...before('    deliver(store, {') },
    kept: true,
  },
  {
    when: 'after the acknowledgement is written down',
    plant: { file: outbox, ...before("  const outcome = answer.ok ? 'acknowledged'") },
    kept: true,
  },
];

/** Asks until delivery and paper have come to rest. */
async function outcomeSettled(citizen: Citizen, confirmationId: string, withinMs = 10_000): Promise<Kept> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const outcome = expectOk(await citizen.call('application.outcome', { confirmationId }));
    const application = outcome.kept ? outcome.application : undefined;
    const moving = application === undefined || ['planned', 'sending', 'sent'].includes(application.print);
    if (!moving && application.delivery === 'acknowledged') return application;
    if (performance.now() > deadline) throw new Error(`not settled: ${JSON.stringify(outcome)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('the core is killed', () => {
  test.each(moments)('$when', async ({ plant, kept }) => {
    const terminal = await startTerminal({ plant });
    try {
      const citizen = await comeIn(terminal);
      const person = await identify(terminal, citizen);
      const params = await confirmation(citizen, person);
      const answer = citizen.call('application.confirm', params);
      expect(await terminal.coreEnded()).toBeNull();
      const promised = await answer;

      await terminal.startCore('sound');
      const again = await connectCitizen(terminal.socketPath);
      expectOk(await again.call('session.begin', { language: 'zh-CN' }));
      const outcome = expectOk(await again.call('application.outcome', { confirmationId: params.confirmationId }));
      expect(outcome.kept).toBe(kept);
      if (promised.ok) expect(outcome.kept).toBe(true);

      const count = kept ? 1 : 0;
      await platformHolds(terminal, (all) => all.length >= count);
      if (outcome.kept) {
        const { applicationId } = outcome.application;
        const now = await outcomeSettled(again, params.confirmationId);
        expect(now).toMatchObject({ applicationId, delivery: 'acknowledged' });
        expect(['confirmed', 'unknown', 'notPrinted']).toContain(now.print);
      }
      const received = await terminal.dock.sandbox.received();
      expect(received).toHaveLength(count);
      again.leave();
    } finally {
      await terminal.close();
    }
  });
});
