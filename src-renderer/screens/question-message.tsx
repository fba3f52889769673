/** Beside the field: what is wrong with the answer, or a word of help while it is typed. */
import { useTranslation } from 'react-i18next';
import { companyCodeDoubtful } from '../../src-main/catalogue/forms.ts';
import type { Answers, FieldMessage } from '../../src-main/contract/service-item.ts';
import { answerOf, hintOf, withAnswer } from '../flow/entry.ts';
import type { PlaceAt } from '../flow/state.ts';
import { writtenDay } from '../parts/hall-time.ts';
import { useHotline, useScreen } from '../parts/screen.tsx';

interface MessageProps {
  readonly place: PlaceAt<'question'>;
  readonly answers: Answers;
}

export function QuestionMessage({ place, answers }: MessageProps) {
  const { t } = useTranslation();
  const words = useFieldMessage();
  if (place.message) {
    return (
      <p className="wrong" id="message" role="alert">
        {words(place.message)}
      </p>
    );
  }
  const { form } = place.matter;
  const { control } = hintOf(form, place.field);
  const now = withAnswer(answers, place.field, answerOf(control, place.entry));
  return (
    <p className="hint" id="message">
      {companyCodeDoubtful(form, place.field, now) && t('question.codeDoubtful')}
    </p>
  );
}

/** A message of the form's check in words, with its limit. */
export function useFieldMessage(): (message: FieldMessage) => string {
  const { t } = useTranslation();
  const { language } = useScreen();
  const hotline = useHotline();
  return ({ message, limit }) => {
    const isDay = message === 'tooEarly' || message === 'tooLate';
    const shown = isDay
      ? writtenDay(String(limit), language)
      : typeof limit === 'number'
        ? limit.toLocaleString('en')
        : limit;
    return t(`message.${message}`, { limit: shown ?? '', hotline });
  };
}
