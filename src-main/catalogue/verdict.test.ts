import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Verdict } from '../contract/service-item.ts';
import { type Circumstances, type NightRules, verdictOf } from './verdict.ts';

const well: Circumstances = { storageFull: false, reviewedFrom: '2026-11-24T08:30' };
const submit: NightRules = { night: 'submit', suspended: false, form: 'sound' };

describe('what can be done tonight', () => {
  test.each<[string, Partial<NightRules>, Partial<Circumstances>, Verdict]>([
    ['an item that is handed in', {}, {}, { kind: 'submitTonight', reviewedFrom: '2026-11-24T08:30' }],
    ['when the next opening is not known', {}, { reviewedFrom: undefined }, { kind: 'submitTonight' }],
    ['an item that the machine finishes', { night: 'complete' }, {}, { kind: 'completeTonight' }],
    ['an item of the window', { night: 'windowOnly', form: 'none' }, {}, { kind: 'windowOnly' }],
    ['an item without a form', { form: 'none' }, {}, { kind: 'windowOnly' }],
    ['a broken form', { form: 'broken' }, {}, { kind: 'unavailable', because: 'formBroken' }],
    ['a full disk', {}, { storageFull: true }, { kind: 'unavailable', because: 'storageFull' }],
    ['a suspended item', { suspended: true }, {}, { kind: 'unavailable', because: 'itemSuspended' }],
    ['the window does not need our disk', { night: 'windowOnly' }, { storageFull: true }, { kind: 'windowOnly' }],
  ])('%s', (_, rules, now, verdict) => {
    expect(verdictOf({ ...submit, ...rules }, { ...well, ...now })).toEqual(verdict);
  });

  test('nothing is promised that cannot be kept, whatever comes together', () => {
    const rules = fc.record<NightRules>({
      night: fc.constantFrom('complete', 'submit', 'windowOnly'),
      suspended: fc.boolean(),
      form: fc.constantFrom('sound', 'broken', 'none'),
    });
    fc.assert(
      fc.property(rules, fc.boolean(), (item, storageFull) => {
        const verdict = verdictOf(item, { ...well, storageFull });
        expect(Verdict.safeParse(verdict).success).toBe(true);
        const promised = verdict.kind === 'completeTonight' || verdict.kind === 'submitTonight';
        expect(promised).toBe(!item.suspended && item.form === 'sound' && !storageFull && item.night !== 'windowOnly');
      }),
    );
  });
});
