/** The paper and the delivery, each with what is truly known of it. */
import { useTranslation } from 'react-i18next';
import type { Kept } from '../../src-main/contract/application.ts';
import { assertNever } from '../../src-main/contract/result.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import { useHotline } from '../parts/screen.tsx';

type Tone = 'go' | 'lamp' | 'stop';

const printFaults = [
  'paperOut',
  'paperJammed',
  'coverOpen',
  'cutterFailed',
  'printerBroken',
  'printerAway',
  'printerBusy',
  'timeOut',
  'noPrinter',
  'coreRestarted',
] as const;

interface StateProps {
  readonly icon: IconName;
  readonly tone: Tone;
  readonly title: string;
  readonly lines: readonly string[];
  readonly busy?: boolean;
}

function State({ icon, tone, title, lines, busy = false }: StateProps) {
  return (
    <div className={`state state-${tone} ${busy ? 'state-busy' : ''}`} role="status">
      <Icon name={icon} />
      <div>
        <p className="state-title">{title}</p>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </div>
  );
}

interface PrintLineProps {
  readonly application: Kept;
  /** No session of its own any more: it cannot be printed again here. */
  readonly recovered: boolean;
}

export function PrintLine({ application, recovered }: PrintLineProps) {
  const { t } = useTranslation();
  const { print, printFault, copy } = application;
  const known = printFaults.find((fault) => fault === printFault);
  const because = printFault ? [t('kept.print.because', { fault: t(`printFault.${known ?? 'other'}`) })] : [];
  const copies = copy > 0 ? [t('kept.copy', { number: copy })] : [];
  const title = t(`kept.print.${print}`);
  switch (print) {
    case 'planned':
    case 'sending':
    case 'sent':
      return <State icon="printer" tone="lamp" title={title} lines={copies} busy />;
    case 'confirmed':
      return <State icon="printer" tone="go" title={title} lines={copies} />;
    case 'unknown':
      return (
        <State
          icon="printer"
          tone="lamp"
          title={title}
          lines={[...copies, ...because, recovered ? t('kept.recovered') : t('kept.print.unknownNow')]}
        />
      );
    case 'notPrinted':
      return (
        <State
          icon="printer"
          tone="stop"
          title={title}
          lines={[...because, recovered ? t('kept.recovered') : t('kept.print.notPrintedNow')]}
        />
      );
    default:
      return assertNever(print);
  }
}

export function DeliveryLine({ application }: { readonly application: Kept }) {
  const { t } = useTranslation();
  const hotline = useHotline();
  const { delivery, caseNumber } = application;
  const title = t(`kept.delivery.${delivery}`);
  switch (delivery) {
    case 'queued':
      return <State icon="cloud" tone="lamp" title={title} lines={[t('kept.delivery.queuedNow')]} />;
    case 'acknowledged':
      return (
        <State
          icon="cloud"
          tone="go"
          title={title}
          lines={caseNumber ? [`${t('kept.caseNumber')} ${caseNumber}`] : []}
        />
      );
    case 'parked':
      return <State icon="cloud" tone="stop" title={title} lines={[t('kept.delivery.parkedNow', { hotline })]} />;
    default:
      return assertNever(delivery);
  }
}
