/** A day in three parts, filled by the digit pad: year, month, day, one after the other. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type DateParts, datePartsOf, entryOfDate } from '../flow/entry.ts';

const lengths = [4, 2, 2] as const;
const names = ['year', 'month', 'day'] as const;
type Part = 0 | 1 | 2;

export interface DatePad {
  readonly parts: DateParts;
  readonly active: Part;
  choose(part: Part): void;
  type(digit: string): void;
  backspace(): void;
  clear(): void;
}

/** The state of the field, for the pad that types into it. */
export function useDatePad(entry: string, onEntry: (entry: string) => void): DatePad {
  const parts = datePartsOf(entry);
  const firstOpen = lengths.findIndex((length, index) => (parts[index] ?? '').length < length);
  const [active, setActive] = useState<Part>(asPart(firstOpen < 0 ? 2 : firstOpen));
  const put = (part: Part, text: string) => {
    const [year, month, day] = parts;
    onEntry(entryOfDate(part === 0 ? [text, month, day] : part === 1 ? [year, text, day] : [year, month, text]));
  };
  return {
    parts,
    active,
    choose: setActive,
    type(digit) {
      if (!/^\d$/.test(digit)) return;
      const full = parts[active].length >= lengths[active];
      const part = full && active < 2 ? asPart(active + 1) : active;
      const text = full && part === active ? parts[part] : `${parts[part]}${digit}`.slice(0, lengths[part]);
      put(part, text);
      // 4 to 9 can only be a whole month, as in 2026 · 7.
      const whole = text.length === lengths[part] || (part === 1 && Number(text) > 1);
      setActive(whole && part < 2 ? asPart(part + 1) : part);
    },
    backspace() {
      const part = parts[active] === '' && active > 0 ? asPart(active - 1) : active;
      put(part, parts[part].slice(0, -1));
      setActive(part);
    },
    clear() {
      onEntry('');
      setActive(0);
    },
  };
}

function asPart(index: number): Part {
  return index <= 0 ? 0 : index === 1 ? 1 : 2;
}

interface DateFieldProps {
  readonly pad: DatePad;
  readonly invalid: boolean;
  readonly labelledBy: string;
}

export function DateField({ pad, invalid, labelledBy }: DateFieldProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="date-field" aria-labelledby={labelledBy}>
      {names.map((name, index) => {
        const part = asPart(index);
        const look = part === pad.active ? 'field-active' : '';
        return (
          <div className="date-part" key={name}>
            <Button
              className={`field date-box ${look} ${invalid ? 'field-wrong' : ''}`}
              onPress={() => pad.choose(part)}
              aria-label={`${t(`question.${name}`)} ${pad.parts[part]}`}
            >
              <span>{pad.parts[part]}</span>
              {part === pad.active && <i className="caret" aria-hidden="true" />}
            </Button>
            <span className="date-name">{t(`question.${name}`)}</span>
          </div>
        );
      })}
    </fieldset>
  );
}
