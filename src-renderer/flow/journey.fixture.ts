/** A terminal, two matters and two impossible people, for the tests of the journey. */
import type { Kept } from '../../src-main/contract/application.ts';
import type { Overview, TerminalView } from '../../src-main/contract/calls.ts';
import type { PersonView } from '../../src-main/contract/person.ts';
import { must } from '../../src-main/contract/result.ts';
import type { ItemDetail, ItemSummary } from '../../src-main/contract/service-item.ts';
import type { Input } from './input.ts';
import type { Answered, Question } from './question.ts';
import { reduce } from './reduce.ts';
import { firstState, type State } from './state.ts';
import type { Effect } from './step.ts';

export const terminal: TerminalView = {
  kiosk: 'ZX01',
  hall: { zh: '测试大厅' },
  utcOffsetMinutes: 480,
  windowsOpen: false,
  hotline: '12345',
  devices: [],
  platform: 'reachable',
  waiting: 0,
  idleSeconds: 60,
  idleWarningSeconds: 30,
  identifySeconds: 60,
  diagonalInches: 21.5,
  consentVersion: 'v1',
};

const summary: ItemSummary = {
  id: 'shop',
  code: '1',
  name: { zh: '开店' },
  department: { zh: '审批局' },
  category: { zh: '企业' },
  audience: ['person'],
  highFrequency: true,
  verdict: { kind: 'submitTonight' },
};

const days = { days: 3, unit: 'workingDays' } as const;
const text = { zh: '说明' };

/** Asks the name, whether it sells food, and, if it does, which. */
export const shop: ItemDetail = {
  summary,
  implementationCode: '1'.repeat(31),
  guide: {
    conditions: text,
    steps: [text],
    materials: [],
    legalBasis: text,
    statutoryLimit: days,
    promisedLimit: days,
    fee: text,
    place: text,
    hours: text,
    phone: '12345',
    supervisionPhone: '12345',
    result: text,
  },
  form: {
    id: 'shop',
    version: 1,
    schema: {
      type: 'object',
      properties: {
        owner: { type: 'string', 'x-hint': { control: 'text', title: { zh: '谁开店？' }, prefill: 'person.name' } },
        name: { type: 'string', minLength: 2, maxLength: 20, 'x-hint': { control: 'text', title: { zh: '店名？' } } },
        sellsFood: { type: 'boolean', 'x-hint': { control: 'yesNo', title: { zh: '卖食品吗？' } } },
        food: {
          type: 'string',
          'x-hint': {
            control: 'text',
            title: { zh: '什么食品？' },
            when: { properties: { sellsFood: { const: true } }, required: ['sellsFood'] },
          },
        },
      },
      required: ['owner', 'name', 'sellsFood', 'food'],
      'x-pages': ['owner', 'name', 'sellsFood', 'food'],
    },
  },
};

const { form: _form, ...shopGuide } = shop;
export const windowMatter: ItemDetail = {
  ...shopGuide,
  summary: { ...summary, id: 'window', verdict: { kind: 'windowOnly' } },
};

export const overview: Overview = {
  catalogueVersion: '1',
  sample: true,
  items: [shop.summary, windowMatter.summary],
};

/** `resident_10y` and another of the impossible cards. */
export const person: PersonView = {
  document: 'residentCard',
  trust: 'card',
  name: '测试甲',
  maskedNumber: '1****************1',
  address: '测试省测试路1号',
  validUntil: '2036-01-01',
};

export const stranger: PersonView = { ...person, name: '测试乙', maskedNumber: '1****************9' };

export const kept: Kept = {
  applicationId: '7d1c2f7e-0a6b-4b5e-8c3d-9e8f7a6b5c4d',
  localNumber: 'ZX01-261122-0007-K',
  itemId: 'shop',
  keptAt: '2026-11-22T23:19:42+08:00',
  clockTrusted: true,
  payloadSha256: '0'.repeat(64),
  qrText: 'ZX01-261122-0007-K',
  print: 'sending',
  copy: 0,
  delivery: 'queued',
};

/** Plays the journey: keeps the time, and the questions that the core has not answered. */
export interface Play {
  state(): State;
  /** All that was asked and not answered, oldest first. */
  open(): readonly Extract<Effect, { kind: 'call' }>[];
  /** Every effect so far. */
  effects(): readonly Effect[];
  give(...inputs: readonly Input[]): void;
  /** Answers the newest open question of this name. */
  answer<N extends Question['name']>(name: N, result: Extract<Answered, { name: N }>['result']): void;
  answerCall(call: Extract<Effect, { kind: 'call' }>, result: Answered['result']): void;
  /** Lets time pass in steps of half a second. */
  wait(seconds: number): void;
}

export function startPlay(): Play {
  let state = firstState;
  let nowMs = 1_000;
  const effects: Effect[] = [];
  let open: Extract<Effect, { kind: 'call' }>[] = [];
  const give = (input: Input) => {
    const step = reduce(state, input, nowMs);
    state = step.state;
    effects.push(...step.effects);
    open.push(...step.effects.filter((effect) => effect.kind === 'call'));
  };
  const answerCall: Play['answerCall'] = (call, result) => {
    open = open.filter((each) => each !== call);
    // The caller took the result from those of this question.
    give({ kind: 'answered', name: call.question.name, ticket: call.ticket, result } as Answered);
  };
  return {
    state: () => state,
    open: () => open,
    effects: () => effects,
    give: (...inputs) => inputs.forEach(give),
    answerCall,
    answer: (name, result) =>
      answerCall(
        must(
          open.findLast(({ question }) => question.name === name),
          `${name} was asked`,
        ),
        result,
      ),
    wait(seconds) {
      for (let half = 0; half < seconds * 2; half += 1) {
        nowMs += 500;
        give({ kind: 'tick' });
      }
    },
  };
}
