import type { Exchange } from '../../../../shared/run/exchange.ts';
import { IconChevronRight } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { statusTone } from './facts.ts';
import type { RequestRow } from './request-list.ts';
import { urlPartsOf } from './url.ts';
import { isPending } from './waterfall.ts';

/** Method in its colour. */
export function Method({ method }: { readonly method: string }) {
  return <span className={`method method-${method.toLowerCase()}`}>{visibleText(method)}</span>;
}

/** Status with its tone; a request without an answer says why in a word. */
export function Status({ exchange }: { readonly exchange: Exchange }) {
  const texts = requestsTexts.status;
  if (exchange.status !== null) return <span className={`tone-${statusTone(exchange)}`}>{exchange.status}</span>;
  if (isPending(exchange)) return <span className="dim">{texts.pending}</span>;
  return <span className="tone-error">{exchange.error?.code === 'refused' ? texts.refused : texts.failed}</span>;
}

/** The status of a row; of a folded chain the first and the last. */
export function RowStatus({ row }: { readonly row: RequestRow }) {
  if (row.sum === undefined) return <Status exchange={row.exchange} />;
  return (
    <>
      <Status exchange={row.exchange} />
      <span className="dim">{' → '}</span>
      <Status exchange={row.sum.last} />
    </>
  );
}

/** The path with what belongs to the row below it: a chevron to fold it, or a step to the right. */
export function Path({ row, withQuery }: { readonly row: RequestRow; readonly withQuery: boolean }) {
  const { exchange, level, expanded, sum } = row;
  const parts = urlPartsOf(exchange);
  return (
    <span
      className="request-path"
      data-level={level}
      title={visibleText(exchange.error ? `${exchange.url}\n${exchange.error.message}` : exchange.url)}
    >
      {expanded === undefined ? null : (
        <span className="request-fold" data-fold data-open={expanded} aria-hidden>
          <IconChevronRight size={12} />
        </span>
      )}
      <span className="ellipsis">
        {visibleText(parts.path)}
        {withQuery ? <span className="dim">{visibleText(parts.query)}</span> : null}
        {exchange.error ? <span className="request-error"> {visibleText(exchange.error.message)}</span> : null}
      </span>
      {sum === undefined ? null : <span className="request-count">{requestsTexts.chain(sum.count)}</span>}
    </span>
  );
}
