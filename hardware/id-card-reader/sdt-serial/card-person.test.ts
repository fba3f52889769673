import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { citizenCheckCharacter } from '../../../src-main/contract/id-number.ts';
import { Person } from '../../../src-main/contract/person.ts';
import { must } from '../../../src-main/contract/result.ts';
import { personOnCard } from './card-person.ts';
import { type CardText, decodeCardText, decodeNewAddress, encodeCardText } from './card-text.ts';
import { syntheticCard, syntheticCardKeys } from './synthetic-cards.ts';
import vectors from './vectors.json' with { type: 'json' };

/** Every synthetic card is valid on this day. */
const today = '2024-06-01';

function changed(key: string, fields: CardText['fields']): Uint8Array {
  const card = must(decodeCardText(syntheticCard(key)), 'a layout of the table');
  return encodeCardText({ document: card.document, fields: { ...card.fields, ...fields } });
}

const onResident = (fields: CardText['fields'], day = today) => personOnCard(changed('resident_10y', fields), day);

describe('the four layouts', () => {
  test('a resident card', () => {
    expect(personOnCard(syntheticCard('resident_10y'), today)).toEqual({
      ok: true,
      value: {
        document: 'residentCard',
        trust: 'card',
        name: '测试甲',
        number: '119999190001010011',
        sex: 'male',
        birth: '1900-01-01',
        ethnicity: '01',
        address: '测试省测试县测试街道1号',
        issuer: '测试县公安局',
        validFrom: '2020-01-01',
        validUntil: '2030-01-01',
      },
    });
  });

  test('a resident card without end, whose number ends in X', () => {
    expect(personOnCard(syntheticCard('resident_longterm_X'), '2999-01-01')).toMatchObject({
      ok: true,
      value: { number: '11999919000101109X', validUntil: 'longTerm', ethnicity: '98', name: '测试乙某某某' },
    });
  });

  test('a residence permit of Hong Kong, Macao and Taiwan: pass number, no ethnicity', () => {
    const read = personOnCard(syntheticCard('hmt_J'), today);
    expect(read).toMatchObject({ ok: true, value: { document: 'hmtPermit', name: '测试丙', passNumber: 'H00000001' } });
    expect(read.ok && 'ethnicity' in read.value).toBe(false);
  });

  test("a foreigner's card of 2017: fifteen characters without a check character", () => {
    expect(personOnCard(syntheticCard('foreigner2017_I'), today)).toEqual({
      ok: true,
      value: {
        document: 'foreignerCard2017',
        trust: 'card',
        name: '测试丁',
        latinName: 'TESTER, ALPHA',
        number: 'XXX110000000001',
        sex: 'female',
        birth: '1900-01-01',
        nationality: 'XXX',
        validFrom: '2017-06-16',
        validUntil: '2027-06-16',
      },
    });
  });

  test("a foreigner's card of 2023: the English name goes over two fields", () => {
    expect(personOnCard(syntheticCard('foreigner2023_Y'), today)).toEqual({
      ok: true,
      value: {
        document: 'foreignerCard2023',
        trust: 'card',
        name: '测试戊',
        latinName: 'TESTER, BRAVO CHARLIE DELTA ECHO FOXTROT GOLF',
        number: '911999190001010013',
        sex: 'male',
        birth: '1900-01-01',
        nationality: '999',
        validFrom: '2023-12-01',
        validUntil: '2033-12-01',
      },
    });
  });

  test('an English name that is cut at a space keeps the space', () => {
    const latinName = 'TESTER, ALPHA BRAVO CHARLIE DELTA';
    const read = personOnCard(changed('foreigner2023_Y', { latinName, latinNameRest: 'ECHO' }), today);
    expect(read).toMatchObject({ ok: true, value: { latinName: `${latinName}  ECHO` } });
  });

  test('a foreigner without a Chinese name goes by the English one', () => {
    for (const key of ['foreigner2017_I', 'foreigner2023_Y']) {
      const read = personOnCard(changed(key, { name: '' }), today);
      expect(read.ok && read.value.name).toMatch(/^TESTER, /);
      expect(read.ok && 'latinName' in read.value).toBe(false);
    }
  });

  test.each(syntheticCardKeys)('what is read of %s keeps the contract, and encodes to the same bytes', (key) => {
    const read = personOnCard(syntheticCard(key), today);
    expect(read.ok && Person.parse(read.value)).toEqual(read.ok && read.value);
    expect(encodeCardText(must(decodeCardText(syntheticCard(key)), 'a known layout'))).toEqual(syntheticCard(key));
  });

  test('any other mark, or another size, is an unknown card', () => {
    expect(personOnCard(syntheticCard('hmt_J').with(248, 0x5a), today)).toEqual({
      ok: false,
      error: 'cardTypeUnknown',
    });
    expect(personOnCard(syntheticCard('hmt_J').with(249, 0x4a), today)).toEqual({
      ok: false,
      error: 'cardTypeUnknown',
    });
    expect(personOnCard(new Uint8Array(255), today)).toEqual({ ok: false, error: 'cardTypeUnknown' });
  });
});

