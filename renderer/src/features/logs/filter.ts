import { type LogLine, logLevels } from '../../../../shared/run/run.ts';

/** A level of the log. */
export type LogLevel = LogLine['level'];

/** The lines of at least this level that hold the text. */
export function filterLogs(lines: readonly LogLine[], least: LogLevel, text: string): readonly LogLine[] {
  const from = logLevels.indexOf(least);
  const wanted = text.trim().toLowerCase();
  if (from === 0 && wanted === '') return lines;
  return lines.filter(
    (line) => logLevels.indexOf(line.level) >= from && (wanted === '' || line.text.toLowerCase().includes(wanted)),
  );
}
