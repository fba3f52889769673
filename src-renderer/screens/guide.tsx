/** 办事指南: what it takes, and whether it can be done here now. */
import { useTranslation } from 'react-i18next';
import type { ItemDetail, Localized, Material, TimeLimit } from '../../src-main/contract/service-item.ts';
import { matterOf } from '../flow/browse.ts';
import type { PlaceAt } from '../flow/state.ts';
import { Box, TroubleBox } from '../parts/box.tsx';
import { Frame } from '../parts/frame.tsx';
import { Icon } from '../parts/icons.tsx';
import { Big } from '../parts/press.tsx';
import { useLocal, useScreen } from '../parts/screen.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { useTimeLimit } from '../parts/time-limit.ts';
import { Title } from '../parts/title.tsx';
import { toneOf, useVerdictSentence, useVerdictWords } from '../parts/verdict.tsx';

export function Guide({ place }: { readonly place: PlaceAt<'guide'> }) {
  const { t } = useTranslation();
  const local = useLocal();
  const { detail, trouble } = place;
  const title = detail ? local(detail.summary.name) : t('guide.loading');
  return (
    <Frame page="guide" actions={<GuideActions place={place} />}>
      <Title key={title}>{title}</Title>
      {trouble && <TroubleBox trouble={trouble} />}
      {detail && (
        <>
          <VerdictBox detail={detail} />
          <Scroller label={title}>
            <GuideText detail={detail} />
          </Scroller>
        </>
      )}
    </Frame>
  );
}

function GuideActions({ place }: { readonly place: PlaceAt<'guide'> }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const canStart = place.detail !== undefined && matterOf(place.detail) !== undefined;
  return (
    <>
      <Big tone="plain" onPress={() => tap({ kind: 'back' })}>
        {t('back')}
      </Big>
      {canStart && (
        <Big tone="go" onPress={() => tap({ kind: 'start' })}>
          {t('guide.start')}
        </Big>
      )}
      {place.trouble && (
        <Big tone="go" onPress={() => tap({ kind: 'retryItem' })}>
          {t('guide.retry')}
        </Big>
      )}
    </>
  );
}

function VerdictBox({ detail }: { readonly detail: ItemDetail }) {
  const words = useVerdictWords();
  const sentence = useVerdictSentence();
  const { verdict } = detail.summary;
  const tone = toneOf(verdict);
  return (
    <Box tone={tone} icon={tone === 'go' ? 'tick' : 'note'} title={words(verdict)}>
      <p>{sentence(verdict)}</p>
    </Box>
  );
}

function GuideText({ detail }: { readonly detail: ItemDetail }) {
  const { t } = useTranslation();
  const local = useLocal();
  const { guide } = detail;
  return (
    <>
      <Facts detail={detail} />
      <h2>{t('guide.materials')}</h2>
      <Materials materials={guide.materials} />
      <h2>{t('guide.steps')}</h2>
      <ol className="guide-steps">
        {guide.steps.map((step) => (
          <li key={step.zh}>{local(step)}</li>
        ))}
      </ol>
      <Passage title={t('guide.conditions')} text={guide.conditions} />
      <Passage title={t('guide.legalBasis')} text={guide.legalBasis} />
      <p className="hint">
        {t('guide.code')} {detail.implementationCode}
      </p>
    </>
  );
}

function Passage({ title, text }: { readonly title: string; readonly text: Localized }) {
  const local = useLocal();
  return (
    <>
      <h2>{title}</h2>
      <p className="passage">{local(text)}</p>
    </>
  );
}

function Facts({ detail }: { readonly detail: ItemDetail }) {
  const { t } = useTranslation();
  const local = useLocal();
  const limit = useTimeLimit();
  const { guide } = detail;
  const withNote = (time: TimeLimit) => `${limit(time)}${time.note ? ` · ${local(time.note)}` : ''}`;
  const facts = [
    [t('guide.fee'), local(guide.fee)],
    [t('guide.promised'), withNote(guide.promisedLimit)],
    [t('guide.statutory'), withNote(guide.statutoryLimit)],
    [t('guide.result'), local(guide.result)],
    [t('guide.place'), local(guide.place)],
    [t('guide.hours'), local(guide.hours)],
    [t('guide.phone'), guide.phone],
    [t('guide.supervision'), guide.supervisionPhone],
  ] as const;
  return (
    <dl className="facts" aria-label={t('guide.facts')}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Materials({ materials }: { readonly materials: readonly Material[] }) {
  const { t } = useTranslation();
  if (materials.length === 0) return <p className="passage">{t('guide.noMaterials')}</p>;
  return (
    <ul className="materials">
      {materials.map((material) => (
        <MaterialLine key={material.code} material={material} />
      ))}
    </ul>
  );
}

function MaterialLine({ material }: { readonly material: Material }) {
  const { t } = useTranslation();
  const local = useLocal();
  const { originals, copies, issuer } = material;
  const counts = [
    originals > 0 ? t('guide.original', { count: originals }) : '',
    copies > 0 ? t('guide.copy', { count: copies }) : '',
    issuer ? t('guide.issuedBy', { issuer: local(issuer) }) : '',
  ].filter((text) => text !== '');
  return (
    <li className={material.shared ? 'material material-shared' : 'material'}>
      <Icon name={material.shared ? 'tick' : 'document'} />
      <span className="material-words">
        <b>{local(material.name)}</b>
        <span className="row-hint">{material.shared ? t('guide.shared') : counts.join(' · ')}</span>
      </span>
      {!material.required && !material.shared && <span className="tag">{t('guide.optional')}</span>}
    </li>
  );
}
