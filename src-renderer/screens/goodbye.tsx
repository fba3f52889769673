/** The end: take your things; nothing of you is left here. */
import { useTranslation } from 'react-i18next';
import type { PlaceAt } from '../flow/state.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import { Lamp } from '../parts/lamp.tsx';
import { Big } from '../parts/press.tsx';
import { useHotline, useScreen } from '../parts/screen.tsx';
import { Title } from '../parts/title.tsx';

export function Goodbye({ place }: { readonly place: PlaceAt<'goodbye'> }) {
  const { t } = useTranslation();
  const { tap, terminal } = useScreen();
  const hotline = useHotline();
  const cardThere = terminal?.devices.some(({ kind, media }) => kind === 'id-card-reader' && media === 'present');
  const left = {
    nothing: t('goodbye.leftNothing'),
    kept: t('goodbye.leftKept'),
    unsure: t('goodbye.leftUnsure', { hotline }),
  };
  return (
    <main className="night goodbye">
      <Lamp size="large" />
      <Title>{t(`goodbye.${place.reason}`)}</Title>
      {cardThere && (
        <p className="goodbye-card" role="alert">
          {t('goodbye.cardStillThere')}
        </p>
      )}
      <ul className="things">
        <Thing icon="card" words={t('goodbye.card')} />
        {place.left === 'kept' && <Thing icon="paper" words={t('goodbye.paper')} />}
        <Thing icon="bag" words={t('goodbye.things')} />
      </ul>
      <p className="goodbye-left">{left[place.left]}</p>
      <Big tone="plain" onPress={() => tap({ kind: 'leave' })}>
        {t('goodbye.leave')}
      </Big>
      <p className="goodbye-light">{t('goodbye.light')}</p>
    </main>
  );
}

function Thing({ icon, words }: { readonly icon: IconName; readonly words: string }) {
  return (
    <li className="thing">
      <Icon name={icon} />
      {words}
    </li>
  );
}
