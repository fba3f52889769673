/** The terminal's devices, as its profile names them. A kind that is not there is `noDevice`, and every service goes on without it. */

import type { IdCardReader } from '../../hardware/id-card-reader/id-card-reader.ts';
import { type AnyDevice, type DeviceConfig, openDevice } from '../../hardware/index.ts';
import type { ReceiptPrinter } from '../../hardware/receipt-printer/receipt-printer.ts';
import type { Clock } from '../contract/clock.ts';
import { DeviceKind, type DeviceStatus } from '../contract/devices.ts';
import type { Log } from './log.ts';

export interface Devices {
  readonly reader?: IdCardReader;
  readonly printer?: ReceiptPrinter;
  statuses(): DeviceStatus[];
  close(): Promise<void>;
}

interface Environment {
  readonly clock: Clock;
  readonly log: Log;
  today(): string;
  changed(): void;
}

/** Opens and starts the devices; the first of a kind serves. */
export function openDevices(configs: readonly DeviceConfig[], environment: Environment): Devices {
  const opened = configs.map((config) => openDevice(config, environment));
  for (const { device } of opened) {
    device.onStatus(({ kind, model, device: state, fault }) => {
      environment.log({ event: 'deviceStatus', kind, model, device: state, fault: fault ?? '' });
      environment.changed();
    });
    device.start();
  }
  const reader = opened.find(
    (one): one is AnyDevice & { kind: 'id-card-reader' } => one.kind === 'id-card-reader',
  )?.device;
  const printer = opened.find(
    (one): one is AnyDevice & { kind: 'receipt-printer' } => one.kind === 'receipt-printer',
  )?.device;
  return {
    ...(reader === undefined ? {} : { reader }),
    ...(printer === undefined ? {} : { printer }),
    statuses: () =>
      DeviceKind.options.map((kind) => opened.find((one) => one.kind === kind)?.device.status ?? absent(kind)),
    close: async () => {
      await Promise.all(opened.map(({ device }) => device.stop()));
    },
  };
}

function absent(kind: DeviceKind): DeviceStatus {
  return { kind, model: '', device: 'noDevice', media: 'unknown', paper: 'unknown' };
}
