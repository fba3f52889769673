/** What pinyin may mean: one row over the keys, or, opened, pages in their place. */
import { Button } from 'react-aria-components';
import { columnsOf, pagesOf } from './candidate-pages.ts';
import type { Key, Panel } from './composition.ts';
import { KeyButton } from './key-button.tsx';
import { LABELS, type Language } from './labels.ts';
import { keysBeside } from './layouts.ts';
import type { Candidate } from './pinyin.ts';

interface CandidateListProps {
  readonly found: readonly Candidate[];
  /** The open page; undefined when only the first row is shown. */
  readonly page: number | undefined;
  readonly language: Language;
  readonly onKey: (key: Key) => void;
}

export function CandidateList({ found, page, language, onKey }: CandidateListProps) {
  const { firstRow, pages } = pagesOf(found);
  const visible = page === undefined ? firstRow : (pages[page] ?? []);
  const caps = found.length > firstRow.length ? keysBeside(page, pages.length) : [];
  return (
    <div className="kb-list">
      <ul className="kb-candidates" aria-label={LABELS[language].candidates}>
        {visible.map((candidate) => (
          <li key={candidate.text} className={`kb-columns-${columnsOf(candidate.text)}`}>
            <Button
              className={candidate === found[0] ? 'kb-key kb-candidate kb-likeliest' : 'kb-key kb-candidate'}
              data-key={`candidate-${found.indexOf(candidate)}`}
              preventFocusOnPress
              onPress={() => onKey({ kind: 'candidate', candidate })}
            >
              {candidate.text}
            </Button>
          </li>
        ))}
      </ul>
      <div className="kb-beside">
        {caps.map((cap) => (
          <KeyButton
            key={cap.id}
            cap={cap}
            language={language}
            onKey={onKey}
            isDisabled={cap.key.kind === 'page' && cap.key.page === page}
          />
        ))}
      </div>
    </div>
  );
}

interface TypedProps {
  /** As shown: `cai'guan`. */
  readonly composition: string;
  readonly panel: Panel;
  readonly language: Language;
}

/** The composition, over its candidates; what to do, while there is none. */
export function Typed({ composition, panel, language }: TypedProps) {
  const hint = panel === 'pinyin' ? LABELS[language].pinyinHint : '';
  return (
    <p className="kb-typed" aria-live="polite">
      {composition === '' ? hint : <span className="kb-composition">{composition}</span>}
    </p>
  );
}
