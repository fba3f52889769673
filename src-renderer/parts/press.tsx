/** Everything that is pressed. */
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';

interface PressProps {
  readonly onPress: () => void;
  readonly children: ReactNode;
  readonly isDisabled?: boolean;
  /** When the visible words alone do not say what is pressed. */
  readonly label?: string;
}

/** Without a label the attribute must be absent, not undefined. */
function named(label: string | undefined): { readonly 'aria-label'?: string } {
  return label === undefined ? {} : { 'aria-label': label };
}

interface BigProps extends PressProps {
  /** `go` the one way forward · `plain` any other · `stop` ends or clears. */
  readonly tone: 'go' | 'plain' | 'stop';
}

/** A main button, at least 25 mm high. */
export function Big({ tone, children, onPress, isDisabled = false, label }: BigProps) {
  return (
    <Button className={`big big-${tone}`} onPress={onPress} isDisabled={isDisabled} {...named(label)}>
      {children}
    </Button>
  );
}

/** A small button of the frame: 16 mm to the eye, 20 mm to the finger. */
export function Chip({ children, onPress, isDisabled = false, label }: PressProps) {
  return (
    <Button className="chip" onPress={onPress} isDisabled={isDisabled} {...named(label)}>
      {children}
    </Button>
  );
}

interface CardProps extends PressProps {
  readonly kind: 'tile' | 'row' | 'plain';
  /** The item that it opens. */
  readonly item?: string;
}

/** A whole surface that opens something. */
export function PressCard({ kind, children, onPress, isDisabled = false, label, item }: CardProps) {
  return (
    <Button
      className={`press-card press-card-${kind}`}
      data-item={item}
      onPress={onPress}
      isDisabled={isDisabled}
      {...named(label)}
    >
      {children}
    </Button>
  );
}
