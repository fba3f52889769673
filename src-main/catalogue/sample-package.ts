/** The sample catalogue of Zhuxi, of 2020, until the county's own export takes its place. */
import { fileURLToPath } from 'node:url';
import { buildPackage } from './build-package.ts';
import type { Signer } from './signing.ts';

/** The hall of the sample in which a terminal stands. */
export const sampleHallId = 'zhuxi-county-hall';

export function buildSamplePackage(signer: Signer): Uint8Array {
  return buildPackage(fileURLToPath(new URL('./sample', import.meta.url)), signer);
}
