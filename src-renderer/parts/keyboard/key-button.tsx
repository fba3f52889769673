/** One key. */
import { memo, type PointerEvent } from 'react';
import { Button, type PressEvent } from 'react-aria-components';
import { assertNever } from '../../../src-main/contract/result.ts';
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

/**
 * Keys that type act when the finger comes down, as a keyboard's do (WCAG 2.2, 2.5.2 allows it to keyboards): of two
 * thumbs that overlap, a click reaches only one. Their release does nothing more, so that one touch types once.
 */
function pressOf({ key }: KeyCap, onKey: KeyButtonProps['onKey']) {
  const act = () => onKey(key);
  switch (key.kind) {
    case 'letter':
    case 'text':
    case 'separator':
    case 'space':
    case 'backspace':
      return {
        onPointerDown: ({ button }: PointerEvent) => button === 0 && act(),
        onPress: ({ pointerType }: PressEvent) => (pointerType === 'keyboard' || pointerType === 'virtual') && act(),
      };
    // What changes the keys under the finger waits for its release: else the rest of the touch meets another key.
    case 'candidate':
    case 'panel':
    case 'page':
    case 'clear':
    case 'done':
    case 'shift':
      return { onPress: act };
    default:
      return assertNever(key);
  }
}

function Face({ cap, language, shifted }: Required<Pick<KeyButtonProps, 'cap' | 'language' | 'shifted'>>) {
  if (cap.named === 'backspace') return BACKSPACE_FACE;
  if (cap.named !== undefined) return LABELS[language].faces[cap.named];
  return shifted && cap.key.kind === 'letter' ? cap.id.toUpperCase() : cap.id;
}

/** A key of the keyboard. The field keeps the focus when it is touched. */
export const KeyButton = memo(function KeyButton(props: KeyButtonProps) {
  const { cap, language, onKey, shifted = false, isDisabled = false } = props;
  const { faces, names } = LABELS[language];
  const name = cap.named === undefined ? cap.id : (names[cap.named] ?? faces[cap.named]);
  return (
    <Button
      className={`kb-key kb-${cap.look}`}
      data-key={cap.id}
      aria-label={name}
      {...(cap.key.kind === 'shift' && { 'aria-pressed': shifted })}
      {...pressOf(cap, onKey)}
      isDisabled={isDisabled}
      preventFocusOnPress
    >
      <Face cap={cap} language={language} shifted={shifted} />
      {cap.hint !== undefined && (
        <span className="kb-hint" aria-hidden="true">
          {cap.hint}
        </span>
      )}
    </Button>
  );
});
