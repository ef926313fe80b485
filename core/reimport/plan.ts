import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { toConnectorName } from '../../shared/connector/names.ts';
import type { ReportDiff } from '../../shared/import/diff.ts';
import type { MergeChoices, MergePlan, Resolutions } from '../../shared/import/merge.ts';
import type { ImportChoices, ImportReport } from '../../shared/import/report.ts';
import type { Reviewed } from '../../shared/import/reviewed.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { generateConnector } from '../generate/index.ts';
import { parseManifest } from '../package/index.ts';
import { alignNames, knownNames } from './align.ts';
import { Conflicts } from './conflicts.ts';
import { diffReports } from './diff.ts';
import { brokenImports } from './links.ts';
import { describeFiles, type FileSets, mergeFiles } from './merge-files.ts';
import { keepEdited, readCode, renamedInCode, type Side, withKept } from './removed.ts';
import { findRenames } from './renames.ts';
import { reviewedValues, withReviewed } from './reviewed.ts';
import { select } from './selection.ts';

/** A description by the name and text of its file. */
export interface KeptDescription {
  readonly fileName: string;
  readonly text: string;
}

/** What a merge is made of. */
export interface MergeInput {
  readonly connector: string;
  /** The connector as it stands. */
  readonly revision: number;
  readonly ours: readonly ConnectorFile[];
  /** What was generated last, with the values that were proven then. */
  readonly base: {
    readonly origin: MergePlan['base'];
    readonly files: readonly ConnectorFile[];
    readonly reviewed: readonly Reviewed[];
  };
  /** What the description says that the base was made from. */
  readonly before: ImportReport;
  /** What the newer description says. */
  readonly described: ImportReport;
  /** What is to be generated: the same, or the same with values that were proven since. */
  readonly wanted: ImportReport;
  readonly description: KeptDescription;
  readonly choices: MergeChoices;
  readonly resolutions: Resolutions;
}

/** A merge that can be saved once no conflict is open. */
export interface Merged {
  readonly plan: MergePlan;
  readonly files: readonly ConnectorFile[];
  /** What was generated: the base of the next merge. */
  readonly generated: readonly ConnectorFile[];
  readonly reviewed: readonly Reviewed[];
}

function manifestOf(files: readonly ConnectorFile[], whose: string): Result<Manifest> {
  const manifest = parseManifest(files.find((file) => file.path === 'connector.json')?.text ?? '');
  return manifest.ok ? manifest : fail('input', 'bad_manifest', `${whose} cannot be merged: ${manifest.error.message}`);
}

