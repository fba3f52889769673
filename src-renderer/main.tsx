/** The citizen's screen. */
import '@fontsource-variable/noto-sans-sc';
import './generated/ui-font.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/browse.css';
import './styles/fill.css';
import './styles/keep.css';
import './styles/night.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { systemClock } from '../src-main/contract/clock.ts';
import { must } from '../src-main/contract/result.ts';
import { startJourney } from './flow/journey.ts';
import { App } from './screens/app.tsx';
import { startStrings } from './strings/strings.ts';

startStrings();
const journey = startJourney(window.kiosk, systemClock);
createRoot(must(document.getElementById('screen'), 'index.html has the element')).render(
  <StrictMode>
    <App journey={journey} />
  </StrictMode>,
);
