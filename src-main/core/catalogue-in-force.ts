/** The catalogue that this terminal shows: verified when it is taken in, and again each time it comes back from disk. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Catalogue, openPackage, type PackageFault } from '../catalogue/open-package.ts';
import type { Clock } from '../contract/clock.ts';
import { err, ok, type Result } from '../contract/result.ts';
import type { TerminalConfig } from './config.ts';
import type { Log } from './log.ts';
import { cataloguePackages, installPackage } from './store/catalogue-packages.ts';
import type { Store } from './store/store.ts';
import type { TerminalTime } from './time.ts';

export interface CatalogueInForce {
  inForce(): Catalogue | undefined;
  /** Puts a package in force whole, or leaves everything as it is and says why. */
  take(bytes: Uint8Array): Result<string, PackageFault>;
}

interface Parts {
  readonly config: TerminalConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

export function catalogueInForce({ config, store, clock, log }: Parts, time: () => TerminalTime): CatalogueInForce {
  const trustedKeys = new Map<string, KeyObject>(
    config.catalogueKeys.map(({ keyId, publicKeyPem }) => [keyId, createPublicKey(publicKeyPem)]),
  );
  /** Digest of the bytes that are in force: the same file at the next start need not be opened a second time. */
  let digest: string | undefined;
  let current = newestSound();

  function newestSound(): Catalogue | undefined {
    for (const { version, bytes } of cataloguePackages(store)) {
      const opened = openPackage(bytes, { trustedKeys, nowMs: clock.nowMs(), inForce: true });
      log({ event: 'catalogue', version, outcome: opened.ok ? 'opened' : opened.error.kind });
      if (!opened.ok) continue;
      digest = digestOf(bytes);
      return opened.value;
    }
    return undefined;
  }

  function take(bytes: Uint8Array): Result<string, PackageFault> {
    const installedVersion = current?.version;
    if (installedVersion !== undefined && digestOf(bytes) === digest) return ok(installedVersion);
    const opened = openPackage(bytes, {
      trustedKeys,
      nowMs: clock.nowMs(),
      ...(installedVersion === undefined ? {} : { installedVersion }),
    });
    log({
      event: 'catalogue',
      version: opened.ok ? opened.value.version : '',
      outcome: opened.ok ? 'taken' : opened.error.kind,
    });
    if (!opened.ok) return err(opened.error);
    const { version } = opened.value;
    if (version === installedVersion) return ok(version);
    const { at, clockTrusted } = time().stamp();
    const entry = { at, clockTrusted, event: 'catalogueImported' as const, detail: { version } };
    installPackage(store, { version, bytes, at }, entry);
    current = opened.value;
    digest = digestOf(bytes);
    return ok(version);
  }

  return { inForce: () => current, take };
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Takes in the configured package file, when there is one. */
export function takeConfiguredPackage(
  catalogue: CatalogueInForce,
  path: string | undefined,
): Result<string | undefined, PackageFault> {
  return path === undefined ? ok(undefined) : catalogue.take(readFileSync(path));
}
