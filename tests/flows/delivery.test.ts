/** What the network and the platform have done to others, done to us: kept once here, once there, and told truly. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Behaviour } from '../../src-main/platform/sandbox/behaviour.ts';
import { acknowledged, expectOk, handIn, platformHolds } from './journey.ts';
import { startTerminal, type Terminal } from './terminal.ts';

describe('delivery to the platform', () => {
  let terminal: Terminal;

  beforeAll(async () => {
    terminal = await startTerminal();
  });
  afterAll(() => terminal.close());
  beforeEach(() => terminal.dock.sandbox.behave({ kind: 'up' }));

  test('what was kept arrives once, sealed, with its person and answers, and the case number comes back', async () => {
    const { citizen, kept } = await handIn(terminal);
    const done = await acknowledged(citizen, kept);
    const received = await platformHolds(terminal, (all) => all.length > 0);
    const mine = received.filter(({ submission }) => submission.applicationId === kept.applicationId);
    expect(mine).toHaveLength(1);
    expect(mine[0]).toMatchObject({
      caseNumber: done.caseNumber,
      submission: { payloadSha256: kept.payloadSha256, localNumber: kept.localNumber },
      payload: { applicant: { number: '119999190001010011', trust: 'card' }, localNumber: kept.localNumber },
    });
    expect(done.caseNumber).toHaveLength(43);
    citizen.leave();
  });

  const troubles: [string, Behaviour][] = [
    ['is down', { kind: 'down' }],
    ['answers 500', { kind: 'error500' }],
    ['is hidden by a captive portal that answers 200 with a page', { kind: 'html200' }],
    ['redirects', { kind: 'redirect' }],
    ['answers a plain 200 that names nothing', { kind: 'plain200' }],
    ['acknowledges another hash', { kind: 'wrongHash' }],
    ['breaks off in the middle of its answer', { kind: 'truncated' }],
    ['stores and then drops the line before answering', { kind: 'storedThenDropped', requests: 3 }],
    ['answers later than we wait', { kind: 'slow', delayMs: 3_000 }],
  ];

  test.each(troubles)(
    'the platform %s: nothing is called delivered until it really is, then exactly once',
    async (_, trouble) => {
      const { sandbox } = terminal.dock;
      await sandbox.behave(trouble);
      const { citizen, kept } = await handIn(terminal);
      expect(kept.delivery).toBe('queued');
      await new Promise((resolve) => setTimeout(resolve, 700));
      if (trouble.kind !== 'storedThenDropped') {
        const told = citizen.heard('application.changed').filter(({ delivery }) => delivery !== 'queued');
        expect(told).toEqual([]);
      }
      await sandbox.behave({ kind: 'up' });
      const done = await acknowledged(citizen, kept);
      const mine = (await sandbox.received()).filter(
        ({ submission }) => submission.applicationId === kept.applicationId,
      );
      expect(mine.map(({ caseNumber }) => caseNumber)).toEqual([done.caseNumber]);
      citizen.leave();
    },
  );

  test('the screen hears that the platform went away, and that it came back', async () => {
    const { citizen } = await handIn(terminal);
    await citizen.until('terminal.changed', ({ platform }) => platform === 'reachable');
    await terminal.dock.sandbox.behave({ kind: 'down' });
    const person = expectOk(await citizen.call('terminal.view', {}));
    expect(person.kiosk).toBe('ZX01');
    citizen.leave();
    const second = await handIn(terminal);
    await second.citizen.until('terminal.changed', ({ platform }) => platform === 'unreachable');
    await terminal.dock.sandbox.behave({ kind: 'up' });
    await acknowledged(second.citizen, second.kept);
    second.citizen.leave();
  });
});
