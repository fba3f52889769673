/** The card of the demo: a synthetic one by its key, or a file with the 256-byte text block of any card. */
import { existsSync, readFileSync } from 'node:fs';
import { decodeCardText, encodeCardText } from '../../hardware/id-card-reader/sdt-serial/card-text.ts';
import { syntheticCard, syntheticCardKeys } from '../../hardware/id-card-reader/sdt-serial/synthetic-cards.ts';
import { SetupProblem, say } from '../setup-problem.ts';

/**
 * A synthetic card whose validity has run out is presented as its owner's renewed card, and that is said: the
 * demo of a kind of card must not end on the day on which its sample expires. A file is presented as it is.
 */
export function cardOf(keyOrFile: string): Uint8Array {
  if (syntheticCardKeys.includes(keyOrFile)) {
    const block = syntheticCard(keyOrFile);
    const renewed = renewedOn(block, new Date().toISOString().slice(0, 10));
    if (renewed === undefined) return block;
    say(`The synthetic card ${keyOrFile} has expired; the demo presents it as renewed today.`);
    return renewed;
  }
  if (!existsSync(keyOrFile)) {
    throw new SetupProblem(`demo: no card ${keyOrFile}: neither a file nor one of ${syntheticCardKeys.join(', ')}`);
  }
  const block = readFileSync(keyOrFile);
  if (block.length !== 256)
    throw new SetupProblem(`demo: ${keyOrFile} has ${block.length} bytes; a card's text block has 256`);
  return block;
}

/** @returns the same card issued on that day for five years, or undefined when it is still valid. */
function renewedOn(block: Uint8Array, today: string): Uint8Array | undefined {
  const card = decodeCardText(block);
  const day = today.replaceAll('-', '');
  const { validUntil } = card?.fields ?? {};
  if (card === undefined || validUntil === undefined || !/^\d{8}$/.test(validUntil) || validUntil >= day)
    return undefined;
  const until = `${Number(day.slice(0, 4)) + 5}${day.slice(4)}`.replace(/0229$/, '0228');
  return encodeCardText({ document: card.document, fields: { ...card.fields, validFrom: day, validUntil: until } });
}
