import { Badge } from '@mantine/core';
import type { ProbeVerdict } from '../../../../shared/import/probe.ts';
import { verdictLooks } from './verdict.ts';

/** What a live look at two pages said. */
export function VerdictBadge({ verdict }: { readonly verdict: ProbeVerdict['verdict'] }) {
  const { label, color } = verdictLooks[verdict];
  return (
    <Badge color={color} className={`badge-${color}`}>
      {label}
    </Badge>
  );
}
