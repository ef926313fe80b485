import { useEffect, useState } from 'react';
import { useSession } from '../../backend/session.ts';
import { formatCount, formatDuration } from '../../lib/format.ts';
import { counted } from '../../texts/counted.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { useRun } from './state.ts';
import { isLive, type RunView } from './view.ts';

/** The time, moved on ten times a second while something is under way. */
export function useNow(live: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, [live]);
  return now;
}

/** Seconds with one digit, such as `3.2`. */
export const seconds = (ms: number): string => (Math.max(0, ms) / 1000).toFixed(1);

/** How long the request that is waited for still waits, ms; 0 where none does. */
export const retryLeft = ({ retry }: RunView, now: number): number => Math.max(0, (retry?.until ?? 0) - now);

/** What a run under way does, in a few words. */
function liveText(view: RunView, now: number, online: boolean): string {
  const time = seconds(now - view.startedAt);
  const waits = retryLeft(view, now);
  return [
    view.stage === 'cancelling' ? texts.cancellingFor(time) : texts.running(time),
    ...(view.pages > 0 ? [texts.page(formatCount(view.pages), counted.rows(view.rows))] : []),
    ...(waits > 0 && view.retry ? [texts.waits(seconds(waits), String(view.retry.attempt))] : []),
    ...(online ? [] : [texts.lineLost]),
  ].join(', ');
}

/** State of the run on view in a few words; counts up while it is under way. */
export function Elapsed() {
  const view = useRun((state) => state.view);
  const online = useSession(({ state }) => state.kind === 'open');
  const live = isLive(view);
  const now = useNow(live);
  if (view === null) return null;
  if (live) return <span>{liveText(view, now, online)}</span>;
  const duration = view.detail?.durationMs;
  return duration === null || duration === undefined ? null : <span>{formatDuration(duration)}</span>;
}
