/** What do you want to do? */
import { useTranslation } from 'react-i18next';
import type { ItemSummary } from '../../src-main/contract/service-item.ts';
import { Box } from '../parts/box.tsx';
import { useHallTime } from '../parts/clock.tsx';
import { Frame } from '../parts/frame.tsx';
import { comingTime } from '../parts/hall-time.ts';
import { HillsPicture } from '../parts/hills-picture.tsx';
import { Icon } from '../parts/icons.tsx';
import { iconOf } from '../parts/item-icon.ts';
import { PressCard } from '../parts/press.tsx';
import { useHotline, useLocal, useScreen } from '../parts/screen.tsx';
import { Title } from '../parts/title.tsx';
import { VerdictMark } from '../parts/verdict.tsx';

/** Two columns of three: what a hand reaches at once. */
const tilesMax = 6;

export function Home() {
  const { t } = useTranslation();
  const { tap } = useScreen();
  return (
    <Frame page="home">
      <HillsPicture />
      <div className="home-ask">
        <Title>{t('home.title')}</Title>
        <p className="lead">
          <WindowsNow />
        </p>
        <PressCard kind="plain" onPress={() => tap({ kind: 'list', category: undefined, typing: true })}>
          <span className="search-look">
            <Icon name="search" />
            {t('home.search')}
          </span>
        </PressCard>
      </div>
      <Items />
    </Frame>
  );
}

function WindowsNow() {
  const { t } = useTranslation();
  const { terminal, language } = useScreen();
  const now = useHallTime();
  if (terminal?.windowsOpen) return t('home.windowsOpen');
  if (terminal?.windowsOpenNext === undefined) return t('home.windowsClosedNoDate');
  return t('home.windowsClosed', { when: comingTime(terminal.windowsOpenNext, now, language) });
}

function Items() {
  const { t } = useTranslation();
  const { overview } = useScreen();
  const hotline = useHotline();
  if (overview === undefined) return <p className="lead">{t('home.loading')}</p>;
  if (overview === 'missing') {
    return (
      <Box tone="stop" icon="alarm" title={t('home.noCatalogue')}>
        <p>{t('home.noCatalogueNow', { hotline })}</p>
      </Box>
    );
  }
  const often = overview.items.filter((item) => item.highFrequency);
  const shown = [...often, ...overview.items.filter((item) => !item.highFrequency)].slice(0, tilesMax);
  return (
    <div className="home-items">
      <h2>{t('home.often')}</h2>
      <div className="tiles">
        {shown.map((item) => (
          <Tile key={item.id} item={item} />
        ))}
      </div>
      <Everything count={overview.items.length} sample={overview.sample} />
    </div>
  );
}

function Tile({ item }: { readonly item: ItemSummary }) {
  const { tap } = useScreen();
  const local = useLocal();
  return (
    <PressCard kind="tile" item={item.id} onPress={() => tap({ kind: 'item', itemId: item.id })}>
      <span className="tile-head">
        <Icon name={iconOf(item)} />
        <b>{local(item.name)}</b>
      </span>
      <VerdictMark verdict={item.verdict} />
    </PressCard>
  );
}

function Everything({ count, sample }: { readonly count: number; readonly sample: boolean }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  return (
    <>
      <PressCard kind="row" onPress={() => tap({ kind: 'list', category: undefined, typing: false })}>
        <b>{t('home.all', { count })}</b>
        <span className="row-hint">{t('home.allHint')}</span>
        <Icon name="forward" />
      </PressCard>
      {sample && <p className="hint">{t('home.sample')}</p>}
    </>
  );
}
