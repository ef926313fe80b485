import type { ProbeVerdict } from '../../../../shared/import/probe.ts';
import { PaginationBadge } from '../../components/pagination-badge.tsx';
import { IconAlertTriangle, IconCheck } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { probeTexts as texts } from '../../texts/probe.ts';
import { paginationDetail } from '../import/pagination.ts';
import { VerdictBadge } from './verdict-badge.tsx';

/** What a probe saw of one entity, in the order of what happened, and what it makes of that. */
export function VerdictView({ verdict }: { readonly verdict: ProbeVerdict }) {
  const { entity, before, pagination, saw, checks, requests } = verdict;
  return (
    <section className="verdict" aria-label={visibleText(entity)}>
      <p className="verdict-head">
        <strong>{visibleText(entity)}</strong> <VerdictBadge verdict={verdict.verdict} />
        <PaginationBadge pagination={before} />
        {before.kind === pagination.kind ? null : (
          <>
            <span aria-hidden>{texts.arrow}</span>
            <span className="sr-only">{texts.becomes}</span>
            <PaginationBadge pagination={pagination} />
          </>
        )}
        <span className="mono dim">{visibleText(paginationDetail(pagination))}</span>
        <span className="grow" />
        <span className="dim">{counted.requests(requests)}</span>
      </p>
      <ol className="verdict-saw">
        {[...new Set(saw)].map((sentence) => (
          <li key={sentence}>{visibleText(sentence)}</li>
        ))}
      </ol>
      {checks.length > 0 ? (
        <ul className="verdict-checks">
          {checks.map((check) => (
            <li key={check.name} className={check.ok ? '' : 'tone-error'}>
              {check.ok ? (
                <IconCheck size={12} className="tone-ok" aria-label={texts.right} />
              ) : (
                <IconAlertTriangle size={12} aria-label={texts.wrong} />
              )}
              <span className="mono">{check.name}</span> <span>{visibleText(check.note)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
