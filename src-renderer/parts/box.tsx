/** A bordered passage that must not be overlooked. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Trouble } from '../flow/question.ts';
import { Icon, type IconName } from './icons.tsx';
import { useHotline } from './screen.tsx';

interface BoxProps {
  /** `lamp` about now · `go` well · `stop` needs a hand · `plain`. */
  readonly tone: 'lamp' | 'go' | 'stop' | 'plain';
  readonly icon?: IconName;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Spoken at once when it appears. */
  readonly alert?: boolean;
}

export function Box({ tone, icon, title, children, alert = false }: BoxProps) {
  return (
    <div className={`box box-${tone}`} role={alert ? 'alert' : undefined}>
      {icon && <Icon name={icon} />}
      <div className="box-words">
        {title && <p className="box-title">{title}</p>}
        {children && <div className="box-text">{children}</div>}
      </div>
    </div>
  );
}

/** What failed, what was kept, and what to do now. */
export function TroubleBox({ trouble }: { readonly trouble: Trouble }) {
  const { t } = useTranslation();
  const hotline = useHotline();
  return (
    <Box tone="stop" icon="alarm" title={t(`trouble.${trouble}.what`)} alert>
      <p>{t(`trouble.${trouble}.now`, { hotline })}</p>
    </Box>
  );
}
