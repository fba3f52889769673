/** Content that may be longer than its place: moved by two large buttons, a page at a time; no scroll bar, no swipe needed. */
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from './icons.tsx';

interface Reach {
  readonly up: boolean;
  readonly down: boolean;
}

/** A finger's slip; less than this is not worth a page. */
const slackPx = 4;

export function Scroller({ children, label }: { readonly children: ReactNode; readonly label: string }) {
  const { t } = useTranslation();
  const view = useRef<HTMLDivElement>(null);
  const reach = useReach(view);
  const move = (way: 1 | -1) => {
    if (view.current) turnPage(view.current, way);
  };
  return (
    <div className={`scroller ${reach.up || reach.down ? 'scroller-long' : ''}`}>
      <section className={`scroller-view ${reach.down ? 'has-more' : ''}`} ref={view} aria-label={label}>
        <div className="scroller-content">{children}</div>
      </section>
      {(reach.up || reach.down) && (
        <div className="scroller-turn">
          <Button className="turn" isDisabled={!reach.up} onPress={() => move(-1)}>
            <Icon name="up" />
            {t('scroll.up')}
          </Button>
          <Button className="turn" isDisabled={!reach.down} onPress={() => move(1)}>
            <Icon name="down" />
            {t('scroll.down')}
          </Button>
        </div>
      )}
    </div>
  );
}

function useReach(view: RefObject<HTMLDivElement | null>): Reach {
  const [reach, setReach] = useState<Reach>({ up: false, down: false });
  const look = useCallback(() => {
    const element = view.current;
    if (element === null) return;
    const up = element.scrollTop > slackPx;
    const down = element.scrollHeight - element.clientHeight - element.scrollTop > slackPx;
    setReach((before) => (before.up === up && before.down === down ? before : { up, down }));
  }, [view]);
  useEffect(() => {
    const element = view.current;
    if (element === null) return undefined;
    // What scrolls must be reachable by keys (WCAG 2.1.1).
    element.tabIndex = 0;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [look, view]);
  return reach;
}

/** A page less a tenth, so that the last line read is still seen. */
function turnPage(element: HTMLElement, way: 1 | -1): void {
  element.scrollBy({ top: way * element.clientHeight * 0.9, behavior: 'smooth' });
}
