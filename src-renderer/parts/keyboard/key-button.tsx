/** One key. */
import { Button } from 'react-aria-components';
import type { Key } from './composition.ts';
import { LABELS, type Language } from './labels.ts';
import type { KeyCap } from './layouts.ts';

interface KeyButtonProps {
  readonly cap: KeyCap;
  readonly language: Language;
  readonly onKey: (key: Key) => void;
  /** Letters are capitals, and the shift key is down. */
  readonly shifted?: boolean;
  readonly isDisabled?: boolean;
}

/** The arrow that every keyboard has; its word is its name. */
const BACKSPACE_FACE = (
  <svg className="kb-backspace" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M9 5h12v14H9l-6-7ZM12.5 9.5l5 5m0-5-5 5" />
  </svg>
);

/** A press ends in exactly one `onKey`; a finger that slides off ends in none. The field keeps the focus. */
export function KeyButton({ cap, language, onKey, shifted = false, isDisabled = false }: KeyButtonProps) {
  const { faces, names } = LABELS[language];
  const isLetter = cap.key.kind === 'letter';
  const face = cap.named === undefined ? cap.id : faces[cap.named];
  const name = (cap.named === undefined ? undefined : names[cap.named]) ?? face;
  return (
    <Button
      className={`kb-key kb-${cap.look}`}
      data-key={cap.id}
      aria-label={name}
      {...(cap.key.kind === 'shift' && { 'aria-pressed': shifted })}
      isDisabled={isDisabled}
      preventFocusOnPress
      onPress={() => onKey(cap.key)}
    >
      {cap.named === 'backspace' ? BACKSPACE_FACE : isLetter && shifted ? face.toUpperCase() : face}
      {cap.hint !== undefined && (
        <span className="kb-hint" aria-hidden="true">
          {cap.hint}
        </span>
      )}
    </Button>
  );
}
