import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { type Provenance, percent, toneOf } from './values.ts';

/** What a value rests on, in words. */
export function provenanceText(provenance: Provenance): string {
  switch (provenance.kind) {
    case 'rule':
      return texts.sure(visibleText(provenance.evidence.rule), percent(provenance.evidence.confidence));
    case 'user':
      return texts.markSetByYou;
    case 'nothing':
      return '';
  }
}

/** How sure a value is: a dot that is full, half or empty, with the number; or that the user set it. */
export function Mark({ provenance }: { readonly provenance: Provenance }) {
  if (provenance.kind === 'nothing') return null;
  if (provenance.kind === 'user') return <span className="mark mark-user">{texts.you}</span>;
  const { confidence } = provenance.evidence;
  return <span className={`mark mark-${toneOf(confidence)}`}>{percent(confidence)}</span>;
}

/** How sure the findings of an entity are, by the weakest, as a bar and a number. */
export function ConfidenceBar({ confidence }: { readonly confidence: number | undefined }) {
  if (confidence === undefined) return <span className="dim">{texts.markSetByYou}</span>;
  return (
    <span className="confidence">
      <span className="confidence-track" aria-hidden>
        <span
          className={`confidence-fill fill-${toneOf(confidence)}`}
          style={{ width: `${Math.round(confidence * 100)}%` }}
        />
      </span>
      {percent(confidence)}
    </span>
  );
}
