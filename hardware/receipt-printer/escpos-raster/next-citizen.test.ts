import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { ok } from '../../../src-main/contract/result.ts';
import type { Link, Transport } from '../../transport/transport.ts';
import { receiptLike } from '../receipt-printer.conformance.ts';
import type { PrintProgress } from '../receipt-printer.ts';
import { memoryBenches, pause, printOf, prints } from './test-bench.ts';

const { bench, closeAll } = memoryBenches();
afterEach(closeAll);
const whatever: PrintProgress = { sending: () => {}, sent: () => {} };

describe('the next citizen gets nothing of the one before', () => {
  const first = receiptLike(576, 20);
  const second = receiptLike(576, 21);

  test('the paper ends at any row, and a new roll is put in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 796 }), fc.boolean(), async (rows, byFence) => {
        const { printer, simulator } = await bench({
          simulator: { printCompleteId: !byFence },
          driver: { completion: byFence ? 'fence' : 'printCompleteId' },
        });
        const sending = () => simulator.endPaperAfter(rows);
        expect((await printer.print(first, { ...whatever, sending })).state).toBe('unknown');
        simulator.loadPaper();
        prints(simulator);
        expect((await printer.print(second, whatever)).state).toBe('confirmed');
        expect(prints(simulator)).toEqual([printOf(second)]);
        await printer.stop();
      }),
      { numRuns: 10 },
    );
  });

  test('the cable breaks after any byte of the job, and is plugged in again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30_000 }), async (bytes) => {
        const cable = watchedCable();
        const { printer, simulator } = await bench({ through: cable.through });
        const sending = () => cable.after(bytes, (link) => link.close());
        const outcome = await printer.print(first, { ...whatever, sending });
        cable.after(Number.POSITIVE_INFINITY, async () => {});
        expect((await printer.print(second, whatever)).state).toBe('confirmed');
        const came = prints(simulator);
        expect(came.at(-1)).toBe(printOf(second));
        expect(came.length).toBeLessThanOrEqual(2);
        if (outcome.state === 'confirmed') expect(came[0]).toBe(printOf(first));
        await printer.stop();
      }),
      { numRuns: 10 },
    );
  });

  test('the mains fail after any byte of the job and come back while it is sent: never a printed receipt', async () => {
    const off = fc.integer({ min: 5000, max: 8000 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 15_000 }), off, async (bytes, lostBytes) => {
        const cable = watchedCable();
        const { printer, simulator } = await bench({ through: cable.through });
        const sending = () =>
          cable.after(bytes, async () => {
            simulator.setPower(false);
            cable.after(lostBytes, async () => simulator.setPower(true));
          });
        expect((await printer.print(first, { ...whatever, sending })).state).toBe('unknown');
        await printer.stop();
      }),
      { numRuns: 5 },
    );
  });

  test('clear() between two sessions, while the printer has its cover open and holds a job', async () => {
    const { printer, simulator } = await bench();
    const sending = () => simulator.set({ coverOpen: true });
    await printer.print(first, { ...whatever, sending });
    await printer.clear();
    simulator.set({ coverOpen: false });
    await pause(300);
    expect(prints(simulator)).toEqual([]);
  });
});

/** A cable on which something happens when so many more bytes went through. */
function watchedCable() {
  let left = Number.POSITIVE_INFINITY;
  let happens: (link: Link) => Promise<void> = async () => {};
  const watched = (link: Link): Link => ({
    ...link,
    write: async (bytes, timeOutMs) => {
      let rest = bytes;
      let written = await link.write(rest.subarray(0, left), timeOutMs);
      while (rest.length >= left) {
        rest = rest.subarray(left);
        left = Number.POSITIVE_INFINITY;
        await happens(link);
        written = await link.write(rest.subarray(0, left), timeOutMs);
      }
      left -= rest.length;
      return written;
    },
  });
  return {
    after: (bytes: number, what: (link: Link) => Promise<void>) => {
      left = bytes;
      happens = what;
    },
    through: (transport: Transport): Transport => ({
      description: transport.description,
      open: async (timeOutMs) => {
        const opened = await transport.open(timeOutMs);
        return opened.ok ? ok(watched(opened.value)) : opened;
      },
    }),
  };
}
