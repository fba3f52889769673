/**
 * From a card's text to the person it was issued to, or the reason why it is not taken. Pure. The number's check
 * character is GB 11643's; the fields are compared with what the number says, and the validity with a given day.
 */
import type { CardFault } from '../../../src-main/contract/devices.ts';
import { citizenNumberFault, isCalendarDate } from '../../../src-main/contract/id-number.ts';
import type { DocumentKind, Person } from '../../../src-main/contract/person.ts';
import { err, ok, type Result } from '../../../src-main/contract/result.ts';
import { type CardText, decodeCardText, latinNameUnits2023 } from './card-text.ts';

const sexes: Readonly<Record<string, NonNullable<Person['sex']>>> = {
  // GB/T 2261.1
  '0': 'unknown',
  '1': 'male',
  '2': 'female',
  '9': 'unspecified',
};

/**
 * @param block the 256-byte text block
 * @param today local calendar day YYYY-MM-DD; the card is valid on its last day too
 */
export function personOnCard(block: Uint8Array, today: string): Result<Person, CardFault> {
  const card = decodeCardText(block);
  if (card === undefined) return err('cardTypeUnknown');
  const person = personOf(card);
  if (person === undefined) return err('cardDataWrong');
  const fault = numberFault(person) ?? validityFault(person, today);
  return fault === undefined ? ok(person) : err(fault);
}

/** With what every card has, each field checked by itself. */
interface CardPerson extends Person {
  sex: NonNullable<Person['sex']>;
  birth: string;
  validFrom: string;
  validUntil: string;
}

/** @returns undefined when a field is not what its layout allows */
function personOf({ document, fields }: CardText): CardPerson | undefined {
  const names = namesOf(fields);
  const sex = sexes[fields.sex ?? ''];
  const birth = dayOf(fields.birth);
  const validFrom = dayOf(fields.validFrom);
  const validUntil = fields.validUntil === '长期' ? 'longTerm' : dayOf(fields.validUntil);
  const { number = '', ethnicity, nationality, address, issuer, passNumber } = fields;
  if (names === undefined || sex === undefined || birth === undefined) return undefined;
  if (validFrom === undefined || validUntil === undefined) return undefined;
  if (!numberShape(document).test(number)) return undefined;
  if (ethnicity && !/^\d\d$/.test(ethnicity)) return undefined;
  if (Object.values(fields).some(hasControlCharacter)) return undefined;
  return {
    document,
    trust: 'card',
    ...names,
    number,
    sex,
    birth,
    validFrom,
    validUntil,
    ...(ethnicity ? { ethnicity } : {}),
    ...(nationality ? { nationality } : {}),
    ...(address ? { address } : {}),
    ...(issuer ? { issuer } : {}),
    ...(passNumber ? { passNumber } : {}),
  };
}

/**
 * A foreigner with a Chinese name goes by it and the English name stands beside; without one the English name is the
 * name. Characters of the private use areas are kept: some rare names are stored so.
 */
function namesOf(fields: CardText['fields']): Pick<Person, 'name' | 'latinName'> | undefined {
  const { name = '', latinName = '', latinNameRest = '' } = fields;
  // The padding of the first field is part of the name when the second goes on: it may be cut at a space.
  const latin = `${latinName.padEnd(latinNameUnits2023)}${latinNameRest}`.trim();
  if (name === '') return latin === '' ? undefined : { name: latin };
  return latin === '' ? { name } : { name, latinName: latin };
}

/** The card of 2017 has three letters of the country and twelve digits, without a check character. */
function numberShape(document: DocumentKind): RegExp {
  return document === 'foreignerCard2017' ? /^[A-Z]{3}\d{12}$/ : /^\d{17}[\dX]$/;
}

function numberFault({ document, number, birth, sex }: CardPerson): CardFault | undefined {
  // Its number holds the birth in two digits a year, and nothing about the sex.
  if (document === 'foreignerCard2017') return undefined;
  if (citizenNumberFault(number) === 'numberCheckWrong') return 'numberCheckWrong';
  if (number.slice(6, 14) !== birth.replaceAll('-', '')) return 'birthDiffers';
  const sexOfNumber = Number(number[16]) % 2 === 1 ? 'male' : 'female';
  return (sex === 'male' || sex === 'female') && sex !== sexOfNumber ? 'sexDiffers' : undefined;
}

function validityFault({ validFrom, validUntil }: CardPerson, today: string): CardFault | undefined {
  if (today < validFrom) return 'cardNotYetValid';
  return validUntil !== 'longTerm' && validUntil < today ? 'cardExpired' : undefined;
}

/** YYYYMMDD of a real day to YYYY-MM-DD. */
function dayOf(digits: string | undefined): string | undefined {
  const day = digits?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') ?? '';
  return isCalendarDate(day) ? day : undefined;
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
