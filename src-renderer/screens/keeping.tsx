/** The application is being kept. Nothing is promised until the core has said so. */
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../src-main/contract/result.ts';
import type { PlaceAt } from '../flow/state.ts';
import { Box } from '../parts/box.tsx';
import { Frame } from '../parts/frame.tsx';
import { Lamp } from '../parts/lamp.tsx';
import { Big } from '../parts/press.tsx';
import { useHotline, useLocal, useScreen } from '../parts/screen.tsx';
import { Title } from '../parts/title.tsx';

export function Keeping({ place }: { readonly place: PlaceAt<'keeping'> }) {
  const { t } = useTranslation();
  const local = useLocal();
  const matter = local(place.matter.detail.summary.name);
  if (place.step === 'unknown') return <Unknown matter={matter} />;
  return (
    <Frame page="keeping" matter={matter}>
      <div className="keeping">
        <Lamp size="large" />
        <Title>{t('keeping.title')}</Title>
        <p className="lead" role="status">
          <StepWords step={place.step} />
        </p>
      </div>
    </Frame>
  );
}

function StepWords({ step }: { readonly step: Exclude<PlaceAt<'keeping'>['step'], 'unknown'> }) {
  const { t } = useTranslation();
  switch (step) {
    case 'hashing':
    case 'confirming':
      return t('keeping.lead');
    case 'lost':
      return t('keeping.lost');
    case 'asking':
      return t('keeping.asking');
    default:
      return assertNever(step);
  }
}

function Unknown({ matter }: { readonly matter: string }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const hotline = useHotline();
  const again = (
    <Big tone="go" onPress={() => tap({ kind: 'askAgain' })}>
      {t('keeping.askAgain')}
    </Big>
  );
  return (
    <Frame page="unknown" matter={matter} actions={again}>
      <Title>{t('keeping.unknownTitle')}</Title>
      <Box tone="lamp" icon="note" alert>
        <p>{t('keeping.unknown', { hotline })}</p>
      </Box>
    </Frame>
  );
}
