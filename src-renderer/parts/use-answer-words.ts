/** Answers in the citizen's language. */
import { useTranslation } from 'react-i18next';
import type { Answers, Form } from '../../src-main/contract/service-item.ts';
import { hintOf } from '../flow/entry.ts';
import { type AnswerWords, answerWords } from './answer-words.ts';
import type { PaperLine } from './paper.tsx';
import { useLocal, useScreen } from './screen.tsx';

export function useAnswerWords(): AnswerWords {
  const { t } = useTranslation();
  const { language } = useScreen();
  const local = useLocal();
  return { yes: t('question.yes'), no: t('question.no'), accepted: t('question.accepted'), language, local };
}

/** The lines of the form as they will stand on paper. */
export function usePaperLines(form: Form, pages: readonly string[]): (answers: Answers) => PaperLine[] {
  const local = useLocal();
  const words = useAnswerWords();
  return (answers) =>
    pages.map((field) => ({
      field,
      title: local(hintOf(form, field).title),
      answer: answerWords({ form, field }, answers[field], words),
    }));
}
