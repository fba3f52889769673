/** How far along the form is. */
import { useTranslation } from 'react-i18next';

export function Steps({ step, total }: { readonly step: number; readonly total: number }) {
  const { t } = useTranslation();
  return (
    <div className="steps">
      <div className="steps-bar" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => index + 1).map((each) => (
          <i key={each} className={each < step ? 'done' : each === step ? 'here' : ''} />
        ))}
      </div>
      <p className="steps-words">{t('question.progress', { step, total })}</p>
    </div>
  );
}