describe('names are kept as they are', () => {
  test.each([
    ['a rare surname outside the basic plane', '𠮷测试'],
    ['a rare surname of extension A', '㙍测试'],
    ['a character of a private use area', '\uE863测试'],
    ['a space within', '测 试'],
    ['fifteen units', '测试测试测试测试测试测试测试测'],
  ])('%s', (_case, name) => {
    expect(onResident({ name })).toMatchObject({ ok: true, value: { name } });
  });

  test('padded with NUL', () => {
    const block = syntheticCard('resident_10y');
    block.fill(0, 6, 30);
    expect(personOnCard(block, today)).toMatchObject({ ok: true, value: { name: '测试甲' } });
  });

  test('a pair that the card cut in half becomes the replacement character', () => {
    const block = changed('resident_10y', { name: '测试测试测试测试测试测试测试' });
    block.set([0x42, 0xd8], 28);
    expect(personOnCard(block, today)).toMatchObject({
      ok: true,
      value: { name: '测试测试测试测试测试测试测试\uFFFD' },
    });
  });
});

describe('a card that is not taken', () => {
  test('wrong check character', () => {
    expect(onResident({ number: '119999190001010012' })).toEqual({ ok: false, error: 'numberCheckWrong' });
  });

  test('another birth than the number says', () => {
    expect(onResident({ birth: '19000102' })).toEqual({ ok: false, error: 'birthDiffers' });
  });

  test('another sex than the number says; a sex that is not stated is no contradiction', () => {
    expect(onResident({ sex: '2' })).toEqual({ ok: false, error: 'sexDiffers' });
    expect(onResident({ sex: '0' })).toMatchObject({ ok: true, value: { sex: 'unknown' } });
    expect(onResident({ sex: '9' })).toMatchObject({ ok: true, value: { sex: 'unspecified' } });
  });

  test('a day before, on and after its validity', () => {
    expect(onResident({}, '2019-12-31')).toEqual({ ok: false, error: 'cardNotYetValid' });
    expect(onResident({}, '2020-01-01').ok).toBe(true);
    expect(onResident({}, '2030-01-01').ok).toBe(true);
    expect(onResident({}, '2030-01-02')).toEqual({ ok: false, error: 'cardExpired' });
  });

  test.each<[string, CardText['fields']]>([
    ['no name', { name: '' }],
    ['a line break in the name', { name: '测\n试' }],
    ['a sex that is none', { sex: '3' }],
    ['a birth that is no day', { birth: '19000230' }],
    ['a number that is too short', { number: '11999919000101001' }],
    ['letters in the number', { number: '11999919000101OO11' }],
    ['an ethnicity that is no code', { ethnicity: 'AB' }],
    ['no beginning', { validFrom: '' }],
    ['an end that is no day', { validUntil: '20301301' }],
  ])('%s', (_case, fields) => {
    expect(onResident(fields)).toEqual({ ok: false, error: 'cardDataWrong' });
  });

  test('a number that is impossible only in its birth contradicts the birth field', () => {
    const impossible = '11999919001301001';
    const number = `${impossible}${citizenCheckCharacter(impossible)}`;
    expect(onResident({ number })).toEqual({ ok: false, error: 'birthDiffers' });
  });

  test('nothing but spaces', () => {
    expect(personOnCard(encodeCardText({ document: 'residentCard', fields: {} }), today)).toEqual({
      ok: false,
      error: 'cardDataWrong',
    });
  });

  test('any bytes at all are judged without an exception', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 256, maxLength: 256 }),
        fc.constantFrom(' ', 'J', 'I', 'Y'),
        (noise, flag) => {
          noise.set(Buffer.from(flag, 'utf16le'), 248);
          expect(personOnCard(noise, today).ok).toBe(false);
        },
      ),
    );
  });
});

describe('around the block', () => {
  test('the newest address', () => {
    const block = new Uint8Array(Buffer.from(vectors.newAddressOk, 'hex')).slice(10, -1);
    expect(decodeNewAddress(block)).toBe('新测试省新测试县9号');
  });

  test('the encoder refuses what a card cannot hold', () => {
    expect(() => changed('resident_10y', { name: '测'.repeat(16) })).toThrow(RangeError);
    expect(() => changed('resident_10y', { passNumber: 'H00000001' })).toThrow(RangeError);
  });

  test('a synthetic card that does not exist is named', () => {
    expect(() => syntheticCard('nobody')).toThrow('resident_10y');
  });
});
