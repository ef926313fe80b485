import { Badge } from '@mantine/core';
import { visibleText } from '../../lib/text.ts';
import { instancesTexts as texts } from '../../texts/tenants.ts';

const colours: ReadonlyMap<string, string> = new Map([
  ['connected', 'green'],
  ['pending_auth', 'orange'],
  ['error', 'red'],
]);

/** The status of an installed connector; one that is not known here is shown as it came. */
export function StatusBadge({ status }: { readonly status: string }) {
  const colour = colours.get(status) ?? 'gray';
  return (
    <Badge color={colour} className={`badge-${colour}`}>
      {visibleText(texts.status(status))}
    </Badge>
  );
}
