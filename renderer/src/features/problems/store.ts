import { create } from 'zustand';

/** How bad a problem is, the worst first. */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Something wrong in a file: found by a language service, or where a run failed. */
export interface Problem {
  readonly connector: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly severity: Severity;
  readonly message: string;
  /** Who says so: `javascript`, `typescript`, `json`, `manifest`, `run`. */
  readonly source: string;
}

/** The problems of all open connectors; filled by the editor, once it is loaded. */
export const useProblems = create<{ readonly problems: readonly Problem[] }>(() => ({ problems: [] }));

const byPlace = (a: Problem, b: Problem): number =>
  a.path.localeCompare(b.path) || a.line - b.line || a.column - b.column;

/** The problems of one connector: errors first, then by file and line. */
export const problemsOf = (problems: readonly Problem[], connector: string | null): readonly Problem[] =>
  problems
    .filter((one) => one.connector === connector)
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || byPlace(a, b));

/** How many problems there are of each severity. */
export const countsOf = (problems: readonly Problem[]): Readonly<Record<Severity, number>> => ({
  error: problems.filter((one) => one.severity === 'error').length,
  warning: problems.filter((one) => one.severity === 'warning').length,
  info: problems.filter((one) => one.severity === 'info').length,
});

/** The problems with these severities whose message, file or source contains every word of the text. */
export function filterProblems(
  problems: readonly Problem[],
  text: string,
  shown: ReadonlySet<Severity>,
): readonly Problem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return problems.filter(({ severity, message, path, source }) => {
    const whole = `${message} ${path} ${source}`.toLowerCase();
    return shown.has(severity) && words.every((word) => whole.includes(word));
  });
}

/** A place in a file. */
type Place = Pick<Problem, 'path' | 'line' | 'column'>;

/** The problem behind a place, or before it, in the order of files and lines, around the ends; undefined where there is none. */
export function stepProblem(problems: readonly Problem[], from: Place | null, step: 1 | -1): Problem | undefined {
  const ordered = problems.toSorted(byPlace);
  const place = {
    connector: '',
    severity: 'info',
    message: '',
    source: '',
    path: '',
    line: 0,
    column: 0,
    ...from,
  } as const;
  const next =
    step === 1 ? ordered.find((one) => byPlace(one, place) > 0) : ordered.findLast((one) => byPlace(one, place) < 0);
  return next ?? ordered.at(step === 1 ? 0 : -1);
}
