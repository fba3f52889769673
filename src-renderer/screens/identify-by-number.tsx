/** No card: name and number typed, with lower trust, and said so. */
import { useTranslation } from 'react-i18next';
import type { Edit } from '../flow/edit.ts';
import type { IdentifyStep, PlaceAt } from '../flow/state.ts';
import { spacedNumber } from '../parts/answer-words.ts';
import { Frame } from '../parts/frame.tsx';
import { IdCardPicture } from '../parts/id-card-picture.tsx';
import { Keyboard } from '../parts/keyboard/keyboard.tsx';
import { Big } from '../parts/press.tsx';
import { useHotline, useLocal, useScreen } from '../parts/screen.tsx';
import { TextField } from '../parts/text-field.tsx';
import { Title } from '../parts/title.tsx';

type NumberStep = Extract<IdentifyStep, { readonly how: 'number' }>;

interface ByNumberProps {
  readonly place: PlaceAt<'identify'>;
  readonly step: NumberStep;
}

export function IdentifyByNumber({ place, step }: ByNumberProps) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const local = useLocal();
  return (
    <Frame
      page="by-number"
      matter={local(place.matter.detail.summary.name)}
      actions={<Actions step={step} />}
      keyboard={<Keys step={step} />}
    >
      <div className="id-card-stage">
        <IdCardPicture asked={step.field} />
      </div>
      <Title hasField>{t('identify.typedTitle')}</Title>
      <p className="lead">{t('identify.typedLead')}</p>
      <div className="two-fields">
        <Field step={step} field="name" onEnter={() => tap({ kind: 'typedField', field: 'number' })} />
        <Field step={step} field="number" onEnter={() => tap({ kind: 'submitNumber' })} />
      </div>
      <Wrong step={step} />
    </Frame>
  );
}

interface FieldProps {
  readonly step: NumberStep;
  readonly field: 'name' | 'number';
  readonly onEnter: () => void;
}

function Field({ step, field, onEnter }: FieldProps) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const text = field === 'name' ? step.name : spacedNumber(step.number);
  return (
    <div className="labelled">
      <span className="label" id={`label-${field}`}>
        {t(`identify.${field}`)}
      </span>
      <TextField
        value={text}
        onChange={(put) => tap({ kind: 'typed', field, edit: { put } })}
        onEnter={onEnter}
        labelledBy={`label-${field}`}
        describedBy="wrong"
        invalid={step.trouble !== undefined && step.field === field}
        active={step.field === field}
        onFocus={() => step.field === field || tap({ kind: 'typedField', field })}
      />
    </div>
  );
}

function Wrong({ step }: { readonly step: NumberStep }) {
  const { t } = useTranslation();
  const hotline = useHotline();
  return (
    <p className="wrong" id="wrong" role="alert">
      {step.trouble && (
        <>
          <span>{t(`trouble.${step.trouble}.what`)}</span> <span>{t(`trouble.${step.trouble}.now`, { hotline })}</span>
        </>
      )}
    </p>
  );
}

function Actions({ step }: { readonly step: NumberStep }) {
  const { t } = useTranslation();
  const { tap, isAsking } = useScreen();
  const naming = step.field === 'name';
  const forward = () => tap(naming ? { kind: 'typedField', field: 'number' } : { kind: 'submitNumber' });
  return (
    <>
      <Big tone="plain" onPress={() => tap({ kind: 'byCard' })}>
        {t('identify.byCard')}
      </Big>
      <Big tone="go" isDisabled={isAsking('identify.byNumber')} onPress={forward}>
        {naming ? t('identify.numberNext') : t('identify.submit')}
      </Big>
    </>
  );
}

function Keys({ step }: { readonly step: NumberStep }) {
  const { tap, language } = useScreen();
  const { field } = step;
  const edit = (change: Edit) => tap({ kind: 'typed', field, edit: change });
  const letters = language === 'en' ? 'latin' : 'pinyin';
  return (
    <Keyboard
      key={field}
      layout={field === 'name' ? letters : 'idNumber'}
      language={language}
      onText={(add) => edit({ add })}
      onBackspace={() => edit({ key: 'backspace' })}
      onClear={() => edit({ key: 'clear' })}
      onDone={() => tap(field === 'name' ? { kind: 'typedField', field: 'number' } : { kind: 'submitNumber' })}
    />
  );
}
