import type { ReactNode } from 'react';
import { workbenchTexts } from '../../texts/workbench.ts';

interface SideViewProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a view beside the editor: its title, its buttons, its content. */
export function SideView({ title, actions, children }: SideViewProps) {
  return (
    <section className="side-view" aria-label={workbenchTexts.sideView(title)} data-region="side" tabIndex={-1}>
      <div className="side-title">
        <h2>{title}</h2>
        <span className="side-actions">{actions}</span>
      </div>
      <div className="side-content">{children}</div>
    </section>
  );
}
