import { useEffect, useState } from 'react';
import { formatCount, formatDuration, formatPlural } from '../../lib/format.ts';
import { useRun } from './store.ts';
import { isLive } from './view.ts';

/** State of the run on view in a few words; counts up while it is under way. */
export function Elapsed() {
  const view = useRun((state) => state.view);
  const live = isLive(view);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, [live]);
  if (view === null) return null;
  if (live) {
    const pages = view.pages > 0 ? `, page ${formatCount(view.pages)}, ${formatPlural(view.rows, 'row')}` : '';
    return (
      <span>
        Running {((Math.max(now, view.startedAt) - view.startedAt) / 1000).toFixed(1)} s{pages}
      </span>
    );
  }
  const duration = view.detail?.durationMs;
  return duration === null || duration === undefined ? null : <span>{formatDuration(duration)}</span>;
}
