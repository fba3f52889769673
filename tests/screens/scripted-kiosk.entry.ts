/** Puts the scripted kiosk where the preload puts the real one. The scenario stands there before this runs. */
import { type Scenario, scriptKiosk } from './scripted-kiosk.ts';

declare global {
  var scenario: Scenario;
}

Object.assign(globalThis, scriptKiosk(globalThis.scenario));
