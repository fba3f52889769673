/** The signature, under the one sentence that it is given for. */
import { useTranslation } from 'react-i18next';
import { pagesOf } from '../../src-main/catalogue/forms.ts';
import type { Answers } from '../../src-main/contract/service-item.ts';
import type { PlaceAt } from '../flow/state.ts';
import { TroubleBox } from '../parts/box.tsx';
import { Frame } from '../parts/frame.tsx';
import { Paper } from '../parts/paper.tsx';
import { Big, Chip } from '../parts/press.tsx';
import { useLocal, useScreen } from '../parts/screen.tsx';
import { SignaturePad } from '../parts/signature/signature-pad.tsx';
import { Steps } from '../parts/steps.tsx';
import { Title } from '../parts/title.tsx';
import { usePaperLines } from '../parts/use-answer-words.ts';

interface SignatureProps {
  readonly place: PlaceAt<'signature'>;
  readonly answers: Answers;
}

export function SignatureScreen({ place, answers }: SignatureProps) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const local = useLocal();
  const { matter, person, strokes, trouble } = place;
  const item = local(matter.detail.summary.name);
  const pages = pagesOf(matter.form, answers);
  const total = pages.length + 2;
  const lines = usePaperLines(matter.form, pages)(answers);
  const signatureLine = { field: 'signature', title: t('signature.line'), answer: '' };
  return (
    <Frame page="signature" matter={item} actions={<Actions signed={strokes.length > 0} />}>
      <Steps step={total} total={total} />
      <Paper heading={item} lines={[...lines, signatureLine]} here="signature" />
      <Title>{t('signature.title')}</Title>
      {trouble && <TroubleBox trouble={trouble} />}
      <p className="statement">{t('signature.statement', { name: person.name, item })}</p>
      <div className="sign-head">
        <p className="lead">{t('signature.lead')}</p>
        <Chip isDisabled={strokes.length === 0} onPress={() => tap({ kind: 'strokes', strokes: [] })}>
          {t('signature.clear')}
        </Chip>
      </div>
      <div className="sign-pad">
        <SignaturePad
          strokes={strokes}
          onChange={(drawn) => tap({ kind: 'strokes', strokes: drawn })}
          label={t('signature.pad')}
        />
      </div>
    </Frame>
  );
}

function Actions({ signed }: { readonly signed: boolean }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  return (
    <>
      <Big tone="plain" onPress={() => tap({ kind: 'back' })}>
        {t('question.back')}
      </Big>
      <Big tone="go" isDisabled={!signed} onPress={() => tap({ kind: 'confirm', confirmationId: crypto.randomUUID() })}>
        {t('signature.confirm')}
      </Big>
    </>
  );
}
