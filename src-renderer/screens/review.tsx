/** Check your answers: everything that will be handed in, each with its own "change". */
import { useTranslation } from 'react-i18next';
import { pagesOf } from '../../src-main/catalogue/forms.ts';
import type { Answers, FieldMessage } from '../../src-main/contract/service-item.ts';
import { hintOf } from '../flow/entry.ts';
import type { PlaceAt } from '../flow/state.ts';
import { answerWords } from '../parts/answer-words.ts';
import { Box, TroubleBox } from '../parts/box.tsx';
import { Frame } from '../parts/frame.tsx';
import { Big, Chip } from '../parts/press.tsx';
import { useLocal, useScreen } from '../parts/screen.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { Steps } from '../parts/steps.tsx';
import { Title } from '../parts/title.tsx';
import { useAnswerWords } from '../parts/use-answer-words.ts';
import { useFieldMessage } from './question-message.tsx';

interface ReviewProps {
  readonly place: PlaceAt<'review'>;
  readonly answers: Answers;
}

export function Review({ place, answers }: ReviewProps) {
  const { t } = useTranslation();
  const local = useLocal();
  const { matter, person, messages, notice, trouble } = place;
  const pages = pagesOf(matter.form, answers);
  return (
    <Frame page="review" matter={local(matter.detail.summary.name)} actions={<Actions />}>
      <Steps step={pages.length + 1} total={pages.length + 2} />
      <Title>{t('review.title')}</Title>
      {notice && <Box tone="lamp" icon="note" title={t(`notice.${notice}`)} alert />}
      {trouble && <TroubleBox trouble={trouble} />}
      {messages.length > 0 ? <Messages place={place} /> : <p className="lead">{t('review.lead')}</p>}
      <Scroller label={t('review.title')}>
        <dl className="review">
          <div className="review-line">
            <dt>{t('review.applicant')}</dt>
            <dd>
              {person.name}
              <span className="row-hint">{person.maskedNumber}</span>
            </dd>
          </div>
          {pages.map((field) => (
            <Line key={field} field={field} place={place} answers={answers} />
          ))}
        </dl>
      </Scroller>
    </Frame>
  );
}

function Messages({ place }: { readonly place: PlaceAt<'review'> }) {
  const { t } = useTranslation();
  return (
    <Box tone="stop" icon="alarm" title={t('review.fix', { count: place.messages.length })} alert>
      <ul className="fix">
        {place.messages.map((message) => (
          <Fix key={message.field} message={message} place={place} />
        ))}
      </ul>
    </Box>
  );
}

function Fix({ message, place }: { readonly message: FieldMessage; readonly place: PlaceAt<'review'> }) {
  const local = useLocal();
  const words = useFieldMessage();
  const property = place.matter.form.schema.properties[message.field];
  const title = property ? `${local(property['x-hint'].title)} ` : '';
  return (
    <li>
      {title}
      {words(message)}
    </li>
  );
}

interface LineProps {
  readonly field: string;
  readonly place: PlaceAt<'review'>;
  readonly answers: Answers;
}

function Line({ field, place, answers }: LineProps) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const local = useLocal();
  const words = useAnswerWords();
  const { form } = place.matter;
  const title = local(hintOf(form, field).title);
  const wrong = place.messages.some((message) => message.field === field);
  const answer = answerWords({ form, field }, answers[field], words);
  return (
    <div className={`review-line ${wrong ? 'review-wrong' : ''}`}>
      <dt>{title}</dt>
      <dd>
        <span className="review-answer">{answer === '' ? t('review.none') : answer}</span>
        <Chip label={t('review.changeField', { field: title })} onPress={() => tap({ kind: 'change', field })}>
          {answer === '' ? t('review.fill') : t('review.change')}
        </Chip>
      </dd>
    </div>
  );
}

function Actions() {
  const { t } = useTranslation();
  const { tap, isAsking } = useScreen();
  const checking = isAsking('application.check');
  return (
    <>
      <Big tone="plain" onPress={() => tap({ kind: 'back' })}>
        {t('question.back')}
      </Big>
      <Big tone="go" isDisabled={checking} onPress={() => tap({ kind: 'sign' })}>
        {checking ? t('review.checking') : t('review.sign')}
      </Big>
    </>
  );
}
