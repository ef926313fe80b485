import type { Exchange } from '../../../../shared/run/exchange.ts';
import { formatDuration } from '../../lib/format.ts';
import { requestsTexts } from '../../texts/requests.ts';
import './timing.css';
import { phases, phaseTimes } from './waterfall.ts';

const texts = requestsTexts.timing;

/** The phases of one exchange, each as a bar where it happened, with what it means (HR-1, HR-2). */
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
      <caption className="sr-only">{texts.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.phase}</th>
          <th scope="col">
            <span className="sr-only">{texts.bar}</span>
          </th>
          <th scope="col">{texts.time}</th>
          <th scope="col">{texts.share}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ phase, ms, left, width }) => (
          <tr key={phase} data-absent={!times.has(phase)}>
            <th scope="row">
              {requestsTexts.phases[phase].title}
              <span className="timing-help">{requestsTexts.phases[phase].help}</span>
            </th>
            <td className="timing-track">
              <span
                className={`phase phase-${phase}`}
                style={{ left: `${left}%`, width: `max(${width}%, ${ms > 0 ? 2 : 0}px)` }}
              />
            </td>
            <td className="timing-ms">{times.has(phase) ? formatDuration(ms) : '–'}</td>
            <td className="timing-ms dim">{times.has(phase) ? `${Math.round(width)} %` : ''}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{texts.total}</th>
          <td />
          <td className="timing-ms">{formatDuration(exchange.durationMs)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}
