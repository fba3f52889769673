/** A time limit as it is promised: 3 个工作日, on the spot. */
import { useTranslation } from 'react-i18next';
import type { TimeLimit } from '../../src-main/contract/service-item.ts';

export function useTimeLimit(): (limit: TimeLimit) => string {
  const { t } = useTranslation();
  return ({ days, unit }) => {
    if (days === 0) return t('guide.atOnce');
    return unit === 'workingDays' ? t('guide.workingDays', { count: days }) : t('guide.calendarDays', { count: days });
  };
}
