/** Kept: first what has not happened, then the number, the paper, and what comes next and when. */
import { useTranslation } from 'react-i18next';
import { isPrinting } from '../flow/keep.ts';
import type { PlaceAt } from '../flow/state.ts';
import { Box, TroubleBox } from '../parts/box.tsx';
import { Frame } from '../parts/frame.tsx';
import { Big } from '../parts/press.tsx';
import { Qr } from '../parts/qr.tsx';
import { useLocal, useScreen } from '../parts/screen.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { Title } from '../parts/title.tsx';
import { KeptNext } from './kept-next.tsx';
import { DeliveryLine, PrintLine } from './kept-states.tsx';

export function KeptScreen({ place }: { readonly place: PlaceAt<'kept'> }) {
  const { t } = useTranslation();
  const { link } = useScreen();
  const local = useLocal();
  return (
    <Frame page="kept" matter={local(place.detail.summary.name)} actions={<Actions place={place} />}>
      <Title>{t('kept.title')}</Title>
      <NotYet place={place} />
      <Scroller label={t('kept.title')}>
        <div className="kept">
          {link === 'down' && <Box tone="lamp" icon="note" title={t('kept.linkDown')} alert />}
          {place.trouble && <TroubleBox trouble={place.trouble} />}
          <NumberCard place={place} />
          <div className="kept-states">
            <PrintLine application={place.application} recovered={place.recovered} />
            <DeliveryLine application={place.application} />
          </div>
          <KeptNext place={place} />
        </div>
      </Scroller>
    </Frame>
  );
}

/** What must not be taken for done. */
function NotYet({ place }: { readonly place: PlaceAt<'kept'> }) {
  const { t } = useTranslation();
  const goesToWindow = place.detail.summary.verdict.kind !== 'completeTonight';
  if (!goesToWindow && place.application.delivery === 'acknowledged') return null;
  return (
    <Box tone="lamp" icon="note" title={goesToWindow ? t('kept.notAccepted') : t('kept.notDelivered')}>
      <p>{goesToWindow ? t('kept.notAcceptedText') : t('kept.notDeliveredText')}</p>
    </Box>
  );
}

function NumberCard({ place }: { readonly place: PlaceAt<'kept'> }) {
  const { t } = useTranslation();
  const { localNumber, keptAt, clockTrusted, qrText } = place.application;
  const time = keptAt.slice(0, 16).replace('T', ' ');
  return (
    <div className="number-card">
      <Qr text={qrText} label={t('kept.qr')} />
      <div>
        <p className="number-label">{t('kept.localNumber')}</p>
        <p className="number">{localNumber}</p>
        <p className="number-time">
          {t('kept.keptAt')} {time}
          <span className="row-hint">{clockTrusted ? t('kept.clockTrusted') : t('kept.clockUntrusted')}</span>
        </p>
        <p className="number-scan">{t('kept.scan')}</p>
      </div>
    </div>
  );
}

function Actions({ place }: { readonly place: PlaceAt<'kept'> }) {
  const { t } = useTranslation();
  const { tap, isAsking, link } = useScreen();
  const busy = isPrinting(place.application) || isAsking('receipt.reprint') || link === 'down';
  return (
    <>
      {!place.recovered && (
        <Big tone="plain" isDisabled={busy} onPress={() => tap({ kind: 'reprint' })}>
          {t('kept.reprint')}
        </Big>
      )}
      <Big tone="go" onPress={() => tap({ kind: 'finish' })}>
        {t('kept.finish')}
      </Big>
    </>
  );
}
