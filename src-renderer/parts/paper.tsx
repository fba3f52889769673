/** A picture of what the answers will become: the application form on paper, the line at hand under the lamp. */
import { useTranslation } from 'react-i18next';

export interface PaperLine {
  readonly field: string;
  readonly title: string;
  readonly answer: string;
}

interface PaperProps {
  readonly heading: string;
  readonly before: readonly PaperLine[];
  readonly here: PaperLine;
}

export function Paper({ heading, before, here }: PaperProps) {
  const { t } = useTranslation();
  return (
    <figure className="paper" aria-hidden="true">
      <div className="paper-sheet">
        <p className="paper-heading">{heading}</p>
        {before.map((line) => (
          <p className="paper-line" key={line.field}>
            <span className="paper-title">{line.title}</span>
            <span className="paper-answer">{line.answer}</span>
          </p>
        ))}
        <p className="paper-line paper-here">
          <span className="paper-title">{here.title}</span>
          <span className="paper-answer">{here.answer}</span>
        </p>
        <p className="paper-line paper-coming" />
        <p className="paper-line paper-coming" />
      </div>
      <figcaption>{t('question.paper')}</figcaption>
    </figure>
  );
}
