import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { toConnectorName } from '../../shared/connector/names.ts';
import type { MergeChoices, MergePlan, Resolutions } from '../../shared/import/merge.ts';
import type { ImportChoices, ImportReport } from '../../shared/import/report.ts';
import type { Reviewed } from '../../shared/import/reviewed.ts';
import { ok, type Result } from '../../shared/result.ts';
import { generateConnector } from '../generate/index.ts';
import { knownNames } from './align.ts';
import { checkAnswers, checkMerged, manifestOf } from './check.ts';
import { Conflicts } from './conflicts.ts';
import { diffReports } from './diff.ts';
import type { Operated } from './match.ts';
import { describeFiles, type FileSets, mergeFiles } from './merge-files.ts';
import { modelsOf } from './models.ts';
import { planOf } from './plan.ts';
import { type Kept, keepEdited, readSides, renamedInCode, withKept } from './removed.ts';
import { findRenames } from './renames.ts';
import { reviewedValues } from './reviewed.ts';
import { select } from './selection.ts';
import { askedAgain, settleTakenOut, takenOut, withoutNames } from './taken-out.ts';

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
  /** What is to be generated in its place: all that was proven until now is in it. Absent, what was proven before is kept. */
  readonly wanted?: ImportReport;
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

/** What the user chose at the import as far as the files tell it: a name and a base URL that are not the description's. */
function ownChoices(manifest: Manifest, before: ImportReport): Pick<ImportChoices, 'name' | 'baseUrl'> {
  const stated = manifest.connectionConfig.baseUrl?.default;
  return {
    ...(manifest.name === toConnectorName(before.source.title) ? {} : { name: manifest.name }),
    ...(typeof stated !== 'string' || stated === before.baseUrl ? {} : { baseUrl: stated }),
  };
}

/** The ways to connect to offer: what was left out of the description before stays out, what is new comes in. */
function ownAuth(manifest: Manifest, before: ImportReport, now: ImportReport): Pick<ImportChoices, 'auth'> {
  const offered = new Set(manifest.authentication.map((one) => one.id));
  const leftOut = new Set(before.auth.map((one) => one.id).filter((id) => !offered.has(id)));
  return leftOut.size === 0 ? {} : { auth: now.auth.map((one) => one.id).filter((id) => !leftOut.has(id)) };
}

const namesOf = (items: readonly Operated[]): ReadonlySet<string> => new Set(items.map((one) => one.name));

const NOTHING: Kept = { entities: [], commands: [] };

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
  const [baseCode, oursCode] = readSides(base.files, ours);
  const sides = {
    base: { manifest: baseManifest.value, code: baseCode },
    ours: { manifest: oursManifest.value, code: oursCode },
  };
  const renames = findRenames(baseManifest.value, oursManifest.value);
  const conflicts = new Conflicts(input.resolutions);
  const { before, described, after, known } = modelsOf(input, baseManifest.value, conflicts);

  const { choices } = input;
  const out = takenOut(baseManifest.value, oursManifest.value, renames);
  const back = askedAgain(out, choices.entities, choices.commands);
  settleTakenOut(out, sides.base, sides.ours, conflicts);
  const generatedNames = knownNames(baseManifest.value);
  const entities = select(known.entities, after.entities, namesOf(generatedNames.entities), choices.entities);
  const commands = select(known.commands, after.commands, namesOf(generatedNames.commands), choices.commands);
  const isGone = (removed: readonly Operated[], taken: ReadonlySet<string>) => (one: Operated) =>
    !taken.has(one.name) && removed.some(({ name }) => name === one.name);
  const gone = {
    entities: before.entities.filter(isGone(entities.removed, out.entities)),
    commands: before.commands.filter(isGone(commands.removed, out.commands)),
  };
  const kept = keepEdited(gone, sides, renames, conflicts);

  const generate = (report: ImportReport, more: Kept): Result<ConnectorFile[]> => {
    const chosen: ImportChoices = {
      id: input.connector,
      ...ownChoices(baseManifest.value, input.before),
      ...ownAuth(baseManifest.value, input.before, report),
      entities: [...entities.names, ...more.entities.map((one) => one.name)],
      commands: [...commands.names, ...more.commands.map((one) => one.name)],
    };
    return generateConnector(report, chosen, input.description);
  };
  // What stays although it is no longer described belongs to the user from now on: the next merge does not ask again.
  const generated = generate(after, NOTHING);
  if (!generated.ok) return generated;
  const keepsAny = kept.entities.length + kept.commands.length > 0;
  const theirs = keepsAny ? generate(withKept(after, before, kept), kept) : generated;
  if (!theirs.ok) return theirs;

  const sets: FileSets = { base: withoutNames(base.files, sides.base, back), ours, theirs: theirs.value };
  const { files, missing } = mergeFiles(sets, { renames, names: renamedInCode(sides, renames), conflicts });
  const answers = checkAnswers(conflicts);
  if (!answers.ok) return answers;
  const plan = planOf({
    input,
    diff: diffReports(before, after),
    out,
    back,
    entities,
    commands,
    kept,
    files: describeFiles(sets, files),
    conflicts: conflicts.list(),
  });
  const checked = plan.open === 0 && plan.changes ? checkMerged(files, ours, missing) : ok(undefined);
  if (!checked.ok) return checked;
  return ok({ plan, files, generated: generated.value, reviewed: reviewedValues(described, after) });
}
