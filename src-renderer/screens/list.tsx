/** All matters: by category, or by what the citizen types. */
import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { searchEntries } from '../../src-main/catalogue/search.ts';
import type { ItemSummary, Localized } from '../../src-main/contract/service-item.ts';
import type { Edit } from '../flow/edit.ts';
import type { PlaceAt, Visit } from '../flow/state.ts';
import { Frame } from '../parts/frame.tsx';
import { Icon } from '../parts/icons.tsx';
import { iconOf } from '../parts/item-icon.ts';
import { Keyboard } from '../parts/keyboard/keyboard.tsx';
import { Big, PressCard } from '../parts/press.tsx';
import { useHotline, useLocal, useScreen } from '../parts/screen.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { TextField } from '../parts/text-field.tsx';
import { Title } from '../parts/title.tsx';
import { VerdictMark } from '../parts/verdict.tsx';

interface ListProps {
  readonly place: PlaceAt<'list'>;
  readonly browse: Visit['browse'];
}

export function List({ place, browse }: ListProps) {
  const { t } = useTranslation();
  const { overview } = useScreen();
  const items = overview === undefined || overview === 'missing' ? [] : overview.items;
  const found = useMemo(() => {
    const inCategory = items.filter((item) => browse.category === undefined || item.category.zh === browse.category);
    return searchEntries(inCategory, browse.text);
  }, [items, browse]);
  const keyboard = place.typing ? <SearchKeyboard browse={browse} /> : undefined;
  return (
    <Frame page="list" keyboard={keyboard} actions={place.typing ? undefined : <ListActions browse={browse} />}>
      <Title hasField={place.typing} id="list-title">
        {t('list.title')}
      </Title>
      {(place.typing || browse.text !== '') && <SearchField browse={browse} typing={place.typing} />}
      {!place.typing && <Categories items={items} chosen={browse.category} />}
      <p className="hint" role="status">
        {found.length > 0 && t('list.found', { count: found.length })}
      </p>
      <Found found={found} text={browse.text} />
    </Frame>
  );
}

function SearchField({ browse, typing }: { readonly browse: Visit['browse']; readonly typing: boolean }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  return (
    <TextField
      value={browse.text}
      onChange={(put) => tap({ kind: 'search', edit: { put } })}
      onEnter={() => tap({ kind: 'list', category: browse.category, typing: false })}
      onFocus={() => typing || tap({ kind: 'list', category: browse.category, typing: true })}
      placeholder={t('list.search')}
      label={t('list.search')}
      invalid={false}
      active={typing}
    />
  );
}

function SearchKeyboard({ browse }: { readonly browse: Visit['browse'] }) {
  const { tap, language } = useScreen();
  const edit = (edit: Edit) => tap({ kind: 'search', edit });
  return (
    <Keyboard
      layout={language === 'en' ? 'latin' : 'pinyin'}
      language={language}
      onText={(add) => edit({ add })}
      onBackspace={() => edit({ key: 'backspace' })}
      onClear={() => edit({ key: 'clear' })}
      onDone={() => tap({ kind: 'list', category: browse.category, typing: false })}
    />
  );
}

function ListActions({ browse }: { readonly browse: Visit['browse'] }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  return (
    <>
      <Big tone="plain" onPress={() => tap({ kind: 'back' })}>
        {t('back')}
      </Big>
      <Big tone="go" onPress={() => tap({ kind: 'list', category: browse.category, typing: true })}>
        <Icon name="search" />
        {t('list.showKeyboard')}
      </Big>
    </>
  );
}

interface CategoriesProps {
  readonly items: readonly ItemSummary[];
  readonly chosen: string | undefined;
}

function Categories({ items, chosen }: CategoriesProps) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const local = useLocal();
  const categories = new Map<string, Localized>(items.map((item) => [item.category.zh, item.category]));
  const choose = (category: string | undefined) => tap({ kind: 'list', category, typing: false });
  return (
    <nav className="categories" aria-label={t('list.categories')}>
      <Button className="category" aria-pressed={chosen === undefined} onPress={() => choose(undefined)}>
        {t('list.everything')}
      </Button>
      {[...categories.values()].map((category) => (
        <Button
          className="category"
          key={category.zh}
          aria-pressed={chosen === category.zh}
          onPress={() => choose(category.zh)}
        >
          {local(category)}
        </Button>
      ))}
    </nav>
  );
}

/** Nobody turns more pages than this; and a county has thousands of matters. */
const rowsMax = 60;

function Found({ found, text }: { readonly found: readonly ItemSummary[]; readonly text: string }) {
  const { t } = useTranslation();
  const { tap } = useScreen();
  const local = useLocal();
  const hotline = useHotline();
  if (found.length === 0) {
    return (
      <div className="nothing-found" role="status">
        <p className="lead">{t('list.none', { text })}</p>
        <p className="hint">{t('list.noneNow', { hotline })}</p>
      </div>
    );
  }
  return (
    <Scroller label={t('list.title')} key={text}>
      <div className="rows">
        {found.slice(0, rowsMax).map((item) => (
          <PressCard kind="row" item={item.id} key={item.id} onPress={() => tap({ kind: 'item', itemId: item.id })}>
            <Icon name={iconOf(item)} />
            <span className="row-words">
              <b>{local(item.name)}</b>
              <span className="row-hint">{local(item.department)}</span>
            </span>
            <VerdictMark verdict={item.verdict} />
            <Icon name="forward" />
          </PressCard>
        ))}
        {found.length > rowsMax && <p className="hint">{t('list.more', { count: found.length - rowsMax })}</p>}
      </div>
    </Scroller>
  );
}
