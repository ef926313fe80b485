import { Box, Progress } from '@mantine/core';
import { useSession } from '../../backend/session.ts';
import { formatCount, formatOffset } from '../../lib/format.ts';
import { stripAnsi, visibleText } from '../../lib/text.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { retryLeft, seconds, useNow } from '../run/elapsed.tsx';
import type { RunProgress, RunView } from '../run/view.ts';

const lines = 8;

function Bar({ progress }: { readonly progress: RunProgress }) {
  const { done, total, text } = progress;
  const share = total === undefined || total <= 0 ? undefined : Math.min(100, (done / total) * 100);
  const count = total === undefined ? formatCount(done) : `${formatCount(done)} / ${formatCount(total)}`;
  return (
    <div className="live-progress">
      <span className="ellipsis">
        {count} {visibleText(text)}
      </span>
      {share === undefined ? null : (
        <Progress.Root size="sm">
          <Progress.Section value={share} aria-label={texts.progress} />
        </Progress.Root>
      )}
    </div>
  );
}

/** A run under way: how long, how far, what it waits for, and what it said last. */
export function LiveCard({ view }: { readonly view: RunView }) {
  const now = useNow(true);
  const online = useSession(({ state }) => state.kind === 'open');
  const waits = retryLeft(view, now);
  const facts: readonly (readonly [string, string])[] = [
    [texts.elapsed, `${seconds(now - view.startedAt)} s`],
    [texts.requests, formatCount(view.exchanges.length)],
    ...(view.pages > 0
      ? ([
          [texts.pages, formatCount(view.pages)],
          [texts.rows, `${formatCount(view.rows)} ${texts.soFar}`],
        ] as const)
      : []),
  ];
  const from = Math.max(0, view.logs.length - lines);
  // Lines are only ever added: their number tells them apart.
  const last = view.logs.slice(from).map((line, at) => ({ ...line, key: from + at }));
  return (
    <Box component="section" className="live-card" aria-label={texts.liveRun(view.target)} tabIndex={0}>
      <dl className="live-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {view.progress ? <Bar progress={view.progress} /> : null}
      {waits > 0 && view.retry ? (
        <p className="tone-warn">{texts.retryWaits(seconds(waits), String(view.retry.attempt))}</p>
      ) : null}
      {online ? null : <p className="tone-warn">{texts.lineLost}</p>}
      {last.length === 0 ? null : (
        <ul className="live-lines mono" aria-label={texts.lastLines}>
          {last.map((line) => (
            <li key={line.key} className="ellipsis">
              <span className="dim">{formatOffset(line.atMs)}</span> {visibleText(stripAnsi(line.text))}
            </li>
          ))}
        </ul>
      )}
    </Box>
  );
}
