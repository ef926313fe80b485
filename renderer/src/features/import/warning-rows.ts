import type { ImportWarning } from '../../../../shared/import/report.ts';

/** A line of the list of warnings: a code with its count, or a warning below it. */
export type WarningRow =
  | { readonly kind: 'group'; readonly code: string; readonly count: number; readonly open: boolean }
  | { readonly kind: 'warning'; readonly warning: ImportWarning };

/** The warnings by their code, the most frequent first; `closed` are the codes that are folded. */
export function warningRows(warnings: readonly ImportWarning[], closed: ReadonlySet<string>): readonly WarningRow[] {
  const groups = new Map<string, ImportWarning[]>();
  for (const warning of warnings) groups.set(warning.code, [...(groups.get(warning.code) ?? []), warning]);
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .flatMap(([code, members]): WarningRow[] => {
      const open = !closed.has(code);
      const group: WarningRow = { kind: 'group', code, count: members.length, open };
      return open ? [group, ...members.map((warning): WarningRow => ({ kind: 'warning', warning }))] : [group];
    });
}
