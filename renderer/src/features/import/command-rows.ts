import type { ReportCommand } from '../../../../shared/import/report.ts';

const holds = (wanted: string, ...texts: readonly (string | undefined)[]): boolean =>
  texts.some((text) => text?.toLowerCase().includes(wanted));

/** The commands of a tag (null for any) whose name, operation, title or capability holds the text. */
export function filterCommands(
  commands: readonly ReportCommand[],
  text: string,
  tag: string | null,
): readonly ReportCommand[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '' && tag === null) return commands;
  return commands.filter(
    (one) =>
      (tag === null || one.tags?.includes(tag) === true) &&
      (wanted === '' || holds(wanted, one.name, one.operation, one.title, one.capability)),
  );
}
