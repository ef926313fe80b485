import { IconChevronRight } from '../../icons.ts';
import { historyTexts } from '../../texts/history.ts';
import type { Side } from '../editor/tabs.ts';
import { FileDiff } from './file-diff.tsx';
import './history.css';
import { LayoutChoice, useInline } from './layout-choice.tsx';

interface DiffPageProps {
  readonly connector: string;
  readonly path: string;
  readonly left: Side;
  readonly right: Side;
}

/** Two states of a file in a tab of their own. */
export function DiffPage({ connector, path, left, right }: DiffPageProps) {
  const inline = useInline();
  return (
    <div className="history-single">
      <div className="history-tools">
        <span className="mono ellipsis">{historyTexts.of(path, left)}</span>
        <IconChevronRight size={13} aria-hidden />
        <span className="mono ellipsis">{historyTexts.of(path, right)}</span>
        <span className="grow" />
        <LayoutChoice />
      </div>
      <div className="history-diff">
        <FileDiff connector={connector} path={path} left={left} right={right} inline={inline} />
      </div>
    </div>
  );
}
