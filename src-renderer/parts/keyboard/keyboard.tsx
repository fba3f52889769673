/** The keyboard on the screen: a citizen's terminal has no other. */
import './keyboard.css';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { assertNever } from '../../../src-main/contract/result.ts';
import { CandidateList, Typed } from './candidate-list.tsx';
import { CANDIDATES_MAX } from './candidate-pages.ts';
import { type Key, type KeyboardState, type Output, opened, press, shown } from './composition.ts';
import { KeyButton } from './key-button.tsx';
import { LABELS, type Language } from './labels.ts';
import { type PadLayout, padKeys, rowsOfPanel } from './layouts.ts';
import { type Candidate, candidates } from './pinyin.ts';

export interface KeyboardProps {
  /** What the field takes. `pinyin` can turn to Latin and to digits and signs, `latin` to digits and signs. */
  readonly layout: 'pinyin' | 'latin' | PadLayout;
  readonly language: Language;
  readonly onText: (text: string) => void;
  readonly onBackspace: () => void;
  readonly onClear: () => void;
  /** What was typed and not yet chosen has been given to `onText` before, in the same event. */
  readonly onDone: () => void;
  /** Whether `digits` has a decimal point. */
  readonly decimal?: boolean;
  /** Told when the composition changes, as it is shown (`cai'guan`; empty when there is none): the field may show it. */
  readonly onComposition?: (composition: string) => void;
}

/** A pad composes nothing: its state is always the same. */
const PAD = opened('symbols');

function tell(owner: KeyboardProps, output: Output): void {
  switch (output.kind) {
    case 'text':
      owner.onText(output.text);
      break;
    case 'backspace':
      owner.onBackspace();
      break;
    case 'clear':
      owner.onClear();
      break;
    case 'done':
      owner.onDone();
      break;
    default:
      assertNever(output);
  }
}

/**
 * Keys for one field. It keeps nothing but the composition, and that only while it is mounted: an unmounted keyboard
 * has forgotten what was being typed, and says nothing more to its owner.
 */
export function Keyboard(props: KeyboardProps) {
  const { layout } = props;
  switch (layout) {
    case 'pinyin':
    case 'latin':
      return <LetterKeyboard key={layout} home={layout} {...props} />;
    case 'digits':
    case 'idNumber':
    case 'phone':
      return <Pad pad={layout} {...props} />;
  }
}

type Typing = { readonly state: KeyboardState; readonly found: readonly Candidate[] };

function LetterKeyboard(props: KeyboardProps & { readonly home: 'pinyin' | 'latin' }) {
  const { home, language } = props;
  const [typing, setTyping] = useState<Typing>(() => ({ state: opened(home), found: [] }));
  const latest = useRef(typing);
  const owner = useRef<KeyboardProps>(props);
  useLayoutEffect(() => {
    owner.current = props;
  });
  // One function for the keyboard's whole life, so that a tap draws only the candidates anew and not every key.
  const onKey = useCallback((key: Key) => {
    const before = latest.current;
    const { state, output } = press(before.state, key);
    const isComposed = state.composition !== before.state.composition;
    const found = isComposed ? candidates(state.composition, CANDIDATES_MAX) : before.found;
    latest.current = { state, found };
    setTyping(latest.current);
    if (isComposed) owner.current.onComposition?.(shown(state.composition, found[0]));
    for (const told of output) tell(owner.current, told);
  }, []);
  const { state, found } = typing;
  const { panel, page, shifted } = state;
  return (
    <section className="kb" aria-label={LABELS[language].keyboards[home]} data-panel={panel}>
      {home === 'pinyin' && (
        <Typed composition={shown(state.composition, found[0])} panel={panel} language={language} />
      )}
      {panel === 'pinyin' && <CandidateList found={found} page={page} language={language} onKey={onKey} />}
      {page === undefined &&
        rowsOfPanel(panel, home).map((row) => (
          <div className="kb-row" key={row[0]?.id}>
            {row.map((cap) => (
              <KeyButton key={cap.id} cap={cap} language={language} shifted={shifted} onKey={onKey} />
            ))}
          </div>
        ))}
    </section>
  );
}

function Pad(props: KeyboardProps & { readonly pad: PadLayout }) {
  const { pad, language, decimal = false } = props;
  const onKey = (key: Key) => {
    for (const told of press(PAD, key).output) tell(props, told);
  };
  return (
    <section className="kb" aria-label={LABELS[language].keyboards[pad]} data-panel={pad}>
      <div className="kb-pad">
        {padKeys(pad, decimal).map((cap) => (
          <KeyButton key={cap.id} cap={cap} language={language} onKey={onKey} />
        ))}
      </div>
    </section>
  );
}
