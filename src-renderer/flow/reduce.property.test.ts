/** Whatever happens, in whatever order: nothing of the citizen where it must not be, nothing kept twice, and an end. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CardFault } from '../../src-main/contract/devices.ts';
import { err, ok } from '../../src-main/contract/result.ts';
import type { Input, Tap } from './input.ts';
import { kept, overview, type Play, person, shop, startPlay, stranger, terminal } from './journey.fixture.ts';
import type { Answered } from './question.ts';
import type { State } from './state.ts';

/** What the citizen types; found nowhere else. */
const secret = '绝密店名';
const secrets = [secret, person.name, stranger.name, person.maskedNumber, person.address ?? person.name];

type Answers = { [N in Answered['name']]: readonly Extract<Answered, { name: N }>['result'][] };

/** What the core may say to each question, the ways to fail that change the path included. */
const possible: Answers = {
  'terminal.view': [ok(terminal), err('coreAway')],
  'catalogue.overview': [ok(overview), err('noCatalogue'), err('internal')],
  'catalogue.item': [ok(shop), err('noSuchItem'), err('coreAway')],
  'session.begin': [ok({ sessionId: kept.applicationId }), err('storageFull'), err('coreAway')],
  'session.language': [ok({}), err('noSession')],
  'session.consent': [ok({}), err('consentOutdated'), err('noSession')],
  'session.end': [ok({}), err('coreAway')],
  'identify.byCard': [ok({}), err('noReader'), err('noConsent')],
  'identify.stop': [ok({}), err('noSession')],
  'identify.byNumber': [ok({ ...person, trust: 'typed' }), err('numberCheckWrong'), err('noConsent')],
  'application.check': [
    ok({ messages: [] }),
    ok({ messages: [{ field: 'name', message: 'tooShort' }] }),
    err('internal'),
  ],
  'application.confirm': [
    ok(kept),
    err('notKept'),
    err('internal'),
    err('noPerson'),
    err('formChanged'),
    err('answersRefused'),
    err('signatureNotForThis'),
    err('coreAway'),
    err('noSession'),
  ],
  'application.outcome': [ok({ kept: false }), ok({ kept: true, application: kept }), err('coreAway'), err('internal')],
  'receipt.reprint': [ok({ ...kept, copy: 1 }), err('noPrinter'), err('notYours')],
};

type Move =
  | { readonly does: 'onward' }
  | { readonly does: 'input'; readonly input: Input }
  | { readonly does: 'confirm'; readonly nth: number }
  | { readonly does: 'answer'; readonly which: number; readonly choice: number }
  | { readonly does: 'wait'; readonly seconds: number };

const input = (...inputs: Input[]): fc.Arbitrary<Move> =>
  fc.constantFrom(...inputs).map((each) => ({ does: 'input', input: each }));

/** What leads on from each place: without it hardly any sequence would come as far as the form. */
function onward({ place }: State): Input[] {
  switch (place.at) {
    case 'attract':
      return [{ kind: 'begin', language: 'zh-CN' }];
    case 'home':
    case 'list':
      return [{ kind: 'item', itemId: 'shop' }];
    case 'guide':
      return [{ kind: 'start' }];
    case 'consent':
      return [{ kind: 'agree' }];
    case 'identify':
      if (place.step.how === 'done') return [{ kind: 'itIsMe' }];
      return [{ kind: 'event', name: 'identify.changed', payload: { state: 'identified', person } }];
    case 'question':
      return [{ kind: 'entry', edit: { put: place.field === 'sellsFood' ? 'true' : secret } }, { kind: 'next' }];
    case 'review':
      return [{ kind: 'sign' }];
    case 'signature':
      return [{ kind: 'strokes', strokes: [[[0.5, 0.5]]] }];
    case 'keeping':
      return [{ kind: 'askAgain' }];
    case 'kept':
      return [{ kind: 'finish' }];
    case 'closed':
    case 'goodbye':
      return [{ kind: 'leave' }];
  }
}

const anyTap = input(
  ...([
    { kind: 'touch' },
    { kind: 'language', language: 'en' },
    { kind: 'sheet', sheet: 'help' },
    { kind: 'sheet', sheet: 'end' },
    { kind: 'end' },
    { kind: 'home' },
    { kind: 'list', category: '企业', typing: true },
    { kind: 'search', edit: { add: '店' } },
    { kind: 'retryItem' },
    { kind: 'back' },
    { kind: 'byCard' },
    { kind: 'byNumber' },
    { kind: 'typed', field: 'name', edit: { put: person.name } },
    { kind: 'typed', field: 'number', edit: { add: '1' } },
    { kind: 'submitNumber' },
    { kind: 'entry', edit: { key: 'backspace' } },
    { kind: 'change', field: 'name' },
    { kind: 'askAgain' },
    { kind: 'reprint' },
    { kind: 'finish' },
    { kind: 'leave' },
  ] satisfies Tap[]),
);

