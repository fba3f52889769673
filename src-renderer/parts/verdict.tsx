/** What can be done with a matter here and now: in words and colour, never colour alone. */
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../src-main/contract/result.ts';
import type { Verdict } from '../../src-main/contract/service-item.ts';
import { useHallTime } from './clock.tsx';
import { comingTime, isEvening } from './hall-time.ts';
import { useScreen } from './screen.tsx';

export type VerdictTone = 'go' | 'lamp' | 'stop';

export function toneOf(verdict: Verdict): VerdictTone {
  switch (verdict.kind) {
    case 'completeTonight':
    case 'submitTonight':
      return 'go';
    case 'windowOnly':
      return 'lamp';
    case 'unavailable':
      return 'stop';
    default:
      return assertNever(verdict);
  }
}

/** The verdict in a few words. */
export function useVerdictWords(): (verdict: Verdict) => string {
  const { t } = useTranslation();
  const evening = isEvening(useHallTime());
  return (verdict) => {
    switch (verdict.kind) {
      case 'completeTonight':
        return evening ? t('verdict.completeTonight') : t('verdict.completeNow');
      case 'submitTonight':
        return evening ? t('verdict.submitTonight') : t('verdict.submitNow');
      case 'windowOnly':
        return t('verdict.windowOnly');
      case 'unavailable':
        return t('verdict.unavailable');
      default:
        return assertNever(verdict);
    }
  };
}

/** The verdict in a sentence: from when it is looked at, or why not. */
export function useVerdictSentence(): (verdict: Verdict) => string {
  const { t } = useTranslation();
  const { language } = useScreen();
  const now = useHallTime();
  return (verdict) => {
    switch (verdict.kind) {
      case 'completeTonight':
        return t('verdict.completeSentence');
      case 'submitTonight':
        if (verdict.reviewedFrom === undefined) return t('verdict.submitSentenceNoDate');
        return t('verdict.submitSentence', { when: comingTime(verdict.reviewedFrom, now, language) });
      case 'windowOnly':
        return t('verdict.windowSentence');
      case 'unavailable':
        return t(`verdict.${verdict.because}`);
      default:
        return assertNever(verdict);
    }
  };
}

export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const words = useVerdictWords();
  return (
    <span className={`verdict verdict-${toneOf(verdict)}`}>
      <i className="dot" aria-hidden="true" />
      {words(verdict)}
    </span>
  );
}
