import { memo } from 'react';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { formatDuration } from '../../lib/format.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { isFailed } from './facts.ts';
import { barOf, isPending, phaseGradient, phaseTimes, type Span, ticksOf } from './waterfall.ts';

interface WaterfallBarProps {
  readonly exchange: Exchange;
  readonly span: Span;
  readonly now: number;
}

/** The bar of one exchange: where it stands in the run, and its phases. */
export const WaterfallBar = memo(function WaterfallBar({ exchange, span, now }: WaterfallBarProps) {
  const bar = barOf(exchange, span, now);
  const times = phaseTimes(exchange.timings);
  const style = { left: `${bar.left}%`, width: `${bar.width}%` };
  if (isPending(exchange) || times.length === 0)
    return (
      <span className="waterfall">
        <span
          className="waterfall-bar"
          style={style}
          data-pending={isPending(exchange)}
          data-failed={isFailed(exchange)}
        />
      </span>
    );
  return (
    <span className="waterfall">
      <span className="waterfall-bar" style={{ ...style, background: phaseGradient(times) }} />
    </span>
  );
});

/** The time axis above the bars. */
export function WaterfallAxis({ span }: { readonly span: Span }) {
  const total = span.to - span.from;
  return (
    <span className="waterfall-axis">
      <span className="sr-only">{requestsTexts.columns.waterfall}</span>
      {ticksOf(total, 4).map((tick) => (
        <span key={tick} className="waterfall-tick" style={{ left: `${(tick / total) * 100}%` }} aria-hidden>
          {formatDuration(tick)}
        </span>
      ))}
    </span>
  );
}
