/**
 * A terminal's surroundings without hardware or county network: simulators on real ptys, the sandbox platform,
 * and a sample catalogue signed with a key made for the occasion. `npm start`, the demo and the flow tests use it.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SdtSerialSimulator, sdtSerialSimulator } from '../../hardware/id-card-reader/sdt-serial/simulator.ts';
import { type EscposSimulator, escposSimulator } from '../../hardware/receipt-printer/escpos-raster/simulator.ts';
import { openPtyPair, type PtyPair } from '../../hardware/transport/pty-pair.ts';
import { serialTransport } from '../../hardware/transport/serial.ts';
import { buildSamplePackage, sampleHallId } from '../catalogue/sample-package.ts';
import { ed25519Signer } from '../catalogue/signing.ts';
import type { DeviceKind } from '../contract/devices.ts';
import { type Sandbox, startSandbox } from '../platform/sandbox/sandbox.ts';

export interface DockOptions {
  /** Holds the database, the configuration and the sandbox's data. Stays after `close`. */
  readonly folder: string;
  /** Merged over the `times` of the configuration: tests shorten what a citizen would wait for. */
  readonly times?: Readonly<Record<string, number>>;
  readonly window?: { readonly kiosk?: boolean; readonly width: number; readonly height: number };
  /** How the shell starts the core; without it the shell waits for one. */
  readonly startCore?: { readonly command: string; readonly args: readonly string[] };
  /** Kinds that this terminal does not have. */
  readonly without?: readonly DeviceKind[];
  /** Ports of the sandbox; 0 or absent takes free ones. */
  readonly sandboxControlPort?: number;
}

/** A simulator on its pty, which can be pulled out and plugged in again. */
export interface Docked<S> {
  readonly simulator: S;
  readonly path: string;
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

export interface Dock {
  readonly folder: string;
  readonly configPath: string;
  readonly settingsPath: string;
  readonly socketPath: string;
  readonly catalogueSigner: ReturnType<typeof ed25519Signer>;
  readonly reader: Docked<SdtSerialSimulator>;
  readonly printer: Docked<EscposSimulator>;
  readonly sandbox: Sandbox;
  /** Changes the catalogue package that the core finds at its next start. */
  replacePackage(change: (bytes: Uint8Array) => Uint8Array): void;
  close(): Promise<void>;
}

const enrolmentCode = 'sandbox-first-terminal';

export async function startDock(options: DockOptions): Promise<Dock> {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  const sandbox = await startSandbox({
    databasePath: join(folder, 'sandbox.db'),
    port: 0,
    ...(options.sandboxControlPort === undefined ? {} : { controlPort: options.sandboxControlPort }),
  });
  sandbox.addEnrolmentCode(enrolmentCode);
  const [readerCable, printerCable] = await Promise.all([openPtyPair(), openPtyPair()]);
  const readerSimulator = sdtSerialSimulator();
  const printerSimulator = escposSimulator();
  const reader = docked(readerSimulator, readerCable);
  const printer = docked(printerSimulator, printerCable);
  await Promise.all([reader.attach(), printer.attach()]);

  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const signer = ed25519Signer('dock', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const packagePath = join(folder, 'catalogue.zip');
  writeFileSync(packagePath, buildSamplePackage(signer));
  const socketPath = join(folder, 'core.sock');
  const configPath = join(folder, 'terminal.json');
  writeJson(configPath, {
    kiosk: 'ZX01',
    hallId: sampleHallId,
    dataFolder: join(folder, 'core'),
    socketPath,
    devices: [
      { kind: 'id-card-reader', model: 'sdt-serial', transport: { type: 'serial', path: reader.path } },
      { kind: 'receipt-printer', model: 'escpos-raster', transport: { type: 'serial', path: printer.path } },
    ].filter(({ kind }) => options.without?.every((absent) => absent !== kind) ?? true),
    platform: { url: sandbox.url, sealingKey: sandbox.sealingPublicJwk, enrolmentCode },
    catalogueKeys: [{ keyId: 'dock', publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() }],
    cataloguePackage: packagePath,
    diskReserveMiB: 0,
    times: options.times ?? {},
  });
  const settingsPath = join(folder, 'shell.json');
  writeJson(settingsPath, {
    socketPath,
    ...(options.startCore === undefined ? {} : { startCore: options.startCore }),
    window: { kiosk: false, ...options.window },
  });
  return {
    folder,
    configPath,
    settingsPath,
    socketPath,
    catalogueSigner: signer,
    reader,
    printer,
    sandbox,
    replacePackage(change) {
      writeFileSync(packagePath, change(readFileSync(packagePath)));
    },
    async close() {
      await Promise.all([reader.detach(), printer.detach(), sandbox.close()]);
      await Promise.all([readerCable.close(), printerCable.close()]);
    },
  };
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
}

interface Attachable {
  attach(link: import('../../hardware/transport/transport.ts').Link): void;
}

interface DockedCable<S> extends Docked<S> {
  attach(): Promise<void>;
  detach(): Promise<void>;
}

function docked<S extends Attachable>(simulator: S, cable: PtyPair): DockedCable<S> {
  let detach: (() => Promise<void>) | undefined;
  const plug = async () => {
    const opened = await serialTransport({ path: cable.b, baudRate: 115_200 }).open(5_000);
    if (!opened.ok) throw new Error(`the simulator's end of the cable does not open: ${opened.error}`);
    simulator.attach(opened.value);
    detach = () => opened.value.close();
  };
  return {
    simulator,
    path: cable.a,
    attach: plug,
    detach: async () => detach?.(),
    unplug: () => cable.unplug(),
    async replug() {
      await cable.replug();
      await plug();
    },
  };
}
