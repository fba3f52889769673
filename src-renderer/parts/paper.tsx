/** A picture of what the answers become: the application form on paper, the line at hand under the lamp. */
import { type RefObject, useLayoutEffect, useRef } from 'react';

export interface PaperLine {
  readonly field: string;
  readonly title: string;
  readonly answer: string;
}

interface PaperProps {
  readonly heading: string;
  readonly lines: readonly PaperLine[];
  /** The field of the line at hand. */
  readonly here: string;
}

/** Decoration: the page itself says everything, so a screen reader passes over it. */
export function Paper({ heading, lines, here }: PaperProps) {
  const view = useRef<HTMLDivElement>(null);
  useLineInView(view, here);
  const at = lines.findIndex(({ field }) => field === here);
  return (
    <div className="paper" aria-hidden="true" ref={view}>
      <div className="paper-sheet">
        <p className="paper-heading">{heading}</p>
        {lines.map((line, index) => (
          <p
            className={`paper-line ${index < at ? '' : index === at ? 'paper-here' : 'paper-after'}`}
            key={line.field}
            data-field={line.field}
          >
            <span className="paper-title">{line.title}</span>
            <span className="paper-answer">{line.answer}</span>
          </p>
        ))}
      </div>
    </div>
  );
}

/** How far down the picture the line at hand stands, when there are lines enough above and below it. */
const lineAt = 0.55;

function useLineInView(view: RefObject<HTMLDivElement | null>, here: string): void {
  useLayoutEffect(() => {
    const element = view.current;
    const line = element?.querySelector<HTMLElement>(`[data-field="${CSS.escape(here)}"]`);
    if (!element || !line) return undefined;
    const look = () => {
      const top = line.offsetTop - element.clientHeight * lineAt;
      element.scrollTop = top <= 0 ? 0 : topOfLine(element, top);
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [view, here]);
}

/** Scrolled so that no line is cut by the heading, which stays. */
function topOfLine(view: HTMLElement, atLeast: number): number {
  const heading = view.querySelector<HTMLElement>('.paper-heading')?.offsetHeight ?? 0;
  const lines = [...view.querySelectorAll<HTMLElement>('.paper-line')];
  const first = lines.find(({ offsetTop }) => offsetTop - heading >= atLeast);
  return first === undefined ? atLeast : first.offsetTop - heading;
}