const anyEvent = input(
  { kind: 'link', link: 'down' },
  { kind: 'link', link: 'up' },
  { kind: 'event', name: 'identify.changed', payload: { state: 'identified', person: stranger } },
  { kind: 'event', name: 'identify.changed', payload: { state: 'waiting' } },
  { kind: 'event', name: 'identify.changed', payload: { state: 'timedOut' } },
  ...CardFault.options.map(
    (fault): Input => ({
      kind: 'event',
      name: 'identify.changed',
      payload: { state: 'refused', fault, triesLeft: 0 },
    }),
  ),
  { kind: 'event', name: 'application.changed', payload: { ...kept, print: 'confirmed' } },
  { kind: 'event', name: 'terminal.changed', payload: { ...terminal, windowsOpen: true } },
  { kind: 'event', name: 'catalogue.changed', payload: { version: '2' } },
  { kind: 'event', name: 'session.ended', payload: { connection: 1, reason: 'failed' } },
);

const answer: fc.Arbitrary<Move> = fc.record({
  does: fc.constant('answer' as const),
  which: fc.nat({ max: 3 }),
  // Mostly the good answer, so that long journeys are made.
  choice: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 8 }) }),
});

const moves = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.constant<Move>({ does: 'onward' }) },
    { weight: 8, arbitrary: answer },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('confirm' as const), nth: fc.nat({ max: 999 }) }) },
    { weight: 2, arbitrary: anyTap },
    { weight: 1, arbitrary: anyEvent },
    {
      weight: 1,
      arbitrary: fc.record({ does: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
    },
  ),
  { maxLength: 120, size: 'max' },
);

function make(play: Play, move: Move): void {
  switch (move.does) {
    case 'onward':
      play.give(...onward(play.state()));
      break;
    case 'input':
      play.give(move.input);
      break;
    case 'confirm':
      play.give({ kind: 'confirm', confirmationId: confirmationId(move.nth) });
      hash(play);
      break;
    case 'wait':
      play.wait(move.seconds);
      break;
    case 'answer': {
      const call = play.open()[move.which % Math.max(1, play.open().length)];
      if (call === undefined) break;
      const results = possible[call.question.name];
      play.answerCall(call, results[move.choice % results.length] ?? err('internal'));
    }
  }
}

function hash(play: Play): void {
  const { place } = play.state();
  if (place.at !== 'keeping') return;
  play.give({ kind: 'hashed', confirmationId: place.confirmationId, sha256: 'a'.repeat(64) });
}

const confirmationId = (nth: number) => `b0c1d2e3-0000-4000-8000-${String(nth).padStart(12, '0')}`;

/** From the attract page of a machine that works. */
function opened(): Play {
  const play = startPlay();
  play.give({ kind: 'link', link: 'up' });
  play.answer('terminal.view', ok(terminal));
  play.answer('catalogue.overview', ok(overview));
  return play;
}

const told = (value: unknown) => {
  const text = JSON.stringify(value);
  return secrets.filter((each) => text.includes(each));
};

describe('any sequence of inputs', () => {
  test('throws nothing, and leaves nothing of the citizen where it must not be', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(moves, (sequence) => {
        const play = opened();
        for (const move of sequence) {
          make(play, move);
          const { place } = play.state();
          reached.add(place.at);
          if (['home', 'list', 'guide', 'consent'].includes(place.at)) expect(told(place)).toEqual([]);
          if (['attract', 'closed', 'goodbye'].includes(place.at)) expect(told(play.state())).toEqual([]);
        }
      }),
      { numRuns: 1500 },
    );
    // Otherwise the property would hold for the first page alone.
    expect([...reached].sort()).toEqual(
      'attract closed consent goodbye guide home identify keeping kept list question review signature'.split(' '),
    );
  });

  test('ends in a wipe when nobody touches any more, and the core or the window is told', () => {
    fc.assert(
      fc.property(moves, (sequence) => {
        const play = opened();
        for (const move of sequence) make(play, move);
        play.wait(300);
        expect(play.state().place.at).toBe('attract');
        expect(play.state().visit).toBeUndefined();
        expect(told(play.state())).toEqual([]);
        // Told, or being told: no session is left open behind.
        expect(['none', 'beginning', 'ending']).toContain(play.state().session);
      }),
      { numRuns: 300 },
    );
  });

  test('keeps every answer through a switch of the language', () => {
    fc.assert(
      fc.property(moves, (sequence) => {
        const play = opened();
        for (const move of sequence) make(play, move);
        const { visit, place } = play.state();
        play.give({ kind: 'language', language: 'en' }, { kind: 'language', language: 'zh-CN' });
        expect(play.state().visit?.answers).toEqual(visit?.answers);
        expect(play.state().place).toEqual(place);
      }),
      { numRuns: 500 },
    );
  });

  test('never confirms again while it is not known what became of the last confirmation', () => {
    fc.assert(
      fc.property(moves, (sequence) => {
        const play = opened();
        let undecided: string | undefined;
        let seen = 0;
        for (const move of sequence) {
          make(play, move);
          for (const effect of play.effects().slice(seen)) {
            if (effect.kind !== 'call' || effect.question.name !== 'application.confirm') continue;
            expect(undecided).toBeUndefined();
            undecided = effect.question.params.confirmationId;
          }
          seen = play.effects().length;
          const { place, visit } = play.state();
          if (play.state().waiting['application.confirm'] !== undefined) expect(place.at).toBe('keeping');
          // Decided when the page says so: kept, not kept, or the visit is over.
          if (visit === undefined || place.at !== 'keeping') undecided = undefined;
        }
      }),
      { numRuns: 800 },
    );
  });
});
