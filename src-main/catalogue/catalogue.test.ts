import { describe, expect, test } from 'vitest';
import type { Catalogue, TonightContext } from './catalogue.ts';
import { openPackage } from './open-package.ts';
import { atHall, guide, itemRecord, shopForm, smallPackage, trustedKeys } from './small-county.fixture.ts';

/** Monday evening: the windows open on Tuesday. */
const tonight: TonightContext = { nowMs: atHall('2026-11-23T23:00'), hallId: 'hall', storageFull: false };
const submit = { kind: 'submitTonight', reviewedFrom: '2026-11-24T08:30' };

function county(spoil?: (parts: Map<string, unknown>) => void): Catalogue {
  const opened = openPackage(smallPackage(spoil), { trustedKeys, nowMs: tonight.nowMs });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

function verdicts(catalogue: Catalogue, context = tonight): Record<string, unknown> {
  return Object.fromEntries(catalogue.summaries(context).map(({ id, verdict }) => [id, verdict]));
}

describe('a sound catalogue', () => {
  test('lists its items with tonight’s truth', () => {
    expect(county().summaries(tonight)[0]).toEqual({
      id: 'shop',
      code: '420199001000',
      name: { zh: '事项shop', en: 'Item shop' },
      department: { zh: '审批局' },
      category: { zh: '食品' },
      audience: ['person'],
      highFrequency: true,
      verdict: submit,
    });
  });

  test('joins the guide with its materials by their codes, and gives form and codes', () => {
    const catalogue = county();
    const detail = catalogue.detail('shop', tonight);
    expect(detail?.guide.materials).toEqual([
      { code: 'CL-0001', name: { zh: '身份证' }, shared: false, originals: 1, copies: 2, required: true },
    ]);
    expect(detail?.form).toEqual(shopForm);
    expect(catalogue.form('shop')).toEqual(shopForm);
    expect(catalogue.item('shop')?.implementationCode).toBe('11420324MB0000001F4420199001000');
    expect(catalogue.detail('nothing', tonight)).toBeUndefined();
    expect(catalogue.item('constructor')).toBeUndefined();
  });

  test('says when the windows of its hall are open', () => {
    const catalogue = county();
    expect(catalogue.hall('hall', tonight.nowMs)).toMatchObject({
      utcOffsetMinutes: 480,
      windowsOpen: false,
      windowsOpenNext: '2026-11-24T08:30',
    });
    expect(catalogue.hall('hall', atHall('2026-11-24T09:00'))?.windowsOpen).toBe(true);
    expect(catalogue.hall('nowhere', tonight.nowMs)).toBeUndefined();
  });

  test('promises no time of review in a year whose holidays are not known, nor in a hall that it does not know', () => {
    const newYearsEve = { ...tonight, nowMs: atHall('2026-12-31T23:00') };
    expect(verdicts(county(), newYearsEve).shop).toEqual({ kind: 'submitTonight' });
    expect(verdicts(county(), { ...tonight, hallId: 'nowhere' }).shop).toEqual({ kind: 'submitTonight' });
  });

  test('takes nothing in while the disk is full', () => {
    expect(verdicts(county(), { ...tonight, storageFull: true }).shop).toEqual({
      kind: 'unavailable',
      because: 'storageFull',
    });
  });

  test('finds an item by old units, departments and plain words', () => {
    const catalogue = county((parts) =>
      parts.set('items.json', [
        itemRecord('shop', { synonyms: ['开饭馆'] }),
        itemRecord('stall', { formerUnits: [{ zh: '工商局' }] }),
      ]),
    );
    const found = (words: string) => catalogue.search(words, tonight).map(({ id }) => id);
    expect(found('饭馆')).toEqual(['shop']);
    expect(found('工商局')).toEqual(['stall']);
    expect(found('服务中心')).toEqual(['shop', 'stall']);
    expect(found('什么也没有')).toEqual([]);
  });
});

describe('dates', () => {
  const dated = county((parts) =>
    parts.set('items.json', [
      itemRecord('coming', { effectiveFrom: '2026-11-24' }),
      itemRecord('ending', { cancelledFrom: '2026-11-24' }),
    ]),
  );

  test('an item is listed from its first day to the day before its last, by the clock of the hall', () => {
    const listed = (minute: string) => dated.summaries({ ...tonight, nowMs: atHall(minute) }).map(({ id }) => id);
    expect(listed('2026-11-23T23:59')).toEqual(['ending']);
    expect(listed('2026-11-24T00:00')).toEqual(['coming']);
  });

  test('a citizen who is filling it in at midnight is not thrown out', () => {
    expect(dated.form('ending')).toEqual(shopForm);
  });
});

describe('what is broken breaks alone', () => {
  test('a form that does not compile', () => {
    const catalogue = county((parts) => {
      parts.set('items.json', [itemRecord('shop', { formId: 'broken' }), itemRecord('stall')]);
      parts.set('forms/broken.json', {
        ...shopForm,
        id: 'broken',
        schema: { ...shopForm.schema, required: ['ghost'] },
      });
    });
    expect(verdicts(catalogue)).toEqual({ shop: { kind: 'unavailable', because: 'formBroken' }, stall: submit });
    expect(catalogue.form('shop')).toBeUndefined();
    expect(catalogue.detail('shop', tonight)?.guide.place).toEqual(guide.place);
    expect(catalogue.problems).toEqual([{ path: 'forms/broken.json', detail: 'ghost requiredUnknown: ghost' }]);
  });

  test('a broken form that many items share is complained about once', () => {
    const catalogue = county((parts) => parts.set('forms/shop.json', {}));
    expect(catalogue.problems.map(({ path }) => path)).toEqual(['forms/shop.json']);
    expect(Object.values(verdicts(catalogue))).toHaveLength(2);
  });

  test('a form that is not there, or that is another one', () => {
    const catalogue = county((parts) => {
      parts.set('items.json', [itemRecord('shop', { formId: 'ghost' }), itemRecord('stall', { formId: 'twin' })]);
      parts.set('forms/twin.json', shopForm);
    });
    expect(Object.values(verdicts(catalogue))).toEqual(
      Array.from({ length: 2 }, () => ({ kind: 'unavailable', because: 'formBroken' })),
    );
    expect(catalogue.problems).toEqual([
      { path: 'forms/ghost.json', detail: 'fileMissing' },
      { path: 'forms/twin.json', detail: 'its id is shop' },
    ]);
  });

  test('a guide that is missing or has not its shape: the fallback is shown', () => {
    const catalogue = county((parts) => {
      parts.delete('guides/shop.json');
      parts.set('guides/stall.json', { steps: [] });
    });
    for (const id of ['shop', 'stall']) {
      expect(catalogue.detail(id, tonight)?.guide.place).toEqual({ zh: '问总台' });
    }
    expect(catalogue.problems.map(({ path }) => path)).toEqual(['guides/shop.json', 'guides/stall.json']);
  });

  test('a record of which the face is sound goes to the window; one without is left out', () => {
    const catalogue = county((parts) =>
      parts.set('items.json', [
        { ...itemRecord('shop'), night: 'perhaps' },
        { id: 'faceless' },
        7,
        itemRecord('stall'),
      ]),
    );
    expect(verdicts(catalogue)).toEqual({ shop: { kind: 'windowOnly' }, stall: submit });
    expect(catalogue.problems.map(({ path }) => path)).toEqual(['items.json#0', 'items.json#1', 'items.json#2']);
  });

  test('the same item twice: the first one stays', () => {
    const catalogue = county((parts) =>
      parts.set('items.json', [itemRecord('shop'), itemRecord('shop', { suspended: true })]),
    );
    expect(verdicts(catalogue)).toEqual({ shop: submit });
    expect(catalogue.problems).toEqual([{ path: 'items.json#1', detail: 'shop is there twice' }]);
  });

  test('an item that could be handed in but has no form goes to the window', () => {
    const { formId: _, ...formless } = itemRecord('shop');
    const catalogue = county((parts) => parts.set('items.json', [formless]));
    expect(verdicts(catalogue)).toEqual({ shop: { kind: 'windowOnly' } });
    expect(catalogue.problems).toEqual([{ path: 'items.json#0', detail: 'no form to hand in' }]);
  });

  test('a form is not given out for an item that is for the window only', () => {
    const catalogue = county((parts) => parts.set('items.json', [itemRecord('shop', { night: 'windowOnly' })]));
    expect(catalogue.form('shop')).toBeUndefined();
    expect(catalogue.detail('shop', tonight)).not.toHaveProperty('form');
  });
});

test('an item that names a department, category or material which is not there refuses the whole', () => {
  const wrong = [
    { departmentId: 'ghost' },
    { categoryId: 'ghost' },
    { materials: [{ code: 'ghost', originals: 1, copies: 0, required: true }] },
  ];
  for (const more of wrong) {
    const bytes = smallPackage((parts) => parts.set('items.json', [itemRecord('shop'), itemRecord('stall', more)]));
    expect(openPackage(bytes, { trustedKeys, nowMs: tonight.nowMs })).toEqual({
      ok: false,
      error: { kind: 'danglingReference', path: 'items.json#1', names: 'ghost' },
    });
  }
});
