/** What happens next, and when: tonight, at the window, and at the promised end. */
import { useTranslation } from 'react-i18next';
import type { PlaceAt } from '../flow/state.ts';
import { useHallTime } from '../parts/clock.tsx';
import { comingTime, isEvening } from '../parts/hall-time.ts';
import { useLocal, useScreen } from '../parts/screen.tsx';
import { useTimeLimit } from '../parts/time-limit.ts';

export function KeptNext({ place }: { readonly place: PlaceAt<'kept'> }) {
  const { t } = useTranslation();
  const local = useLocal();
  const limit = useTimeLimit();
  const from = useReviewedFrom(place);
  const evening = isEvening(useHallTime());
  const { guide } = place.detail;
  const arrived = place.application.delivery === 'acknowledged';
  const stored = {
    when: evening ? t('kept.tonight') : t('kept.now'),
    what: arrived ? t('kept.tonightArrived') : t('kept.tonightStored'),
  };
  const afterwards =
    place.detail.summary.verdict.kind === 'completeTonight'
      ? [{ when: t('kept.whenDelivered'), what: t('kept.deliveredDoes') }]
      : [
          { when: from, what: t('kept.windowDoes') },
          {
            when: t('kept.after', { limit: limit(guide.promisedLimit) }),
            what: t('kept.afterDoes', { result: local(guide.result) }),
          },
        ];
  const steps = [stored, ...afterwards];
  return (
    <section className="next">
      <h2>{t('kept.next')}</h2>
      <ol className="next-steps">
        {steps.map((step, index) => (
          <li key={step.what} className={index === 0 ? 'here' : ''}>
            <i className="next-dot" aria-hidden="true" />
            <b>{step.when}</b>
            <span>{step.what}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useReviewedFrom(place: PlaceAt<'kept'>): string {
  const { t } = useTranslation();
  const { language } = useScreen();
  const now = useHallTime();
  const { verdict } = place.detail.summary;
  if (verdict.kind !== 'submitTonight' || verdict.reviewedFrom === undefined) return t('kept.windowSoon');
  return t('kept.windowFrom', { when: comingTime(verdict.reviewedFrom, now, language) });
}
