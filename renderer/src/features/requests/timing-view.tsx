import type { Exchange } from '../../../../shared/run/exchange.ts';
import { formatDuration } from '../../lib/format.ts';
import { type Phase, phases, phaseTimes } from './waterfall.ts';

const titles: Record<Phase, string> = {
  blocked: 'Waiting for a free connection',
  dns: 'Resolving the name',
  connect: 'Connecting',
  ssl: 'TLS handshake',
  send: 'Sending',
  wait: 'Waiting for the answer',
  receive: 'Receiving',
};

/** The phases of one exchange, each as a bar where it happened (HR-1, HR-2). */
export function TimingView({ exchange }: { readonly exchange: Exchange }) {
  const times = new Map(phaseTimes(exchange.timings).map(({ phase, ms }) => [phase, ms]));
  const total = Math.max(
    0.001,
    [...times.values()].reduce((sum, ms) => sum + ms, 0),
  );
  let start = 0;
  const rows = phases.map((phase) => {
    const ms = times.get(phase) ?? 0;
    const row = { phase, ms, left: (start / total) * 100, width: (ms / total) * 100 };
    start += ms;
    return row;
  });
  return (
    <table className="timing">
      <caption className="sr-only">Phases of the request</caption>
      <thead>
        <tr>
          <th scope="col">Phase</th>
          <th scope="col">
            <span className="sr-only">Bar</span>
          </th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ phase, ms, left, width }) => (
          <tr key={phase} data-absent={!times.has(phase)}>
            <th scope="row">{titles[phase]}</th>
            <td className="timing-track">
              <span
                className={`phase phase-${phase}`}
                style={{ left: `${left}%`, width: `max(${width}%, ${ms > 0 ? 2 : 0}px)` }}
              />
            </td>
            <td className="timing-ms">{times.has(phase) ? formatDuration(ms) : '–'}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <td />
          <td className="timing-ms">{formatDuration(exchange.durationMs)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
