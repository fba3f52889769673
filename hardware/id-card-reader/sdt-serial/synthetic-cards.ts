/** The impossible people that simulators, tests and demonstrations use: born in 1900, in a region that is not assigned. */
import { must } from '../../../src-main/contract/result.ts';
import vectors from './vectors.json' with { type: 'json' };

const blocks: ReadonlyMap<string, Uint8Array> = new Map(
  Object.entries(vectors.cards).map(([key, { text256 }]) => [key, new Uint8Array(Buffer.from(text256, 'hex'))]),
);

export const syntheticCardKeys: readonly string[] = [...blocks.keys()];

/**
 * @param key for example `resident_10y`
 * @returns the card's 256-byte text block
 * @throws Error for a key that is not in `syntheticCardKeys`
 */
export function syntheticCard(key: string): Uint8Array {
  return must(blocks.get(key), `no synthetic card ${key}; there are ${syntheticCardKeys.join(', ')}`).slice();
}
