/** The one heading of a screen. It takes the focus when the screen changes, so that a reader starts there. */
import { type ReactNode, useEffect, useRef } from 'react';

interface TitleProps {
  readonly children: ReactNode;
  readonly id?: string;
  /** The page has a field to type in: that takes the focus instead, and is named by this heading. */
  readonly hasField?: boolean;
}

/** Give it a `key` that changes with the screen. */
export function Title({ children, id, hasField = false }: TitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!hasField) heading.current?.focus();
  }, [hasField]);
  return (
    <h1 ref={heading} tabIndex={-1} id={id}>
      {children}
    </h1>
  );
}
