/** What all kinds of devices share. */
import type { DeviceStatus } from '../src-main/contract/devices.ts';

/** A device that runs by itself from `start` on: it opens, probes, recovers. It never throws for what the wire does. */
export interface Device {
  readonly status: DeviceStatus;
  onStatus(listener: (status: DeviceStatus) => void): void;
  start(): void;
  stop(): Promise<void>;
}
