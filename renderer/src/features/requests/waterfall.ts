import type { Exchange, Timings } from '../../../../shared/run/exchange.ts';

/** Phases in the order in which they happen; `connect` here is without the TLS part (HR-1, HR-2). */
export const phases = ['blocked', 'dns', 'connect', 'ssl', 'send', 'wait', 'receive'] as const;
export type Phase = (typeof phases)[number];

/** One phase of one exchange, ms. */
export interface PhaseTime {
  readonly phase: Phase;
  readonly ms: number;
}

/** Phases that happened; the TLS time is taken out of `connect`, which holds it. */
export function phaseTimes(timings: Timings): readonly PhaseTime[] {
  return phases.flatMap((phase): readonly PhaseTime[] => {
    const ms = phase === 'connect' ? timings.connect - Math.max(0, timings.ssl) : timings[phase];
    return ms > 0 ? [{ phase, ms }] : [];
  });
}

/**
 * The phases of a bar as one background: an element for each would be half of all elements in the list, and every one of them is
 * laid out anew with each row that comes into view.
 */
export function phaseGradient(times: readonly PhaseTime[]): string {
  const total = times.reduce((sum, { ms }) => sum + ms, 0);
  let at = 0;
  const stops = times.map(({ phase, ms }) => {
    const from = at;
    at += (ms / total) * 100;
    return `var(--phase-${phase}) ${from.toFixed(1)}% ${at.toFixed(1)}%`;
  });
  return `linear-gradient(90deg, ${stops.join(', ')})`;
}

/** The span of time that the waterfall shows, ms since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const starts = new WeakMap<Exchange, number>();

// Every batch of events asks for the start of every exchange: parsing a hundred thousand dates each time would stall.
function startOf(exchange: Exchange): number {
  const known = starts.get(exchange);
  if (known !== undefined) return known;
  const start = Date.parse(exchange.startedAt);
  starts.set(exchange, start);
  return start;
}

/** When an exchange started and ended; one under way ends `now`. */
export function exchangeSpan(exchange: Exchange, now: number): Span {
  const from = startOf(exchange);
  return { from, to: isPending(exchange) ? Math.max(from, now) : from + exchange.durationMs };
}

/** Whether nothing has come back yet. */
export const isPending = (exchange: Exchange): boolean => exchange.status === null && exchange.error === undefined;

/** The same span up to the next round mark: while requests come, the bars stay where they are for a while. */
export function roundedSpan({ from, to }: Span): Span {
  const [step = 1] = ticksOf(to - from, 4);
  return { from, to: from + Math.ceil((to - from) / step) * step };
}

/** A bar in percent of the width. */
export interface Bar {
  readonly left: number;
  readonly width: number;
}

/** Where the bar of an exchange stands; never narrower than a visible sliver. */
export function barOf(exchange: Exchange, span: Span, now: number): Bar {
  const own = exchangeSpan(exchange, now);
  const total = span.to - span.from;
  const left = Math.min(99.4, ((own.from - span.from) / total) * 100);
  return { left, width: Math.max(0.6, Math.min(100 - left, ((own.to - own.from) / total) * 100)) };
}

/** Offsets, ms, of the marks of a time axis: round steps of 1, 2 or 5, at most `most` of them. */
export function ticksOf(totalMs: number, most: number): readonly number[] {
  const rough = totalMs / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let at = step; at < totalMs; at += step) ticks.push(at);
  return ticks;
}