/** What the user chose at the import as far as the files tell it: a name and a base URL that are not the description's. */
function ownChoices(manifest: Manifest, before: ImportReport): Pick<ImportChoices, 'name' | 'baseUrl'> {
  const stated = manifest.connectionConfig.baseUrl?.default;
  return {
    ...(manifest.name === toConnectorName(before.source.title) ? {} : { name: manifest.name }),
    ...(typeof stated !== 'string' || stated === before.baseUrl ? {} : { baseUrl: stated }),
  };
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

const namesOf = (names: ReadonlyMap<string, string>, there: readonly string[]): ReadonlySet<string> =>
  new Set(there.map((name) => names.get(name) ?? name));

/** The merged files have to be a connector whose modules find what they import. */
function check(merged: readonly ConnectorFile[], ours: readonly ConnectorFile[]): Result<void> {
  const manifest = manifestOf(merged, 'The merged connector');
  if (!manifest.ok) return manifest;
  const before = new Set(brokenImports(ours));
  const broken = brokenImports(merged).find((sentence) => !before.has(sentence));
  if (broken === undefined) return ok(undefined);
  return fail(
    'connector',
    'broken_import',
    `The merge is not saved: ${broken}. Mend the import or settle the conflict another way.`,
  );
}

function checkAnswers(conflicts: Conflicts): Result<void> {
  const [unknown] = conflicts.unknown();
  if (unknown === undefined) return ok(undefined);
  const ids = conflicts.list().map((conflict) => conflict.id);
  const those = ids.length === 0 ? 'there are no conflicts' : `the conflicts are ${ids.slice(0, 20).join(', ')}`;
  return fail('input', 'unknown_conflict', `There is no conflict ${JSON.stringify(unknown.slice(0, 200))}: ${those}.`);
}

/**
 * Merges what a newer description makes into a connector: BASE is what was generated last, OURS the connector as it stands,
 * THEIRS what is generated now with the same choices. Edits stay; what both changed is a conflict. Input failures:
 * `bad_manifest`, `unknown_entity`, `unknown_command`, `unknown_conflict`; connector failure: `broken_import`.
 */
export function mergeConnector(input: MergeInput): Result<Merged> {
  const { ours, base } = input;
  const baseManifest = manifestOf(base.files, 'What was generated last');
  if (!baseManifest.ok) return baseManifest;
  const oursManifest = manifestOf(ours, input.connector);
  if (!oursManifest.ok) return oursManifest;
  const sides: { readonly base: Side; readonly ours: Side } = {
    base: { manifest: baseManifest.value, code: readCode(base.files) },
    ours: { manifest: oursManifest.value, code: readCode(ours) },
  };
  const renames = findRenames(baseManifest.value, oursManifest.value);
  const conflicts = new Conflicts(input.resolutions);

  const described = alignNames(input.before, knownNames(baseManifest.value));
  const before = withReviewed(described, described, base.reviewed, new Conflicts({ items: {} }));
  const now = alignNames(input.described, before);
  const after = withReviewed(alignNames(input.wanted, before), described, base.reviewed, conflicts);

  const inBase = {
    entities: baseManifest.value.entities.map((one) => one.name),
    commands: Object.keys(baseManifest.value.commands),
  };
  const standing = {
    entities: namesOf(
      renames.entities,
      oursManifest.value.entities.map((one) => one.name),
    ),
    commands: namesOf(renames.commands, Object.keys(oursManifest.value.commands)),
  };
  const there = {
    entities: new Set(inBase.entities.filter((name) => standing.entities.has(name))),
    commands: new Set(inBase.commands.filter((name) => standing.commands.has(name))),
  };
  const entities = select(before.entities, after.entities, there.entities, input.choices.entities);
  const commands = select(before.commands, after.commands, there.commands, input.choices.commands);
  const kept = keepEdited({ entities: entities.removed, commands: commands.removed }, sides, renames, conflicts);

  const choices = { id: input.connector, ...ownChoices(baseManifest.value, input.before) };
  const generate = (report: ImportReport, more: typeof kept): Result<ConnectorFile[]> =>
    generateConnector(
      report,
      {
        ...choices,
        entities: [...entities.names, ...more.entities.map((one) => one.name)],
        commands: [...commands.names, ...more.commands.map((one) => one.name)],
      },
      input.description,
    );
  const generated = generate(after, { entities: [], commands: [] });
  if (!generated.ok) return generated;
  const keepsAny = kept.entities.length + kept.commands.length > 0;
  const theirs = keepsAny ? generate(withKept(after, before, kept), kept) : generated;
  if (!theirs.ok) return theirs;

  const sets: FileSets = { base: base.files, ours, theirs: theirs.value };
  const files = mergeFiles(sets, { renames, names: renamedInCode(sides, renames), conflicts });
  const answers = checkAnswers(conflicts);
  if (!answers.ok) return answers;
  const found = conflicts.list();
  const open = found.filter((conflict) => conflict.resolution === undefined).length;
  if (open === 0) {
    const checked = check(files, ours);
    if (!checked.ok) return checked;
  }
  const diff = diffReports(before, after);
  const fileActions = describeFiles(sets, files);
  const isGone = (keptNames: readonly { readonly name: string }[]) => (one: { readonly name: string }) =>
    !keptNames.some((other) => other.name === one.name);
  const plan: MergePlan = {
    connector: input.connector,
    revision: input.revision,
    base: base.origin,
    diff,
    added: { entities: [...entities.added], commands: [...commands.added] },
    removed: {
      entities: entities.removed.filter(isGone(kept.entities)).map((one) => one.name),
      commands: commands.removed.filter(isGone(kept.commands)).map((one) => one.name),
    },
    available: { entities: [...entities.available], commands: [...commands.available] },
    breaking: [...breakingOf(diff, there.entities, there.commands)],
    notes: [],
    files: [...fileActions],
    conflicts: [...found],
    open,
    changes: fileActions.some((file) => file.action !== 'unchanged'),
    warnings: input.described.warnings,
  };
  return ok({ plan, files, generated: generated.value, reviewed: reviewedValues(now, after) });
}
