/** What the driver says to the outside: its status to whoever listens, card events to whoever armed it. */
import type { Clock } from '../../../src-main/contract/clock.ts';
import type { DeviceStatus } from '../../../src-main/contract/devices.ts';
import type { CardEvent } from '../id-card-reader.ts';
import { personOnCard } from './card-person.ts';
import type { Told } from './machine.ts';
import { steadyStatus } from './steady-status.ts';

/** One call of `arm`. */
export interface Arming {
  readonly listener: (event: CardEvent) => void;
  toldAway: boolean;
}

export interface Announcements {
  readonly status: DeviceStatus;
  readonly arming: Arming | undefined;
  onStatus(listener: (status: DeviceStatus) => void): void;
  arm(listener: (event: CardEvent) => void): void;
  disarm(): void;
  tell(told: Told): void;
  show(status: DeviceStatus): void;
  /** Nobody is told anything from here on. */
  stop(): void;
}

export function announcements(
  first: DeviceStatus,
  { clock, today, blipMs }: { clock: Clock; today: () => string; blipMs: number },
): Announcements {
  const listeners: ((status: DeviceStatus) => void)[] = [];
  let arming: Arming | undefined;
  const changed = (status: DeviceStatus) => {
    tellPresence();
    for (const listener of listeners) listener(status);
  };
  const steady = steadyStatus(first, { clock, blipMs, changed });

  function tellPresence(): void {
    const { device } = steady.shown;
    if (arming === undefined || device === 'starting') return;
    const away = device !== 'online';
    if (away === arming.toldAway) return;
    arming.toldAway = away;
    arming.listener({ kind: away ? 'readerAway' : 'ready' });
  }

  return {
    get status() {
      return steady.shown;
    },
    get arming() {
      return arming;
    },
    onStatus: (listener) => {
      listeners.push(listener);
    },
    arm(listener) {
      arming = { listener, toldAway: false };
      // Not before `arm` has returned: its caller is still setting itself up.
      queueMicrotask(tellPresence);
    },
    disarm() {
      arming = undefined;
    },
    tell(told) {
      if (told.kind !== 'text') return arming?.listener(told);
      const person = personOnCard(told.block, today());
      arming?.listener(person.ok ? { kind: 'person', person: person.value } : { kind: 'refused', fault: person.error });
    },
    show: steady.set,
    stop() {
      arming = undefined;
      listeners.length = 0;
      steady.stop();
    },
  };
}
