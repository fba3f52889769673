import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertNever } from '../../../src-main/contract/result.ts';
import {
  COMPOSITION_MAX,
  type Key,
  type KeyboardState,
  type Output,
  opened,
  type Panel,
  press,
  settled,
  shown,
} from './composition.ts';
import { candidates } from './pinyin.ts';

type Field = { state: KeyboardState; text: string; done: number };

const letters = (word: string): Key[] => [...word].map((letter) => ({ kind: 'letter', letter }));
const key = (kind: 'separator' | 'space' | 'backspace' | 'clear' | 'done' | 'shift'): Key => ({ kind });
const turn = (panel: Panel): Key => ({ kind: 'panel', panel });

function told(field: Field, output: Output): Field {
  switch (output.kind) {
    case 'text':
      return { ...field, text: field.text + output.text };
    case 'backspace':
      return { ...field, text: [...field.text].slice(0, -1).join('') };
    case 'clear':
      return { ...field, text: '' };
    case 'done':
      return { ...field, done: field.done + 1 };
    default:
      return assertNever(output);
  }
}

/** A field and its keyboard after some taps. */
function tap(field: Field, ...keys: Key[]): Field {
  let now = field;
  for (const key of keys) {
    const { state, output } = press(now.state, key);
    now = { ...output.reduce(told, now), state };
  }
  return now;
}

const empty: Field = { state: opened('pinyin'), text: '', done: 0 };
const likeliest = ({ state }: Field) => candidates(state.composition, 1)[0];

describe('typing pinyin', () => {
  test('letters compose and the field gets nothing until something is chosen', () => {
    const typed = tap(empty, ...letters('caiguan'));
    expect(typed.text).toBe('');
    expect(shown(typed.state.composition, likeliest(typed))).toBe("cai'guan");
    const [candidate] = candidates('caiguan', 1);
    if (candidate === undefined) throw new Error('caiguan means nothing');
    const chosen = tap(typed, { kind: 'candidate', candidate });
    expect(chosen).toMatchObject({ text: '菜馆', state: { composition: '' } });
  });

  test('a candidate for a part leaves the rest to be chosen', () => {
    const candidate = candidates('zhuxirenjia', 20).find(({ text }) => text === '竹溪');
    if (candidate === undefined) throw new Error('竹溪 is not offered');
    const chosen = tap(empty, ...letters('zhuxirenjia'), { kind: 'candidate', candidate });
    expect(chosen).toMatchObject({ text: '竹溪', state: { composition: 'renjia' } });
  });

  test('the space takes the first candidate, and is a space when nothing is composed', () => {
    expect(tap(empty, ...letters('zhuxi'), key('space'), key('space')).text).toBe('竹溪 ');
  });

  test('backspace takes letters of the composition first, then characters of the field', () => {
    const field = tap({ ...empty, text: '竹溪' }, ...letters('re'), key('backspace'));
    expect(field).toMatchObject({ text: '竹溪', state: { composition: 'r' } });
    expect(tap(field, key('backspace'), key('backspace'))).toMatchObject({ text: '竹', state: { composition: '' } });
  });

  test('syllables can be parted, but not twice and not before the first', () => {
    const field = tap(empty, key('separator'), ...letters('xi'), key('separator'), key('separator'), ...letters('an'));
    expect(field.state.composition).toBe("xi'an");
    expect(tap(field, key('space')).text).toBe('西安');
  });

  test('an apostrophe just typed is seen', () => {
    const field = tap(empty, ...letters('xi'), key('separator'));
    expect(shown(field.state.composition, likeliest(field))).toBe("xi'");
  });

  test('clear empties both the composition and the field', () => {
    expect(tap({ ...empty, text: '竹溪' }, ...letters('ren'), key('clear'))).toMatchObject({
      text: '',
      state: { composition: '' },
    });
  });

  test('a composition ends somewhere, whoever leans on a key', () => {
    expect(tap(empty, ...letters('a'.repeat(500))).state.composition).toHaveLength(COMPOSITION_MAX);
  });

  test('the open list of candidates closes with the next letter', () => {
    const open = tap(empty, ...letters('yi'), { kind: 'page', page: 2 });
    expect(open.state.page).toBe(2);
    expect(tap(open, key('backspace')).state.page).toBeUndefined();
  });
});

describe('leaving what was composed', () => {
  test('done gives the field what was composed before it says done', () => {
    expect(tap(empty, ...letters('zhuxirenjia'), key('done'))).toMatchObject({
      text: '竹溪人家',
      done: 1,
      state: { composition: '' },
    });
    expect(press({ ...empty.state, composition: 'zhuxi' }, key('done')).output.map(({ kind }) => kind)).toEqual([
      'text',
      'done',
    ]);
  });

  test('before digits it becomes what it most likely means, before Latin it stays letters', () => {
    expect(tap(empty, ...letters('zhuxi'), turn('symbols'), { kind: 'text', text: '2' }).text).toBe('竹溪2');
    expect(tap(empty, ...letters('kfc'), turn('latin')).text).toBe('kfc');
  });

  test('letters that cannot be read stay as they were typed', () => {
    expect(settled('uu')).toBe('uu');
    expect(tap(empty, ...letters('uu'), key('space')).text).toBe('uu');
    expect(tap(empty, ...letters('zhuxiv'), key('done')).text).toBe('竹溪v');
  });

  test('whatever was typed, done leaves nothing behind', () => {
    const compositions = fc.string({ unit: fc.constantFrom(..."abcdeghijnosuvxz'"), maxLength: 30 });
    fc.assert(
      fc.property(compositions, (composition) => {
        const after = tap({ ...empty, state: { ...empty.state, composition } }, key('done'));
        expect(after.state.composition).toBe('');
        expect(after.text === '').toBe(composition === '');
      }),
    );
  });
});

describe('typing Latin', () => {
  test('letters go to the field at once, and shift holds for one', () => {
    const field = tap({ ...empty, state: opened('latin') }, key('shift'), ...letters('ab'));
    expect(field).toMatchObject({ text: 'Ab', state: { composition: '', shifted: false } });
  });

  test('shift can be taken back', () => {
    const field = tap({ ...empty, state: opened('latin') }, key('shift'), key('shift'), ...letters('a'));
    expect(field.text).toBe('a');
  });
});
