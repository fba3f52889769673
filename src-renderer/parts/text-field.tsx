/**
 * One field to type in. It is a real input, so that a keyboard that somebody plugged in works too; the keys on
 * the screen write at its end. Nothing of it is remembered by the browser.
 */
import { useEffect, useLayoutEffect, useRef } from 'react';

interface TextFieldProps {
  /** As shown, spaces for reading included. */
  readonly value: string;
  readonly onChange: (shown: string) => void;
  readonly onEnter: () => void;
  readonly placeholder?: string | undefined;
  readonly unit?: string | undefined;
  readonly labelledBy?: string;
  readonly label?: string;
  readonly describedBy?: string;
  readonly invalid: boolean;
  readonly long?: boolean;
  /** Takes the focus, and with it the hardware keyboard. */
  readonly active: boolean;
  readonly onFocus?: () => void;
}

export function TextField(props: TextFieldProps) {
  const { value, onChange, onEnter, placeholder, unit, labelledBy, label, describedBy, invalid, long = false } = props;
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    if (props.active) field.current?.focus();
  }, [props.active]);
  useEndInView(field, value);
  const shared = {
    ref: field,
    value,
    placeholder,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
    onFocus: props.onFocus,
    'aria-labelledby': labelledBy,
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    inputMode: 'none',
    autoComplete: 'off',
    spellCheck: false,
  } as const;
  return (
    <div
      className={`field ${long ? 'field-long' : ''} ${invalid ? 'field-wrong' : ''} ${props.active ? 'field-active' : ''}`}
    >
      {long ? (
        <textarea {...shared} rows={3} />
      ) : (
        <input {...shared} type="text" onKeyDown={(event) => event.key === 'Enter' && onEnter()} />
      )}
      {unit && <span className="field-unit">{unit}</span>}
    </div>
  );
}

/** The keys on the screen write at the end: it is kept in view, with the caret there. */
function useEndInView(field: React.RefObject<HTMLInputElement | HTMLTextAreaElement | null>, value: string) {
  const shown = useRef(value);
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null || shown.current === value) return;
    shown.current = value;
    const typedInside = document.activeElement === element && element.selectionStart !== element.value.length;
    if (typedInside) return;
    element.scrollLeft = element.scrollWidth;
    element.scrollTop = element.scrollHeight;
  }, [field, value]);
}
