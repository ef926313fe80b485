import type { Row } from './measure.ts';

export type Verdict = 'OK' | 'MISSED' | 'not measured' | 'info';

export function verdict({ ratio, budget }: Row): Verdict {
  if (budget === undefined) return 'info';
  if (ratio === undefined) return 'not measured';
  return ratio <= budget ? 'OK' : 'MISSED';
}

const cells = (row: Row): readonly string[] => [
  row.what,
  row.ours,
  row.peer,
  row.ratio === undefined ? '–' : row.ratio.toFixed(3),
  row.budget === undefined ? '–' : `≤ ${row.budget}`,
  verdict(row),
];

/** The rows as a table for a terminal, with a last line that counts the verdicts. */
export function table(rows: readonly Row[]): string {
  const all = [['what', 'studio', 'peer or budget', 'ratio', 'budget', ''], ...rows.map(cells)];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const number = (wanted: Verdict) => rows.filter((row) => verdict(row) === wanted).length;
  const sum = `${number('OK')} met, ${number('MISSED')} missed, ${number('not measured')} not measured`;
  return `${all.map(line).join('\n')}\n${sum}\n`;
}
