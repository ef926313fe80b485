import { Popover } from '@mantine/core';
import type { Evidence, ReportEntity } from '../../../../shared/import/report.ts';
import { visibleText } from '../../lib/text.ts';
import { leastConfidence } from './review.ts';

const percent = (confidence: number): string => `${Math.round(confidence * 100)} %`;

const toneOf = (confidence: number): string => (confidence >= 0.8 ? 'ok' : confidence >= 0.5 ? 'warn' : 'error');

function EvidenceList({ evidence }: { readonly evidence: readonly Evidence[] }) {
  return (
    <dl className="evidence">
      {evidence.map((one) => (
        <div key={`${one.field} ${one.rule} ${one.pointer}`}>
          <dt>
            <strong>{visibleText(one.field)}</strong>
            <span className={`tone-${toneOf(one.confidence)}`}>{percent(one.confidence)}</span>
          </dt>
          <dd>
            {one.note ? <p>{visibleText(one.note)}</p> : null}
            <p className="dim mono">
              {visibleText(one.rule)} at {visibleText(one.pointer)}
            </p>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How sure the findings of an entity are, by the weakest; a click shows the evidence for each (promise 1). */
export function Confidence({ entity }: { readonly entity: ReportEntity }) {
  const least = leastConfidence(entity.evidence);
  if (least === undefined) return <span className="dim">no evidence</span>;
  return (
    <Popover width={420} position="left" withArrow>
      <Popover.Target>
        <button type="button" className="confidence" aria-label={`Evidence for ${entity.name}, ${percent(least)}`}>
          <span className="confidence-track" aria-hidden>
            <span
              className={`confidence-fill fill-${toneOf(least)}`}
              style={{ width: percent(least).replace(' ', '') }}
            />
          </span>
          {percent(least)}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Evidence for ${entity.name}`}>
        <EvidenceList evidence={entity.evidence} />
      </Popover.Dropdown>
    </Popover>
  );
}
