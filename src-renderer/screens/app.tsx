/** The page for the place that the journey is at, and what lies over it. */
import i18next from 'i18next';
import { useEffect, useLayoutEffect, useSyncExternalStore } from 'react';
import { assertNever } from '../../src-main/contract/result.ts';
import type { Journey } from '../flow/journey.ts';
import { answersTo, type Place, type State } from '../flow/state.ts';
import { isAsking } from '../flow/step.ts';
import { useMillimetre } from '../parts/millimetre.ts';
import { ScreenShareProvider } from '../parts/screen.tsx';
import { EndSheet, HelpSheet, IdleSheet, OneMoment } from '../parts/sheets.tsx';
import { Attract } from './attract.tsx';
import { Unbroken } from './broken.tsx';
import { Closed } from './closed.tsx';
import { Consent } from './consent.tsx';
import { Goodbye } from './goodbye.tsx';
import { Guide } from './guide.tsx';
import { Home } from './home.tsx';
import { Identify } from './identify.tsx';
import { Keeping } from './keeping.tsx';
import { KeptScreen } from './kept.tsx';
import { List } from './list.tsx';
import { Question } from './question.tsx';
import { Review } from './review.tsx';
import { SignatureScreen } from './signature.tsx';

export function App({ journey }: { readonly journey: Journey }) {
  const state = useSyncExternalStore(journey.subscribe, journey.state);
  useLanguage(state);
  useMillimetre(state.terminal?.diagonalInches);
  useSignsOfLife(journey, state.warning !== undefined);
  const share = {
    tap: journey.dispatch,
    language: state.language,
    terminal: state.terminal,
    overview: state.overview,
    link: state.link,
    inVisit: state.visit !== undefined,
    isAsking: (name: Parameters<typeof isAsking>[1]) => isAsking(state, name),
  };
  return (
    <ScreenShareProvider value={share}>
      <Unbroken key={placeKey(state.place)}>
        <Page state={state} />
      </Unbroken>
      <Over state={state} />
    </ScreenShareProvider>
  );
}

/** Two places of one key are the same page, gone on. */
function placeKey(place: Place): string {
  switch (place.at) {
    case 'question':
      return `question ${place.field}`;
    case 'identify':
      return `identify ${place.step.how}`;
    default:
      return place.at;
  }
}

function Page({ state }: { readonly state: State }) {
  const { place, visit } = state;
  switch (place.at) {
    case 'attract':
      return <Attract />;
    case 'closed':
      return <Closed place={place} />;
    case 'home':
      return <Home />;
    case 'list':
      return visit && <List place={place} browse={visit.browse} />;
    case 'guide':
      return <Guide place={place} />;
    case 'consent':
      return <Consent place={place} />;
    case 'identify':
      return <Identify place={place} cardRefused={visit?.cardRefused ?? false} />;
    case 'question':
      return <Question place={place} answers={answersTo(state, place.matter.detail.summary.id)} />;
    case 'review':
      return <Review place={place} answers={answersTo(state, place.matter.detail.summary.id)} />;
    case 'signature':
      return <SignatureScreen place={place} answers={answersTo(state, place.matter.detail.summary.id)} />;
    case 'keeping':
      return <Keeping place={place} />;
    case 'kept':
      return <KeptScreen place={place} />;
    case 'goodbye':
      return <Goodbye place={place} />;
    default:
      return assertNever(place);
  }
}

/** At most one thing lies over the page, the most urgent. */
function Over({ state }: { readonly state: State }) {
  const { place, visit, sheet, warning, link } = state;
  if (warning !== undefined) return <IdleSheet seconds={warning} />;
  if (sheet === 'help') return <HelpSheet />;
  if (sheet === 'end') return <EndSheet kept={place.at === 'kept'} />;
  // The kept page says so itself: nothing may hide the number.
  if (link === 'up' || visit === undefined || place.at === 'kept') return null;
  return <OneMoment hasAnswers={Object.keys(visit.answers).length > 0} />;
}

function useLanguage({ language }: State): void {
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    void i18next.changeLanguage(language);
  }, [language]);
}

/** Any touch anywhere says that somebody is there; under the warning only its own buttons do. */
function useSignsOfLife(journey: Journey, warned: boolean): void {
  useEffect(() => {
    if (warned) return undefined;
    const touch = () => journey.dispatch({ kind: 'touch' });
    window.addEventListener('pointerdown', touch, { capture: true });
    window.addEventListener('keydown', touch, { capture: true });
    return () => {
      window.removeEventListener('pointerdown', touch, { capture: true });
      window.removeEventListener('keydown', touch, { capture: true });
    };
  }, [journey, warned]);
}
