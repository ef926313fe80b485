import { Button } from '@mantine/core';
import type { Entity } from '../../../../shared/connector/manifest.ts';
import { visibleText } from '../../lib/text.ts';
import { probeTexts as texts } from '../../texts/probe.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { useProbe, verdictOf } from './store.ts';
import { proofOf } from './verdict.ts';
import { VerdictBadge } from './verdict-badge.tsx';

interface ProbeCellProps {
  readonly connector: string;
  readonly entity: Entity;
}

/** What is proven live of an entity, and the way to prove it. */
export function ProbeCell({ connector, entity }: ProbeCellProps) {
  const seen = useProbe((state) => verdictOf(state.verdicts, connector, entity.name));
  const proof = proofOf(entity, seen);
  return (
    <span className="probe-cell">
      {proof ? (
        <span title={visibleText(proof.note)}>
          <VerdictBadge verdict={proof.verdict} />
        </span>
      ) : null}
      <Button
        variant="default"
        size="compact-xs"
        aria-label={texts.title(entity.name)}
        tabIndex={-1}
        onClick={() => openDialog({ kind: 'probe', connector, entities: [entity.name] })}
      >
        {texts.probe}
      </Button>
    </span>
  );
}
