/** Check characters of the numbers that citizens and companies carry. Pure; used on both sides of the wire. */

const citizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const citizenChecks = '10X98765432';

/** The 18th character of a citizen number for its first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
export function citizenCheckCharacter(first17: string): string {
  const sum = citizenWeights.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return citizenChecks.charAt(sum % 11);
}

export type CitizenNumberFault = 'numberShapeWrong' | 'numberCheckWrong' | 'numberBirthWrong';

/**
 * Checks shape, birth date and check character of an 18-character number (resident, Hong Kong, Macao and
 * Taiwan residence permit, foreigner's card of 2023: all use GB 11643's check).
 * @returns the fault, or undefined when the number is sound.
 */
export function citizenNumberFault(number: string): CitizenNumberFault | undefined {
  if (!/^\d{17}[\dX]$/.test(number)) return 'numberShapeWrong';
  if (!isCalendarDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`))
    return 'numberBirthWrong';
  return citizenCheckCharacter(number) === number[17] ? undefined : 'numberCheckWrong';
}

/** True for a real day written YYYY-MM-DD. */
export function isCalendarDate(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

const companyAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const companyWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * Checks a unified social credit code (GB 32100-2015). Some codes in real use fail the check character, so
 * callers warn about `checkWrong` and refuse only `shapeWrong`.
 */
export function companyCodeFault(code: string): 'shapeWrong' | 'checkWrong' | undefined {
  if (code.length !== 18 || [...code].some((c) => !companyAlphabet.includes(c))) return 'shapeWrong';
  const sum = companyWeights.reduce((total, weight, i) => total + weight * companyAlphabet.indexOf(code.charAt(i)), 0);
  return companyAlphabet[(31 - (sum % 31)) % 31] === code[17] ? undefined : 'checkWrong';
}
