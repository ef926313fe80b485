import type { ReportDiff } from '../../shared/import/diff.ts';
import type { MergeConflict, MergedFile, MergePlan } from '../../shared/import/merge.ts';
import type { Operated } from './match.ts';
import type { MergeInput } from './merge.ts';
import type { Kept } from './removed.ts';
import type { Selection } from './selection.ts';

/** What a merge found out, for the plan. */
export interface PlanParts {
  readonly input: MergeInput;
  readonly diff: ReportDiff;
  /** Tables and commands that the connector has and that were generated. */
  readonly there: { readonly entities: ReadonlySet<string>; readonly commands: ReadonlySet<string> };
  readonly entities: Selection;
  readonly commands: Selection;
  readonly kept: Kept;
  readonly files: readonly MergedFile[];
  readonly conflicts: readonly MergeConflict[];
}

/** Sentences of the diff that users of the connector will notice: only about what is in it. */
function breakingOf(diff: ReportDiff, entities: ReadonlySet<string>, commands: ReadonlySet<string>): readonly string[] {
  const isThere = ({ of, name }: ReportDiff['changes'][number]): boolean =>
    of === 'entity' ? entities.has(name) : of === 'command' ? commands.has(name) : true;
  return diff.changes
    .filter((change) => change.breaking && isThere(change))
    .flatMap((change) => {
      const details = change.details.filter((one) => one.breaking).map((one) => one.sentence);
      return details.length > 0 ? details : [change.sentence];
    });
}

/** What a person should know who reads the plan. */
function notesOf(
  origin: MergePlan['base'],
  diff: ReportDiff,
  files: readonly MergedFile[],
  kept: Kept,
): readonly string[] {
  const changed = files.filter((file) => file.action !== 'unchanged').length;
  const stays = (what: string, { name }: { readonly name: string }): string =>
    `The ${what} ${name} stays although the newer description no longer has it.`;
  return [
    ...(origin === 'generated'
      ? [
          'What was generated before is not known in this workspace; it was made again from the kept description, so that changes of the generator count as your edits.',
        ]
      : []),
    ...(diff.changes.length === 0 && changed > 0
      ? [`The description says nothing new; ${changed} files are generated differently.`]
      : []),
    ...kept.entities.map((entity) => stays('table', entity)),
    ...kept.commands.map((command) => stays('command', command)),
  ];
}

const without = (removed: readonly Operated[], kept: readonly Operated[]): string[] =>
  removed.map((one) => one.name).filter((name) => !kept.some((other) => other.name === name));

/** The plan of a merge: what a person reads before it is saved. */
export function planOf({ input, diff, there, entities, commands, kept, files, conflicts }: PlanParts): MergePlan {
  return {
    connector: input.connector,
    revision: input.revision,
    base: input.base.origin,
    diff,
    added: { entities: [...entities.added], commands: [...commands.added] },
    removed: {
      entities: without(entities.removed, kept.entities),
      commands: without(commands.removed, kept.commands),
    },
    available: { entities: [...entities.available], commands: [...commands.available] },
    breaking: [...breakingOf(diff, there.entities, there.commands)],
    notes: [...notesOf(input.base.origin, diff, files, kept)],
    files: [...files],
    conflicts: [...conflicts],
    open: conflicts.filter((conflict) => conflict.resolution === undefined).length,
    changes: files.some((file) => file.action !== 'unchanged'),
    warnings: input.described.warnings,
  };
}
