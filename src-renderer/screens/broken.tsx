/**
 * A page that throws does not take the journey with it: the answers are in the state, which this page does not
 * touch. React knows error boundaries only as classes.
 */
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Frame } from '../parts/frame.tsx';
import { Big } from '../parts/press.tsx';
import { useScreen } from '../parts/screen.tsx';
import { Title } from '../parts/title.tsx';

interface BoundaryState {
  readonly broken: boolean;
}

/** Give it a `key` that changes with the place: another page is a new start. */
export class Unbroken extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { broken: false };

  static getDerivedStateFromError(): BoundaryState {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return <Broken onGoOn={() => this.setState({ broken: false })} />;
  }
}

function Broken({ onGoOn }: { readonly onGoOn: () => void }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const actions = (
    <>
      <Big tone="plain" onPress={() => tap({ kind: 'home' })}>
        {t('broken.home')}
      </Big>
      <Big tone="go" onPress={onGoOn}>
        {t('broken.goOn')}
      </Big>
    </>
  );
  return (
    <Frame page="broken" actions={actions}>
      <Title>{t('broken.title')}</Title>
      <p className="lead">{t('broken.lead')}</p>
    </Frame>
  );
}
