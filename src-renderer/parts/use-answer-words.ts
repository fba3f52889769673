/** The words that `answerWords` needs, in the citizen's language. */
import { useTranslation } from 'react-i18next';
import type { AnswerWords } from './answer-words.ts';
import { useLocal, useScreen } from './screen.tsx';

export function useAnswerWords(): AnswerWords {
  const { t } = useTranslation();
  const { language } = useScreen();
  const local = useLocal();
  return { yes: t('question.yes'), no: t('question.no'), accepted: t('question.accepted'), language, local };
}
