/** Nobody is here yet: the lamp, the hour, and how to begin. */

import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useHallTime } from '../parts/clock.tsx';
import { clockOf, isEvening } from '../parts/hall-time.ts';
import { Lamp } from '../parts/lamp.tsx';
import { useLocal, useScreen } from '../parts/screen.tsx';

export function Attract() {
  const { t } = useTranslation();
  const { tap, terminal, link } = useScreen();
  const local = useLocal();
  const ready = terminal !== undefined && link === 'up';
  return (
    <main className="night attract">
      <Button className="attract-all" isDisabled={!ready} onPress={() => tap({ kind: 'begin', language: 'zh-CN' })}>
        <Lamp size="large" />
        <h1 className="attract-brand">{t('product')}</h1>
        <span className="attract-hall">
          {terminal && `${local(terminal.hall)} · `}
          {t('attract.open')}
        </span>
        <span className="attract-start">{ready ? t('attract.start') : t('attract.preparing')}</span>
      </Button>
      <Button className="attract-english" isDisabled={!ready} onPress={() => tap({ kind: 'begin', language: 'en' })}>
        <span lang="en">Touch here for English</span>
      </Button>
      <TonightLine />
    </main>
  );
}

/** How much can be done here now, and the time. */
function TonightLine() {
  const { t } = useTranslation();
  const { overview } = useScreen();
  const time = useHallTime();
  const count =
    overview === undefined || overview === 'missing'
      ? undefined
      : overview.items.filter(({ verdict }) => verdict.kind === 'completeTonight' || verdict.kind === 'submitTonight')
          .length;
  const words = isEvening(time) ? t('attract.tonight', { count: count ?? 0 }) : t('attract.now', { count: count ?? 0 });
  return (
    <p className="attract-foot">
      {count !== undefined && `${words} · `}
      <time dateTime={time}>{clockOf(time)}</time>
    </p>
  );
}
