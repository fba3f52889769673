/** The status that the outside sees: it gets better at once, and worse only when the trouble lasts. */
import type { Clock } from '../../../src-main/contract/clock.ts';
import type { DeviceStatus } from '../../../src-main/contract/devices.ts';

export interface SteadyStatus {
  readonly shown: DeviceStatus;
  set(status: DeviceStatus): void;
  /** Nothing is shown from here on. */
  stop(): void;
}

/**
 * @param blipMs a device that was online is shown as anything else only after so long
 * @param changed called with each status that is shown anew
 */
export function steadyStatus(
  first: DeviceStatus,
  { clock, blipMs, changed }: { clock: Clock; blipMs: number; changed: (status: DeviceStatus) => void },
): SteadyStatus {
  let shown = first;
  let latest = first;
  let trouble: AbortController | undefined;

  const show = () => {
    trouble?.abort();
    trouble = undefined;
    if (same(shown, latest)) return;
    shown = latest;
    changed(shown);
  };
  const showIfItLasts = async ({ signal }: AbortController) => {
    await clock.sleep(blipMs, signal);
    if (!signal.aborted) show();
  };
  return {
    get shown() {
      return shown;
    },
    set(status) {
      latest = status;
      if (latest.device === 'online' || shown.device !== 'online') return show();
      if (trouble !== undefined) return;
      trouble = new AbortController();
      void showIfItLasts(trouble);
    },
    stop() {
      trouble?.abort();
    },
  };
}

function same(a: DeviceStatus, b: DeviceStatus): boolean {
  return a.device === b.device && a.media === b.media && a.fault === b.fault && a.action === b.action;
}
