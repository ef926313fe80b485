import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import type { MergeChoices, MergeOutcome, Resolutions } from '../../shared/import/merge.ts';
import type { ImportReport } from '../../shared/import/report.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { parseManifest } from '../package/index.ts';
import { manifestOf } from '../reimport/check.ts';
import { type KeptDescription, type Merged, mergeConnector } from '../reimport/merge.ts';
import { reportOf } from '../reimport/models.ts';
import { findSyntaxProblems } from '../sandbox/syntax.ts';
import type { StudioData } from './index.ts';
import { manifestText } from './manifest.ts';
import { mergeStart } from './reimport-base.ts';

/** A newer description of an API, inspected. */
export interface NewerDescription {
  readonly report: ImportReport;
  /** What is kept of it; the bundle of one in several files. */
  readonly description: KeptDescription;
}

/** What a re-import is asked for. */
export interface ReimportOptions {
  readonly choices: MergeChoices;
  readonly resolutions: Resolutions;
  /** Plans only. */
  readonly dryRun: boolean;
  /** Note of the revision; says where it came from where absent. */
  readonly note?: string;
}

/** The same choices as before, nothing answered. */
export const plainMerge: ReimportOptions = {
  choices: { entities: 'same', commands: 'same' },
  resolutions: { items: {} },
  dryRun: false,
};

/** Scripts that cannot be read any more: what the user's own scripts had wrong before is not held against the merge. */
async function checkSyntax(merged: Merged, before: readonly { readonly path: string; readonly text: string }[]) {
  const standing = new Map(before.map((file) => [file.path, file.text]));
  const [problem] = await findSyntaxProblems(merged.files.filter((file) => standing.get(file.path) !== file.text));
  if (!problem) return ok(undefined);
  const message = problem.line === undefined ? problem.message : `${problem.message} (line ${problem.line})`;
  return fail(
    'connector',
    'merge_unreadable',
    `The merge is not saved: ${problem.path} could not be read afterwards: ${message}. Settle its conflicts another way, or mend the file first.`,
    { path: problem.path },
  );
}

/** Saves a merge as one revision where nothing is open; else gives the plan. */
async function finish(
  studio: StudioData,
  merged: Merged,
  ours: readonly { readonly path: string; readonly text: string }[],
  options: { readonly dryRun: boolean; readonly note: string },
): Promise<Result<MergeOutcome>> {
  const { plan } = merged;
  const unsaved: MergeOutcome = { saved: false, revision: plan.revision, plan };
  if (plan.open > 0) return ok(unsaved);
  const checked = await checkSyntax(merged, ours);
  if (!checked.ok) return checked;
  if (options.dryRun) return ok(unsaved);
  const saved = studio.workspace.connectors.replace(plan.connector, merged.files, options.note, {
    baseRevision: plan.revision,
    generated: { files: merged.generated, reviewed: merged.reviewed },
  });
  if (!saved.ok) return saved;
  return ok({ saved: saved.value.changed, revision: saved.value.revision, plan });
}

/**
 * Merges a newer description of the same API into a connector: the user's edits stay, what both changed is a conflict, and
 * nothing is saved while one is open. Without conflicts it becomes one revision; the same description again makes none. Input
 * failures: `unknown_connector`, `no_description`, `bad_manifest`, `unknown_entity`, `unknown_command`, `unknown_conflict`,
 * `stale_revision`; connector failures: `broken_import`, `merge_unreadable`.
 */
export async function reimport(
  studio: StudioData,
  id: string,
  newer: NewerDescription,
  options: ReimportOptions = plainMerge,
): Promise<Result<MergeOutcome>> {
  const { report, description } = newer;
  const start = await mergeStart(studio, id, { text: description.text, report });
  if (!start.ok) return start;
  const { choices, resolutions, dryRun, note = `Re-imported from ${description.fileName}` } = options;
  const merged = mergeConnector({
    connector: id,
    ...start.value,
    described: report,
    description,
    choices,
    resolutions,
  });
  return merged.ok ? finish(studio, merged.value, start.value.ours, { dryRun, note }) : merged;
}

/**
 * What the kept description of a connector says, under the connector's own names and with the values that were proven before:
 * the report to change and hand to `regenerate`. Failures: those of `mergeStart`.
 */
export async function currentReport(studio: StudioData, id: string): Promise<Result<ImportReport>> {
  const start = await mergeStart(studio, id);
  if (!start.ok) return start;
  const { base, before } = start.value;
  const manifest = parseManifest(base.files.find((file) => file.path === 'connector.json')?.text ?? '');
  if (!manifest.ok) return manifest;
  return ok(reportOf(manifest.value, before, base.reviewed));
}

/** What goes with a regeneration. */
export interface Regeneration {
  /** How its conflicts are settled; none where absent. */
  readonly resolutions?: Resolutions;
  /** Writes into the manifest as it stands what no description says, such as proofs: part of the same revision. */
  readonly manifest?: (now: Manifest) => Manifest;
}

/** The connector as it stands, with what the caller writes into its manifest. */
function withManifest(
  files: readonly ConnectorFile[],
  change: Regeneration['manifest'],
): Result<readonly ConnectorFile[]> {
  if (!change) return ok(files);
  const manifest = manifestOf(files, 'The connector');
  if (!manifest.ok) return manifest;
  const text = manifestText(change(manifest.value));
  return ok(files.map((file) => (file.path === 'connector.json' ? { ...file, text } : file)));
}

/**
 * Generates a connector again from a changed report of the description that it keeps, for example with a paging that was
 * proven, and merges that into it. Values that differ from the description are remembered, so that a later re-import keeps
 * them. Failures: those of `reimport`.
 */
export async function regenerate(
  studio: StudioData,
  id: string,
  changed: ImportReport,
  note: string,
  { resolutions = plainMerge.resolutions, manifest }: Regeneration = {},
): Promise<Result<MergeOutcome>> {
  const start = await mergeStart(studio, id);
  if (!start.ok) return start;
  const ours = withManifest(start.value.ours, manifest);
  if (!ours.ok) return ours;
  const merged = mergeConnector({
    connector: id,
    ...start.value,
    ours: ours.value,
    described: start.value.before,
    wanted: changed,
    description: start.value.kept,
    choices: plainMerge.choices,
    resolutions,
  });
  return merged.ok ? finish(studio, merged.value, start.value.ours, { dryRun: false, note }) : merged;
}
