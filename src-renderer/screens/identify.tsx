/** Who stands there: by card, by a typed number, and the person to be confirmed. */
import { useTranslation } from 'react-i18next';
import type { PersonView } from '../../src-main/contract/person.ts';
import { assertNever } from '../../src-main/contract/result.ts';
import type { PlaceAt } from '../flow/state.ts';
import { Box } from '../parts/box.tsx';
import { Frame } from '../parts/frame.tsx';
import { writtenDay } from '../parts/hall-time.ts';
import { IdCardPicture } from '../parts/id-card-picture.tsx';
import { Big } from '../parts/press.tsx';
import { useLocal, useScreen } from '../parts/screen.tsx';
import { Title } from '../parts/title.tsx';
import { IdentifyByCard } from './identify-by-card.tsx';
import { IdentifyByNumber } from './identify-by-number.tsx';

interface IdentifyProps {
  readonly place: PlaceAt<'identify'>;
  /** A card was refused for what it says: no typed number instead. */
  readonly cardRefused: boolean;
}

export function Identify({ place, cardRefused }: IdentifyProps) {
  const { step, notice } = place;
  switch (step.how) {
    case 'card':
      return <IdentifyByCard place={place} phase={step.phase} cardRefused={cardRefused} />;
    case 'number':
      return <IdentifyByNumber place={place} step={step} />;
    case 'done':
      return <Identified place={place} person={step.person} notice={notice} />;
    default:
      return assertNever(step);
  }
}

interface IdentifiedProps {
  readonly place: PlaceAt<'identify'>;
  readonly person: PersonView;
  readonly notice: PlaceAt<'identify'>['notice'];
}

function Identified({ place, person, notice }: IdentifiedProps) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const local = useLocal();
  const actions = (
    <>
      <Big tone="plain" onPress={() => tap({ kind: 'byCard' })}>
        {t('identify.notMe')}
      </Big>
      <Big tone="go" onPress={() => tap({ kind: 'itIsMe' })}>
        {t('identify.itIsMe')}
      </Big>
    </>
  );
  return (
    <Frame page="identified" matter={local(place.matter.detail.summary.name)} actions={actions}>
      <div className="id-card-stage">
        <IdCardPicture asked="nothing" />
      </div>
      <Title>{t('identify.doneTitle', { name: person.name })}</Title>
      <p className="lead">{person.trust === 'card' ? t('identify.doneLead') : t('identify.doneLeadTyped')}</p>
      {notice && <Box tone="lamp" icon="note" title={t(`notice.${notice}`)} alert />}
      <PersonCard person={person} />
    </Frame>
  );
}

function PersonCard({ person }: { readonly person: PersonView }) {
  const { t } = useTranslation();
  const { language } = useScreen();
  const { validUntil } = person;
  const until = validUntil === 'longTerm' ? t('identify.longTerm') : validUntil && writtenDay(validUntil, language);
  const lines = [
    [t('identify.name'), person.name],
    [t('identify.document'), t(`identify.${person.document}`)],
    [t('identify.number'), person.maskedNumber],
    [t('identify.address'), person.address],
    [t('identify.validUntil'), until],
  ] as const;
  return (
    <dl className="facts facts-single">
      {lines.map(([name, value]) => value && <Line key={name} name={name} value={value} />)}
    </dl>
  );
}

function Line({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
