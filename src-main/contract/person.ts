/** Who stands at the terminal, and how much of it is shown. */
import { z } from 'zod';

export const CalendarDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const DocumentKind = z.enum(['residentCard', 'hmtPermit', 'foreignerCard2017', 'foreignerCard2023']);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** What a card says, validated; or what was typed, then without the fields that only a card can prove. */
export const Person = z.strictObject({
  document: DocumentKind,
  /** `typed` is the fallback without a reader: recorded, and of lower trust. */
  trust: z.enum(['card', 'typed']),
  name: z.string().min(1),
  latinName: z.string().optional(),
  number: z.string().min(1),
  sex: z.enum(['male', 'female', 'unknown', 'unspecified']).optional(),
  birth: CalendarDay.optional(),
  /** GB/T 3304 code, two digits. */
  ethnicity: z.string().optional(),
  /** Three-letter country as printed on a foreigner's card. */
  nationality: z.string().optional(),
  address: z.string().optional(),
  issuer: z.string().optional(),
  validFrom: CalendarDay.optional(),
  validUntil: z.union([CalendarDay, z.literal('longTerm')]).optional(),
  /** Travel permit number of a Hong Kong, Macao or Taiwan resident. */
  passNumber: z.string().optional(),
});
export type Person = z.infer<typeof Person>;

/** What the screen may know of the person: the number is masked. */
export const PersonView = z.strictObject({
  document: DocumentKind,
  trust: z.enum(['card', 'typed']),
  name: z.string(),
  maskedNumber: z.string(),
  address: z.string().optional(),
  validUntil: z.union([CalendarDay, z.literal('longTerm')]).optional(),
});
export type PersonView = z.infer<typeof PersonView>;

/** First and last character only: any more of the front tells the district of birth. The one masking rule of screen and paper. */
export function maskNumber(number: string): string {
  const characters = [...number];
  if (characters.length < 4) return '*'.repeat(characters.length);
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`;
}

/** The family name's first character, then one mark a character: for paper that may be left lying about. */
export function maskName(name: string): string {
  const characters = [...name];
  return characters.length < 2 ? name : `${characters[0]}${'*'.repeat(Math.min(characters.length - 1, 3))}`;
}

export function viewOf(person: Person): PersonView {
  return {
    document: person.document,
    trust: person.trust,
    name: person.name,
    maskedNumber: maskNumber(person.number),
    ...(person.address === undefined ? {} : { address: person.address }),
    ...(person.validUntil === undefined ? {} : { validUntil: person.validUntil }),
  };
}
