/** The card on the reader: waiting, reading, and every way in which it can fail, each with what to do. */
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../src-main/contract/result.ts';
import { isFaultOfTheCard } from '../flow/identify.ts';
import type { CardPhase, PlaceAt } from '../flow/state.ts';
import { Box, TroubleBox } from '../parts/box.tsx';
import { Frame } from '../parts/frame.tsx';
import { Big } from '../parts/press.tsx';
import { type ReaderMood, ReaderPicture } from '../parts/reader-picture.tsx';
import { useLocal, useScreen } from '../parts/screen.tsx';
import { Title } from '../parts/title.tsx';

interface ByCardProps {
  readonly place: PlaceAt<'identify'>;
  readonly phase: CardPhase;
  readonly cardRefused: boolean;
}

export function IdentifyByCard({ place, phase, cardRefused }: ByCardProps) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const local = useLocal();
  const actions = (
    <>
      <Big tone="plain" onPress={() => tap({ kind: 'back' })}>
        {t('back')}
      </Big>
      {!cardRefused && (
        <Big tone="plain" onPress={() => tap({ kind: 'byNumber' })}>
          {t('identify.byNumber')}
        </Big>
      )}
      {canReadAgain(phase) && (
        <Big tone="go" onPress={() => tap({ kind: 'byCard' })}>
          {t('identify.again')}
        </Big>
      )}
    </>
  );
  return (
    <Frame page="identify" matter={local(place.matter.detail.summary.name)} actions={actions}>
      <Title>{t('identify.title')}</Title>
      <p className="lead">{t('identify.lead')}</p>
      {place.notice && <Box tone="lamp" icon="note" title={t(`notice.${place.notice}`)} alert />}
      <div className="reader-stage">
        <ReaderPicture mood={moodOf(phase)} />
      </div>
      <Phase phase={phase} />
    </Frame>
  );
}

function moodOf(phase: CardPhase): ReaderMood {
  switch (phase.is) {
    case 'starting':
    case 'waiting':
    case 'cardRemoved':
      return 'waiting';
    case 'reading':
      return 'reading';
    case 'refused':
    case 'timedOut':
    case 'readerAway':
    case 'failed':
      return 'trouble';
    default:
      return assertNever(phase);
  }
}

/** While the reader waits by itself there is nothing to press. */
function canReadAgain(phase: CardPhase): boolean {
  switch (phase.is) {
    case 'starting':
    case 'waiting':
    case 'reading':
    case 'cardRemoved':
      return false;
    case 'refused':
      return phase.triesLeft === 0;
    case 'timedOut':
    case 'readerAway':
    case 'failed':
      return true;
    default:
      return assertNever(phase);
  }
}

function Phase({ phase }: { readonly phase: CardPhase }) {
  const { t } = useTranslation();
  switch (phase.is) {
    case 'starting':
    case 'waiting':
    case 'reading':
    case 'cardRemoved':
      return (
        <p className={`phase phase-${phase.is}`} role="status">
          <i className="dot" aria-hidden="true" />
          {t(`identify.${phase.is}`)}
        </p>
      );
    case 'refused':
      return <Refused phase={phase} />;
    case 'timedOut':
    case 'readerAway':
      return (
        <Box tone="lamp" icon="note" title={t(`identify.${phase.is}`)} alert>
          <p>{t(`identify.${phase.is}Now`)}</p>
        </Box>
      );
    case 'failed':
      return <TroubleBox trouble={phase.trouble} />;
    default:
      return assertNever(phase);
  }
}

function Refused({ phase }: { readonly phase: Extract<CardPhase, { is: 'refused' }> }) {
  const { t } = useTranslation();
  const { fault, triesLeft } = phase;
  const again = triesLeft > 0 ? t('identify.triesLeft', { count: triesLeft }) : t('identify.noTriesLeft');
  return (
    <Box tone="stop" icon="alarm" title={t(`cardFault.${fault}.what`)} alert>
      <p>{t(`cardFault.${fault}.now`)}</p>
      {!isFaultOfTheCard(fault) && <p>{again}</p>}
    </Box>
  );
}
