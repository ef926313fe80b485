import type { ToolResult } from '../../../../shared/contract/tenants.ts';
import { formatDuration } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { instancesTexts as texts } from '../../texts/tenants.ts';

const words = texts.toolColumns;

/** What came of each tool of a test. */
export function ToolResults({ results }: { readonly results: readonly ToolResult[] }) {
  if (results.length === 0) return null;
  return (
    <table className="tool-results" aria-label={texts.results}>
      <thead>
        <tr>
          <th scope="col">{words.tool}</th>
          <th scope="col">{words.result}</th>
          <th scope="col">{words.mode}</th>
          <th scope="col">{words.time}</th>
        </tr>
      </thead>
      <tbody>
        {results.map(({ tool, ok, mode, latencyMs, error }) => (
          <tr key={tool}>
            <th scope="row" className="mono">
              {visibleText(tool)}
            </th>
            <td className={ok ? 'tone-ok' : 'tone-error'}>
              {error === undefined ? (ok ? texts.good : texts.failed) : visibleText(error.message)}
            </td>
            <td className="dim">{texts.modes[mode]}</td>
            <td className="dim">{formatDuration(latencyMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
