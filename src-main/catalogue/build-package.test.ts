import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildPackage } from './build-package.ts';
import { signer } from './small-county.fixture.ts';

const sample = fileURLToPath(new URL('./sample', import.meta.url));

describe('building a package from a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
    cpSync(sample, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('gives the same bytes for the same content, however the JSON is laid out', () => {
    const before = buildPackage(folder, signer);
    for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
      const path = join(folder, name);
      writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))).replaceAll(',"', ' ,\r\n"'));
    }
    expect(Buffer.from(buildPackage(folder, signer)).equals(before)).toBe(true);
  });

  test('leaves what is not JSON behind', () => {
    const before = buildPackage(folder, signer);
    writeFileSync(join(folder, 'README.md'), 'for people');
    expect(Buffer.from(buildPackage(folder, signer)).equals(before)).toBe(true);
  });

  test('stops at a file that is not what its name says, or without a manifest', () => {
    writeFileSync(join(folder, 'halls.json'), '[');
    expect(() => buildPackage(folder, signer)).toThrow();
    rmSync(join(folder, 'halls.json'));
    rmSync(join(folder, 'manifest.json'));
    expect(() => buildPackage(folder, signer)).toThrow();
  });
});
