import type { Change, ReportDiff } from '../../shared/import/diff.ts';
import type { MergeConflict, MergedFile, MergePlan } from '../../shared/import/merge.ts';
import type { Operated } from './match.ts';
import type { MergeInput } from './merge.ts';
import type { Kept } from './removed.ts';
import type { Selection } from './selection.ts';
import type { Names } from './taken-out.ts';

/** What a merge found out, for the plan. */
export interface PlanParts {
  readonly input: MergeInput;
  readonly diff: ReportDiff;
  /** What the user took out of the connector, and what of it is asked for again. */
  readonly out: Names;
  readonly back: Names;
  readonly entities: Selection;
  readonly commands: Selection;
  readonly kept: Kept;
  readonly files: readonly MergedFile[];
  readonly conflicts: readonly MergeConflict[];
}

/** Sentences of the diff that users of the connector will notice: only about what is in it. */
function breakingOf(diff: ReportDiff, isThere: (change: Change) => boolean): readonly string[] {
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

const namesBut = (all: readonly string[], ...some: readonly Iterable<string>[]): string[] => {
  const left = new Set(some.flatMap((names) => [...names]));
  return all.filter((name) => !left.has(name));
};

const namesOf = (items: readonly Operated[]): string[] => items.map((one) => one.name);

/** The plan of a merge: what a person reads before it is saved. */
export function planOf({ input, diff, out, back, entities, commands, kept, files, conflicts }: PlanParts): MergePlan {
  const added = {
    entities: [...entities.added, ...back.entities],
    commands: [...commands.added, ...back.commands],
  };
  const there = {
    entities: new Set(namesBut([...entities.names, ...namesOf(entities.removed)], out.entities, added.entities)),
    commands: new Set(namesBut([...commands.names, ...namesOf(commands.removed)], out.commands, added.commands)),
  };
  const isThere = ({ of, name }: Change): boolean =>
    of === 'entity' ? there.entities.has(name) : of === 'command' ? there.commands.has(name) : true;
  return {
    connector: input.connector,
    revision: input.revision,
    base: input.base.origin,
    diff,
    added,
    removed: {
      entities: namesBut(namesOf(entities.removed), out.entities, namesOf(kept.entities)),
      commands: namesBut(namesOf(commands.removed), out.commands, namesOf(kept.commands)),
    },
    available: { entities: [...entities.available], commands: [...commands.available] },
    breaking: [...breakingOf(diff, isThere)],
    notes: [...notesOf(input.base.origin, diff, files, kept)],
    files: [...files],
    conflicts: [...conflicts],
    open: conflicts.filter((conflict) => conflict.resolution === undefined).length,
    changes: files.some((file) => file.action !== 'unchanged'),
    warnings: input.described.warnings,
  };
}
