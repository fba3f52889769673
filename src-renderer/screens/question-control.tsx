/** The control of a question, by the hint of its form. */

import { Checkbox } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { hintOf } from '../flow/entry.ts';
import type { PlaceAt } from '../flow/state.ts';
import { optionsOf, spacedPhone } from '../parts/answer-words.ts';
import { ChoiceField } from '../parts/choice-field.tsx';
import { DateField, type DatePad } from '../parts/date-field.tsx';
import { Icon } from '../parts/icons.tsx';
import { useLocal, useScreen } from '../parts/screen.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { TextField } from '../parts/text-field.tsx';

interface ControlProps {
  readonly place: PlaceAt<'question'>;
  readonly datePad: DatePad;
}

export function QuestionControl({ place, datePad }: ControlProps) {
  const invalid = place.message !== undefined;
  const { control } = hintOf(place.matter.form, place.field);
  switch (control) {
    case 'text':
    case 'number':
    case 'money':
    case 'phone':
    case 'companyCode':
      return <Typed place={place} />;
    case 'longText':
    case 'address':
      return <Typed place={place} long />;
    case 'date':
      return <DateField pad={datePad} invalid={invalid} labelledBy="question" />;
    case 'choice':
    case 'yesNo':
      return <Choice place={place} />;
    case 'statement':
      return <Statement place={place} />;
  }
}

function Typed({ place, long = false }: { readonly place: PlaceAt<'question'>; readonly long?: boolean }) {
  const { tap } = useScreen();
  const local = useLocal();
  const { control, placeholder, unit } = hintOf(place.matter.form, place.field);
  return (
    <TextField
      value={control === 'phone' ? spacedPhone(place.entry) : place.entry}
      onChange={(put) => tap({ kind: 'entry', edit: { put } })}
      onEnter={() => tap({ kind: 'next' })}
      placeholder={placeholder && local(placeholder)}
      unit={unit && local(unit)}
      labelledBy="question"
      describedBy="message"
      invalid={place.message !== undefined}
      long={long}
      active
    />
  );
}

function Choice({ place }: { readonly place: PlaceAt<'question'> }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const local = useLocal();
  const { form } = place.matter;
  const { control, title } = hintOf(form, place.field);
  const yesNo = control === 'yesNo';
  const options = yesNo
    ? [
        { value: 'true', words: t('question.yes') },
        { value: 'false', words: t('question.no') },
      ]
    : optionsOf(form, place.field).map(({ value, words }) => ({ value, words: local(words) }));
  return (
    <Scroller label={local(title)}>
      <ChoiceField
        options={options}
        value={place.entry}
        onChange={(put) => tap({ kind: 'entry', edit: { put } })}
        labelledBy="question"
        describedBy="message"
        invalid={place.message !== undefined}
      />
    </Scroller>
  );
}

function Statement({ place }: { readonly place: PlaceAt<'question'> }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const local = useLocal();
  const { title, help } = hintOf(place.matter.form, place.field);
  return (
    <Scroller label={local(title)}>
      <div className="statement">
        <p>{local(title)}</p>
        {help && <p className="hint">{local(help)}</p>}
      </div>
      <Checkbox
        className="choice accept"
        isSelected={place.entry === 'true'}
        onChange={(yes) => tap({ kind: 'entry', edit: { put: yes ? 'true' : '' } })}
        aria-describedby="message"
      >
        <span className="choice-mark" aria-hidden="true">
          <Icon name="tick" />
        </span>
        <span>{t('question.accept')}</span>
      </Checkbox>
    </Scroller>
  );
}
