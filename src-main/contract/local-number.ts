/**
 * The terminal's own number for what it has kept: `<kiosk>-<yymmdd>-<seq>-<check>`, for example
 * ZX01-261122-0007-K. It is not a case number: only the platform mints those.
 */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** ISO 7064 MOD 37,36 check character over the letters and digits of the text; other characters are passed over. */
export function mod3736(text: string): string {
  let product = 36;
  for (const character of text.toUpperCase()) {
    const value = alphabet.indexOf(character);
    if (value < 0) continue;
    const sum = (product + value) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return alphabet.charAt((37 - product) % 36);
}

/**
 * @param day local calendar day, YYYY-MM-DD
 * @param sequence 1 for the first application of that day on that kiosk
 */
export function localNumber(kiosk: string, day: string, sequence: number): string {
  const body = `${kiosk}-${day.slice(2).replaceAll('-', '')}-${String(sequence).padStart(4, '0')}`;
  return `${body}-${mod3736(body)}`;
}

export function isLocalNumber(text: string): boolean {
  const match = /^([A-Z]{1,4}\d{1,4}-\d{6}-\d{4,6})-([0-9A-Z])$/.exec(text);
  return match !== null && mod3736(match[1] ?? '') === match[2];
}
