/** What every screen may know besides its own place, and how it tells what the citizen does. Never the visit. */
import { createContext, useContext } from 'react';
import type { CallName, Language, Overview, TerminalView } from '../../src-main/contract/calls.ts';
import { must } from '../../src-main/contract/result.ts';
import type { Localized } from '../../src-main/contract/service-item.ts';
import type { Tap } from '../flow/input.ts';

export interface ScreenShare {
  readonly tap: (tap: Tap) => void;
  readonly language: Language;
  readonly terminal: TerminalView | undefined;
  readonly overview: Overview | 'missing' | undefined;
  readonly link: 'up' | 'down';
  readonly inVisit: boolean;
  readonly isAsking: (name: CallName) => boolean;
}

const Share = createContext<ScreenShare | undefined>(undefined);
export const ScreenShareProvider = Share.Provider;

export function useScreen(): ScreenShare {
  return must(useContext(Share), 'every screen stands inside the provider');
}

/** A text of the catalogue in the citizen's language, in Chinese where there is no other. */
export function useLocal(): (text: Localized) => string {
  const { language } = useScreen();
  // In this font the curly apostrophe is as wide as a Han character, which tears an English word apart.
  return (text) => (language === 'en' ? (text.en ?? text.zh).replaceAll('’', "'") : text.zh);
}

/** The number to call when nobody is there. 12345 is the national government hotline. */
export function useHotline(): string {
  return useScreen().terminal?.hotline ?? '12345';
}
