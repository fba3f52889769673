/** One question, as large as the answer matters. */
import { useTranslation } from 'react-i18next';
import { pagesOf } from '../../src-main/catalogue/forms.ts';
import type { Answers } from '../../src-main/contract/service-item.ts';
import { answerOf, hintOf, withAnswer } from '../flow/entry.ts';
import type { PlaceAt } from '../flow/state.ts';
import { useDatePad } from '../parts/date-field.tsx';
import { Frame } from '../parts/frame.tsx';
import { Paper } from '../parts/paper.tsx';
import { Big } from '../parts/press.tsx';
import { useLocal, useScreen } from '../parts/screen.tsx';
import { Steps } from '../parts/steps.tsx';
import { Title } from '../parts/title.tsx';
import { usePaperLines } from '../parts/use-answer-words.ts';
import { QuestionControl } from './question-control.tsx';
import { isTyped, QuestionKeyboard } from './question-keyboard.tsx';
import { QuestionMessage } from './question-message.tsx';

interface QuestionProps {
  readonly place: PlaceAt<'question'>;
  readonly answers: Answers;
}

/** Give it a `key` of its field: what is half typed belongs to one question. */
export function Question({ place, answers }: QuestionProps) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const local = useLocal();
  const { matter, field, entry } = place;
  const hint = hintOf(matter.form, field);
  const datePad = useDatePad(entry, (put) => tap({ kind: 'entry', edit: { put } }));
  const typed = isTyped(hint.control);
  const pages = pagesOf(matter.form, answers);
  return (
    <Frame
      page="question"
      matter={local(matter.detail.summary.name)}
      actions={<Actions editing={place.editing} />}
      keyboard={typed ? <QuestionKeyboard place={place} datePad={datePad} /> : undefined}
    >
      {/* The review and the signature are steps too. */}
      <Steps step={pages.indexOf(field) + 1} total={pages.length + 2} />
      <OnPaper place={place} answers={answers} pages={pages} />
      <div className="ask">
        <Title id="question" hasField={typed && hint.control !== 'date'}>
          {hint.control === 'statement' ? t('question.confirm') : local(hint.title)}
        </Title>
        <Help place={place} />
        <QuestionControl place={place} datePad={datePad} />
        <QuestionMessage place={place} answers={answers} />
      </div>
    </Frame>
  );
}

function Help({ place }: { readonly place: PlaceAt<'question'> }) {
  const { t } = useTranslation();
  const local = useLocal();
  const { form } = place.matter;
  const { help, prefill, control } = hintOf(form, place.field);
  if (control === 'statement') return null;
  const optional = !form.schema.required.includes(place.field);
  const words = [
    help && local(help),
    optional && t('question.optional'),
    prefill && place.entry !== '' && t('question.prefilled'),
  ].filter((text) => typeof text === 'string');
  return words.length > 0 && <p className="lead">{words.join(' · ')}</p>;
}

function Actions({ editing }: { readonly editing: boolean }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  return (
    <>
      <Big tone="plain" onPress={() => tap({ kind: 'back' })}>
        {t('question.back')}
      </Big>
      <Big tone="go" onPress={() => tap({ kind: 'next' })}>
        {editing ? t('question.done') : t('question.next')}
      </Big>
    </>
  );
}

interface OnPaperProps {
  readonly place: PlaceAt<'question'>;
  readonly answers: Answers;
  readonly pages: readonly string[];
}

function OnPaper({ place, answers, pages }: OnPaperProps) {
  const local = useLocal();
  const lines = usePaperLines(place.matter.form, pages);
  const { control } = hintOf(place.matter.form, place.field);
  const now = withAnswer(answers, place.field, answerOf(control, place.entry));
  return <Paper heading={local(place.matter.detail.summary.name)} lines={lines(now)} here={place.field} />;
}
