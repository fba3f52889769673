/** The keys for a question that is typed. */
import type { Control } from '../../src-main/contract/service-item.ts';
import type { Edit } from '../flow/edit.ts';
import { hintOf } from '../flow/entry.ts';
import type { PlaceAt } from '../flow/state.ts';
import type { DatePad } from '../parts/date-field.tsx';
import { Keyboard } from '../parts/keyboard/keyboard.tsx';
import { useScreen } from '../parts/screen.tsx';

export function isTyped(control: Control): boolean {
  switch (control) {
    case 'text':
    case 'longText':
    case 'address':
    case 'number':
    case 'money':
    case 'phone':
    case 'companyCode':
    case 'date':
      return true;
    case 'choice':
    case 'yesNo':
    case 'statement':
      return false;
  }
}

type Layout = 'pinyin' | 'latin' | 'digits' | 'phone';

function layoutOf(control: Control, english: boolean): Layout {
  switch (control) {
    case 'number':
    case 'money':
    case 'date':
      return 'digits';
    case 'phone':
      return 'phone';
    case 'companyCode':
      return 'latin';
    case 'text':
    case 'longText':
    case 'address':
    case 'choice':
    case 'yesNo':
    case 'statement':
      return english ? 'latin' : 'pinyin';
  }
}

interface KeyboardProps {
  readonly place: PlaceAt<'question'>;
  readonly datePad: DatePad;
}

export function QuestionKeyboard({ place, datePad }: KeyboardProps) {
  const { tap, language } = useScreen();
  const { control } = hintOf(place.matter.form, place.field);
  const isDate = control === 'date';
  const edit = (change: Edit) => tap({ kind: 'entry', edit: change });
  return (
    <Keyboard
      key={place.field}
      layout={layoutOf(control, language === 'en')}
      language={language}
      decimal={!isDate && place.matter.form.schema.properties[place.field]?.type !== 'integer'}
      onText={(add) => (isDate ? datePad.type(add) : edit({ add }))}
      onBackspace={() => (isDate ? datePad.backspace() : edit({ key: 'backspace' }))}
      onClear={() => (isDate ? datePad.clear() : edit({ key: 'clear' }))}
      onDone={() => tap({ kind: 'next' })}
    />
  );
}
