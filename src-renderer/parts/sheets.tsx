/** What lies over a screen for a moment: help, the question before everything is cleared, the idle warning. */
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from './icons.tsx';
import { Lamp } from './lamp.tsx';
import { Big } from './press.tsx';
import { useHotline, useLocal, useScreen } from './screen.tsx';

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly kind: 'help' | 'end' | 'idle';
}

function Sheet({ title, onClose, children, kind }: SheetProps) {
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={(open) => open || onClose()}>
      <Modal className={`sheet sheet-${kind}`}>
        <Dialog className="sheet-inside" role={kind === 'help' ? 'dialog' : 'alertdialog'}>
          <Heading slot="title" level={2} className="sheet-title">
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

export function HelpSheet() {
  const { t } = useTranslation();
  const { tap, terminal } = useScreen();
  const local = useLocal();
  const hotline = useHotline();
  const close = () => tap({ kind: 'sheet', sheet: undefined });
  return (
    <Sheet title={t('help.title')} onClose={close} kind="help">
      <div className="help-call">
        <Icon name="phone" />
        <div>
          <p className="help-number">{hotline}</p>
          <p>{t('help.call')}</p>
          {terminal && <p>{t('help.hall', { hall: local(terminal.hall), kiosk: terminal.kiosk })}</p>}
        </div>
      </div>
      <dl className="help-list">
        <HelpLine icon="keyboard" title={t('help.one')} text={t('help.oneText')} />
        <HelpLine icon="card" title={t('help.two')} text={t('help.twoText')} />
        <HelpLine icon="cross" title={t('help.three')} text={t('help.threeText')} />
      </dl>
      <Big tone="go" onPress={close}>
        {t('help.close')}
      </Big>
    </Sheet>
  );
}

function HelpLine({ icon, title, text }: { readonly icon: IconName; readonly title: string; readonly text: string }) {
  return (
    <div className="help-line">
      <dt>
        <Icon name={icon} />
        {title}
      </dt>
      <dd>{text}</dd>
    </div>
  );
}

export function EndSheet({ kept }: { readonly kept: boolean }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const close = () => tap({ kind: 'sheet', sheet: undefined });
  return (
    <Sheet title={t('end.title')} onClose={close} kind="end">
      <p className="sheet-lead">{kept ? t('end.leadKept') : t('end.lead')}</p>
      <div className="sheet-actions">
        <Big tone="stop" onPress={() => tap({ kind: 'end' })}>
          {t('end.yes')}
        </Big>
        <Big tone="go" onPress={close}>
          {t('end.no')}
        </Big>
      </div>
    </Sheet>
  );
}

export function IdleSheet({ seconds }: { readonly seconds: number }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const goOn = () => tap({ kind: 'touch' });
  return (
    <Sheet title={t('idle.title')} onClose={goOn} kind="idle">
      <p className="idle-seconds" aria-hidden="true">
        {seconds}
      </p>
      <p className="sheet-lead" role="status">
        {t('idle.lead', { count: seconds })}
      </p>
      <Big tone="go" onPress={goOn}>
        {t('idle.goOn')}
      </Big>
      <Big tone="plain" onPress={() => tap({ kind: 'end' })}>
        {t('idle.end')}
      </Big>
    </Sheet>
  );
}

/** The core is away. Calm, and the truth about what is still there. */
export function OneMoment({ hasAnswers }: { readonly hasAnswers: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="moment" role="alert">
      <Lamp size="large" />
      <p className="moment-title">{t('moment.title')}</p>
      <p>{t('moment.lead')}</p>
      {hasAnswers && <p>{t('moment.kept')}</p>}
    </div>
  );
}
