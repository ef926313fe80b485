import type { Evidence } from '../../../../shared/import/report.ts';
import { visibleText } from '../../lib/text.ts';
import { ConfidenceBar } from './mark.tsx';

/** Why a value was inferred: how sure, by which rule, and what was seen (promise 1). */
export function EvidenceNote({ evidence }: { readonly evidence: Evidence }) {
  return (
    <div className="evidence">
      <p className="evidence-head">
        <ConfidenceBar confidence={evidence.confidence} />
        <span className="mono">{visibleText(evidence.rule)}</span>
      </p>
      {evidence.note ? <p>{visibleText(evidence.note)}</p> : null}
    </div>
  );
}
