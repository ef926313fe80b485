import type { ReactNode } from 'react';

interface ScrollListProps {
  /** Accessible name of the list. */
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** A list that scrolls by itself where it is long: the Tab key reaches it, so that the arrows can move it. */
export function ScrollList({ label, className, children }: ScrollListProps) {
  return (
    <ul className={className} aria-label={label} {...reachable}>
      {children}
    </ul>
  );
}

const reachable = { tabIndex: 0 } as const;
