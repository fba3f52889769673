/** What happens at the card reader, from a real pty to the screen's event. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CardText, decodeCardText, encodeCardText } from '../../hardware/id-card-reader/sdt-serial/card-text.ts';
import { syntheticCard } from '../../hardware/id-card-reader/sdt-serial/synthetic-cards.ts';
import { must } from '../../src-main/contract/result.ts';
import type { Citizen } from './citizen.ts';
import { comeIn, confirmation, expectOk, identify } from './journey.ts';
import { startTerminal, type Terminal } from './terminal.ts';

/** The impossible resident with some fields changed. */
function residentWith(fields: CardText['fields']): Uint8Array {
  const card = must(decodeCardText(syntheticCard('resident_10y')), 'the vector is a card');
  return encodeCardText({ document: card.document, fields: { ...card.fields, ...fields } });
}

function ofUnknownLayout(): Uint8Array {
  const block = syntheticCard('resident_10y');
  block.set(Buffer.from('Q', 'utf16le'), 248);
  return block;
}

describe('a card on the reader', () => {
  let terminal: Terminal;
  let citizen: Citizen;

  beforeAll(async () => {
    terminal = await startTerminal();
  });
  afterAll(() => terminal.close());
  beforeEach(async () => {
    terminal.dock.reader.simulator.heal();
    terminal.dock.reader.simulator.remove();
    citizen = await comeIn(terminal);
  });
  afterEach(() => citizen.leave());

  test.each(['resident_10y', 'resident_longterm_X', 'foreigner2017_I', 'foreigner2023_Y'])(
    '%s becomes a person whose number the screen sees only masked',
    async (card) => {
      const person = await identify(terminal, citizen, card);
      expect(person.trust).toBe('card');
      expect(person.maskedNumber).toMatch(/^.\*+.$/);
    },
  );

  const refusals: [string, Uint8Array, string][] = [
    ['with a wrong check digit', residentWith({ number: '119999190001010012' }), 'numberCheckWrong'],
    ['whose birth field differs from its number', residentWith({ birth: '19000102' }), 'birthDiffers'],
    ['whose sex differs from its number', residentWith({ sex: '2' }), 'sexDiffers'],
    ['that has expired', residentWith({ validFrom: '20150101', validUntil: '20250101' }), 'cardExpired'],
    ['of the vectors that expired in 2025', syntheticCard('hmt_J'), 'cardExpired'],
    ['of an unknown layout', ofUnknownLayout(), 'cardTypeUnknown'],
  ];

  test.each(refusals)(
    'a card %s is refused, says why, and nothing can be handed in with it',
    async (_, block, fault) => {
      expectOk(await citizen.call('identify.byCard', {}));
      terminal.dock.reader.simulator.present(block);
      const told = await citizen.until('identify.changed', ({ state }) => state === 'refused');
      expect(told).toMatchObject({ state: 'refused', fault, triesLeft: 2 });
      const nobody = {
        document: 'residentCard',
        trust: 'card',
        name: '测试甲',
        maskedNumber: '1****************1',
      } as const;
      const params = await confirmation(citizen, nobody);
      expect(await citizen.call('application.confirm', params)).toEqual({ ok: false, error: 'noPerson' });
    },
  );

  test('a card pulled away while it was read is told so; put again it is read', async () => {
    const { simulator } = terminal.dock.reader;
    simulator.fail({ kind: 'pulledMidRead', afterBytes: 600 });
    expectOk(await citizen.call('identify.byCard', {}));
    simulator.present(syntheticCard('resident_10y'));
    const told = await citizen.until('identify.changed', ({ state }) => state === 'refused');
    expect(told).toMatchObject({ fault: 'cardRemovedTooSoon' });
    simulator.heal();
    simulator.present(syntheticCard('resident_10y'));
    await citizen.until('identify.changed', ({ state }) => state === 'identified');
  });

  test('the reader is unplugged and plugged in again: it reads within 5 s, without a restart', async () => {
    expectOk(await citizen.call('identify.byCard', {}));
    await citizen.until('identify.changed', ({ state }) => state === 'waiting');
    await terminal.dock.reader.unplug();
    await citizen.until('identify.changed', ({ state }) => state === 'readerAway');
    await terminal.dock.reader.replug();
    terminal.dock.reader.simulator.present(syntheticCard('resident_10y'));
    await citizen.until('identify.changed', ({ state }) => state === 'identified', 5_000);
  });

  test('no card is read before the citizen agreed, and none after the session ended', async () => {
    const { simulator } = terminal.dock.reader;
    citizen.leave();
    await citizen.closed;
    const before = simulator.requests.length;
    simulator.present(syntheticCard('resident_10y'));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(simulator.requests.slice(before)).not.toContain('readBase');
    citizen = await comeIn(terminal);
  });

  test("a forgotten card is not the next citizen's: it must be lifted first", async () => {
    await identify(terminal, citizen);
    citizen.leave();
    citizen = await comeIn(terminal);
    expectOk(await citizen.call('identify.byCard', {}));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(citizen.heard('identify.changed').filter(({ state }) => state === 'identified')).toEqual([]);
    terminal.dock.reader.simulator.remove();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    terminal.dock.reader.simulator.present(syntheticCard('resident_longterm_X'));
    const next = await citizen.until('identify.changed', ({ state }) => state === 'identified');
    expect(next).toMatchObject({ person: { maskedNumber: '1****************X' } });
  });

  test('a typed number is the fallback, and its lower trust is known', async () => {
    const typed = await citizen.call('identify.byNumber', { name: '测试甲', number: '11999919000101109x' });
    expect(expectOk(typed)).toMatchObject({ trust: 'typed', maskedNumber: '1****************X' });
    const wrong = await citizen.call('identify.byNumber', { name: '测试甲', number: '119999190001011098' });
    expect(wrong).toEqual({ ok: false, error: 'numberCheckWrong' });
  });
});

describe('nobody puts a card', () => {
  test('the waiting ends by itself and says so', async () => {
    const terminal = await startTerminal({ times: { identifySeconds: 1 } });
    try {
      const citizen = await comeIn(terminal);
      expectOk(await citizen.call('identify.byCard', {}));
      await citizen.until('identify.changed', ({ state }) => state === 'timedOut', 3_000);
      terminal.dock.reader.simulator.present(syntheticCard('resident_10y'));
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(citizen.heard('identify.changed').some(({ state }) => state === 'identified')).toBe(false);
      citizen.leave();
    } finally {
      await terminal.close();
    }
  });
});
