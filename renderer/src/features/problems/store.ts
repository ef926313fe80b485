import { create } from 'zustand';

/** Something wrong in a file: found by a language service, or where a run failed. */
export interface Problem {
  readonly connector: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Who says so: `javascript`, `json`, `run`. */
  readonly source: string;
}

/** The problems of all open connectors; filled by the editor, once it is loaded. */
export const useProblems = create<{ readonly problems: readonly Problem[] }>(() => ({ problems: [] }));

/** The problems of one connector: errors first, then by file and line. */
export const problemsOf = (problems: readonly Problem[], connector: string | null): readonly Problem[] =>
  problems
    .filter((one) => one.connector === connector)
    .toSorted(
      (a, b) =>
        a.severity.localeCompare(b.severity) || a.path.localeCompare(b.path) || a.line - b.line || a.column - b.column,
    );
