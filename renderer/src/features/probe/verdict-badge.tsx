import { Badge } from '@mantine/core';
import type { ProbeVerdict } from '../../../../shared/import/probe.ts';
import { probeTexts } from '../../texts/probe.ts';
import { verdictColors } from './verdict.ts';

/** What a live look at two pages said. */
export function VerdictBadge({ verdict }: { readonly verdict: ProbeVerdict['verdict'] }) {
  const color = verdictColors[verdict];
  return (
    <Badge color={color} className={`badge-${color}`}>
      {probeTexts.verdicts[verdict]}
    </Badge>
  );
}
