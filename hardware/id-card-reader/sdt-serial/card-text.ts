/**
 * The 256-byte text block of a card: UTF-16LE, padded with U+0020. Four layouts, told apart by the unit at byte 248.
 * Pure: bytes to the card's own fields and back; what they mean is judged in card-person.ts. Sources: README.md.
 */
import { DocumentKind } from '../../../src-main/contract/person.ts';

const blockBytes = 256;

type FieldName =
  | 'name'
  | 'latinName'
  | 'latinNameRest'
  | 'sex'
  | 'ethnicity'
  | 'birth'
  | 'address'
  | 'number'
  | 'issuer'
  | 'validFrom'
  | 'validUntil'
  | 'passNumber'
  | 'issueCount'
  | 'nationality'
  | 'edition'
  | 'authority'
  | 'formerNumber';

type Place = readonly [fromByte: number, bytes: number];

interface Layout {
  /** The unit at byte 248. */
  readonly flag: string;
  readonly fields: Readonly<Partial<Record<FieldName, Place>>>;
}

const flagPlace: Place = [248, 2];
const dates = { validFrom: [188, 16], validUntil: [204, 16] } as const;
const citizen = { name: [0, 30], sex: [30, 2], birth: [36, 16], number: [122, 36], ...dates } as const;

const layouts: Readonly<Record<DocumentKind, Layout>> = {
  residentCard: {
    flag: ' ',
    fields: { ...citizen, ethnicity: [32, 4], address: [52, 70], issuer: [158, 30] },
  },
  /** 港澳台居民居住证 */
  hmtPermit: {
    flag: 'J',
    fields: { ...citizen, address: [52, 70], issuer: [158, 30], passNumber: [220, 18], issueCount: [238, 4] },
  },
  /** 外国人永久居留身份证, 2017 edition */
  foreignerCard2017: {
    flag: 'I',
    fields: {
      latinName: [0, 120],
      sex: [120, 2],
      number: [122, 30],
      nationality: [152, 6],
      name: [158, 30],
      ...dates,
      birth: [220, 16],
      edition: [236, 4],
      authority: [240, 8],
    },
  },
  /** 外国人永久居留身份证, 2023 edition, in issue since 2023-12-01 */
  foreignerCard2023: {
    flag: 'Y',
    fields: {
      ...citizen,
      issueCount: [32, 4],
      latinName: [52, 70],
      latinNameRest: [220, 22],
      nationality: [242, 6],
      formerNumber: [250, 6],
    },
  },
};

/** A card's fields as they stand on it, without the padding. A field that its layout does not have is left out. */
export interface CardText {
  readonly document: DocumentKind;
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
}

/** @returns undefined when the block is not 256 bytes or its layout is not in the table */
export function decodeCardText(block: Uint8Array): CardText | undefined {
  if (block.length !== blockBytes) return undefined;
  const flag = textAt(block, flagPlace);
  const document = DocumentKind.options.find((kind) => layouts[kind].flag === flag);
  if (document === undefined) return undefined;
  const places = Object.entries(layouts[document].fields);
  const fields = Object.fromEntries(places.map(([name, place]) => [name, unpadded(textAt(block, place))]));
  return { document, fields };
}

/**
 * For simulators and tests.
 * @throws RangeError for a field that its layout does not have, or that is too long for it
 */
export function encodeCardText({ document, fields }: CardText): Uint8Array {
  const { flag, fields: places } = layouts[document];
  const block = new Uint8Array(blockBytes);
  putText(block, [0, blockBytes], '');
  for (const [name, text] of Object.entries(fields)) {
    const place = Object.entries(places).find(([known]) => known === name)?.[1];
    if (place === undefined || text.length * 2 > place[1]) throw new RangeError(`${document} has no room for ${name}`);
    putText(block, place, text);
  }
  putText(block, flagPlace, flag);
  return block;
}

/** @param block the 70 bytes of an answer to `readNewAddress` (追加住址) */
export function decodeNewAddress(block: Uint8Array): string {
  return unpadded(textAt(block, [0, block.length]));
}

/** How many UTF-16 units the first of the two fields of a long English name takes. */
export const latinNameUnits2023 = 35;

function textAt(block: Uint8Array, [from, bytes]: Place): string {
  return Buffer.from(block.buffer, block.byteOffset + from, bytes).toString('utf16le');
}

function putText(block: Uint8Array, [from, bytes]: Place, text: string): void {
  block.set(Buffer.from(text.padEnd(bytes / 2), 'utf16le'), from);
}

/** Some cards are padded with NUL. A pair of units that was cut in half at the end of a field becomes U+FFFD. */
function unpadded(text: string): string {
  return text.replaceAll('\0', ' ').trim().toWellFormed();
}
