/** What is read from the card, why, and where it goes: agreed to before anything is read. */
import { useTranslation } from 'react-i18next';
import type { PlaceAt } from '../flow/state.ts';
import { Box } from '../parts/box.tsx';
import { Frame } from '../parts/frame.tsx';
import { Icon, type IconName } from '../parts/icons.tsx';
import { Big } from '../parts/press.tsx';
import { useLocal, useScreen } from '../parts/screen.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { Title } from '../parts/title.tsx';

const points = [
  ['what', 'card'],
  ['why', 'eye'],
  ['where', 'shield'],
  ['choice', 'hand'],
] as const satisfies readonly (readonly [string, IconName])[];

export function Consent({ place }: { readonly place: PlaceAt<'consent'> }) {
  const { t } = useTranslation();
  const { terminal } = useScreen();
  const local = useLocal();
  const item = local(place.matter.detail.summary.name);
  return (
    <Frame page="consent" matter={item} actions={<ConsentActions />}>
      <Title>{t('consent.title')}</Title>
      {place.notice && <Box tone="lamp" icon="note" title={t(`notice.${place.notice}`)} alert />}
      <p className="lead">{t('consent.lead', { item })}</p>
      <Scroller label={t('consent.title')}>
        <dl className="points">
          {points.map(([point, icon]) => (
            <div className="point" key={point}>
              <dt>
                <Icon name={icon} />
                {t(`consent.${point}`)}
              </dt>
              <dd>{t(`consent.${point}Text`)}</dd>
            </div>
          ))}
        </dl>
        <p className="hint">{terminal && t('consent.version', { version: terminal.consentVersion })}</p>
      </Scroller>
    </Frame>
  );
}

function ConsentActions() {
  const { t } = useTranslation();
  const { tap } = useScreen();
  return (
    <>
      <Big tone="plain" onPress={() => tap({ kind: 'back' })}>
        {t('consent.disagree')}
      </Big>
      <Big tone="go" onPress={() => tap({ kind: 'agree' })}>
        {t('consent.agree')}
      </Big>
    </>
  );
}
