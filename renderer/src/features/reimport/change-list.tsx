import { Badge } from '@mantine/core';
import type { Change } from '../../../../shared/import/diff.ts';
import { Empty } from '../../components/states.tsx';
import { visibleText } from '../../lib/text.ts';
import { reimportTexts as texts } from '../../texts/reimport.ts';
import { changeGroups } from './model.ts';

function Breaking() {
  return (
    <Badge color="red" className="badge-red">
      {texts.breaking}
    </Badge>
  );
}

function ChangeItem({ change }: { readonly change: Change }) {
  // One difference alone is the sentence itself.
  const details = change.details.filter((detail) => detail.sentence !== change.sentence);
  return (
    <li>
      <p>
        {visibleText(change.sentence)} {change.breaking ? <Breaking /> : null}
      </p>
      {details.length > 0 ? (
        <ul className="change-details">
          {details.map((detail) => (
            <li key={`${detail.field} ${detail.sentence}`}>
              {visibleText(detail.sentence)} {detail.breaking ? <Breaking /> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** What the newer description says differently, as sentences. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const groups = changeGroups(changes);
  if (groups.length === 0) return <Empty title={texts.descriptionSaysSameAs} />;
  return (
    <div className="merge-scroll">
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h4>
            {group.title} {group.changes.length}
          </h4>
          <ul className="change-list">
            {group.changes.map((change) => (
              <ChangeItem key={`${change.of} ${change.name} ${change.sentence}`} change={change} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
