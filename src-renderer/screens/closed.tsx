/** No session could be opened: why, and where to go instead. */
import { useTranslation } from 'react-i18next';
import type { PlaceAt } from '../flow/state.ts';
import { Frame } from '../parts/frame.tsx';
import { Big } from '../parts/press.tsx';
import { useHotline, useScreen } from '../parts/screen.tsx';
import { Title } from '../parts/title.tsx';

export function Closed({ place }: { readonly place: PlaceAt<'closed'> }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const hotline = useHotline();
  const leave = (
    <Big tone="go" onPress={() => tap({ kind: 'leave' })}>
      {t('closed.leave')}
    </Big>
  );
  return (
    <Frame page="closed" actions={leave}>
      <Title>{t('closed.title')}</Title>
      <p className="lead">{t(`closed.${place.because}`)}</p>
      <p className="lead">{t('closed.now', { hotline })}</p>
    </Frame>
  );
}
