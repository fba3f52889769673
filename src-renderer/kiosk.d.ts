import type { KioskBridge } from '../src-main/contract/kiosk-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload, and by nothing else. */
    readonly kiosk: KioskBridge;
  }
}
