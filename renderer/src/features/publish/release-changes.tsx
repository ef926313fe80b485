import { Badge, Button } from '@mantine/core';
import type { Release } from '../../../../shared/contract/publish.ts';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { publishTexts as texts } from '../../texts/publish.ts';

const colours = { none: 'gray', patch: 'gray', minor: 'blue', major: 'orange' } as const;

interface ReleaseChangesProps {
  readonly release: Release;
  readonly busy: boolean;
  onRaise(version: string): void;
}

/** What changed since the published version, what that asks of the version, and the way to get there. */
export function ReleaseChanges({ release, busy, onRaise }: ReleaseChangesProps) {
  const { from, floor, changes, count, tooLow } = release;
  const more = count - changes.length;
  return (
    <section aria-label={texts.sincePublished(visibleText(from))} className="publish-release">
      <div className="publish-release-head">
        <span>
          {count === 0 ? texts.sameAs(visibleText(from)) : texts.needs(visibleText(from), visibleText(floor))}
        </span>
        {tooLow ? (
          <Button size="compact-xs" loading={busy} onClick={() => onRaise(floor)}>
            {texts.raise(visibleText(floor))}
          </Button>
        ) : null}
      </div>
      {count === 0 ? null : (
        <details className="publish-files" open={tooLow}>
          <summary>{counted.changes(count)}</summary>
          <ul>
            {changes.map((one) => (
              <li key={`${one.kind} ${one.path} ${one.sentence}`} className="publish-change">
                <Badge color={colours[one.level]} variant="light">
                  {texts.levels[one.level]}
                </Badge>
                <span>
                  {visibleText(one.sentence)}
                  {one.asksApproval ? <span className="tone-warn"> {texts.asksApproval}</span> : null}
                </span>
              </li>
            ))}
            {more > 0 ? <li className="dim">{texts.more(counted.changes(more))}</li> : null}
          </ul>
        </details>
      )}
    </section>
  );
}
