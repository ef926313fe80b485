import type { ReactNode } from 'react';

/** A row of facts; one without content is left out. */
export function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}
