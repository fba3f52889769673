/** One of several answers, each a large button. */
import { Radio, RadioGroup } from 'react-aria-components';
import { Icon } from './icons.tsx';

export interface Option {
  readonly value: string;
  readonly words: string;
}

interface ChoiceFieldProps {
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly invalid: boolean;
}

/** More than this many short answers stand in two columns. */
const oneColumnMax = 4;
const shortWords = 14;

export function ChoiceField({ options, value, onChange, labelledBy, describedBy, invalid }: ChoiceFieldProps) {
  const twoColumns = options.length > oneColumnMax && options.every((option) => option.words.length <= shortWords);
  const pair = options.length === 2 && options.every((option) => option.words.length <= shortWords);
  return (
    <RadioGroup
      className={`choices ${twoColumns || pair ? 'choices-two' : ''}`}
      value={value === '' ? null : value}
      onChange={onChange}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      isInvalid={invalid}
    >
      {options.map((option) => (
        <Radio className="choice" key={option.value} value={option.value}>
          <span className="choice-mark" aria-hidden="true">
            <Icon name="tick" />
          </span>
          <span>{option.words}</span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
