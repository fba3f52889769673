/** The frame of every screen of a visit: header, page, what is pressed to go on, and the foot or the keyboard. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Clock } from './clock.tsx';
import { Icon } from './icons.tsx';
import { Lamp } from './lamp.tsx';
import { Chip } from './press.tsx';
import { useHotline, useLocal, useScreen } from './screen.tsx';

interface FrameProps {
  readonly children: ReactNode;
  /** What the citizen is at; the hall's name when nothing yet. */
  readonly matter?: string;
  /** Back and next. */
  readonly actions?: ReactNode;
  /** Takes the place of the foot; help is then in the header. */
  readonly keyboard?: ReactNode;
  /** Which page this is, for its own style. */
  readonly page: string;
}

export function Frame({ children, matter, actions, keyboard, page }: FrameProps) {
  return (
    <div className={`frame page-${page} ${keyboard ? 'with-keyboard' : ''}`}>
      <Header matter={matter} withHelp={keyboard !== undefined} />
      <main className="main">{children}</main>
      {actions && <div className="actions">{actions}</div>}
      {keyboard ? <div className="keyboard-dock">{keyboard}</div> : <Footer />}
    </div>
  );
}

function Header({ matter, withHelp }: { readonly matter: string | undefined; readonly withHelp: boolean }) {
  const { t } = useTranslation();
  const { tap, inVisit } = useScreen();
  return (
    <header className="header">
      <Lamp size="small" />
      <div className="header-name">
        {matter ? <p className="header-matter">{matter}</p> : <p className="header-brand">{t('product')}</p>}
        {!matter && <HallName />}
      </div>
      <div className="header-chips">
        {withHelp && <Chip onPress={() => tap({ kind: 'sheet', sheet: 'help' })}>{t('header.help')}</Chip>}
        <LanguageChip />
        {inVisit && <Chip onPress={() => tap({ kind: 'sheet', sheet: 'end' })}>{t('header.end')}</Chip>}
      </div>
      <Clock />
    </header>
  );
}

function HallName() {
  const { t } = useTranslation();
  const local = useLocal();
  const { terminal } = useScreen();
  if (terminal === undefined) return null;
  return (
    <p className="header-hall">
      {local(terminal.hall)} · {t('header.machine', { kiosk: terminal.kiosk })}
    </p>
  );
}

/** Named in the language that it switches to, so that whoever needs it can read it. */
function LanguageChip() {
  const { tap, language } = useScreen();
  const other = language === 'zh-CN' ? 'en' : 'zh-CN';
  return (
    <Chip onPress={() => tap({ kind: 'language', language: other })}>
      <span lang={other}>{other === 'en' ? 'English' : '中文'}</span>
    </Chip>
  );
}

function Footer() {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const hotline = useHotline();
  return (
    <footer className="footer">
      <PlatformState />
      <Chip onPress={() => tap({ kind: 'sheet', sheet: 'help' })}>
        <Icon name="phone" />
        {t('footer.help', { hotline })}
      </Chip>
    </footer>
  );
}

/** The network's truth, in words and colour. */
function PlatformState() {
  const { t } = useTranslation();
  const { terminal } = useScreen();
  const platform = terminal?.platform ?? 'unknown';
  const words = {
    reachable: t('footer.platformUp'),
    unreachable: t('footer.platformDown'),
    unknown: t('footer.platformUnknown'),
  };
  return (
    <p className={`platform platform-${platform}`} role="status">
      <i className="dot" aria-hidden="true" />
      {words[platform]}
    </p>
  );
}
