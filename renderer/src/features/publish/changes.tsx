import { Badge } from '@mantine/core';
import type { Change } from '../../../../shared/versions/change.ts';
import { ScrollList } from '../../components/scroll-list.tsx';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { publishTexts as texts } from '../../texts/publish.ts';

const colours = { none: 'gray', patch: 'gray', minor: 'blue', major: 'orange' } as const;

/** How far the version must rise for something. */
export const LevelBadge = ({ level }: { readonly level: Change['level'] }) => (
  <Badge color={colours[level]} className={`badge-${colours[level]}`}>
    {texts.levels[level]}
  </Badge>
);

interface ChangesProps {
  readonly changes: readonly Change[];
  /** How many there are, where that is more than are carried. */
  readonly count?: number;
  readonly open?: boolean;
}

/** What changed between two versions, each with what it asks of the version; folded. */
export function Changes({ changes, count = changes.length, open = false }: ChangesProps) {
  if (count === 0) return null;
  const more = count - changes.length;
  return (
    <details className="publish-files" open={open}>
      <summary>{counted.changes(count)}</summary>
      <ScrollList label={counted.changes(count)} className="publish-list">
        {changes.map((one) => (
          <li key={`${one.kind} ${one.path} ${one.sentence}`} className="publish-change">
            <LevelBadge level={one.level} />
            <span>
              {visibleText(one.sentence)}
              {one.asksApproval ? <span className="tone-warn"> {texts.asksApproval}</span> : null}
            </span>
          </li>
        ))}
        {more > 0 ? <li className="dim">{texts.more(counted.changes(more))}</li> : null}
      </ScrollList>
    </details>
  );
}
