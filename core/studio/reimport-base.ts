import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import type { ImportReport } from '../../shared/import/report.ts';
import { mergeLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { generateConnector } from '../generate/index.ts';
import { inspectDescription } from '../import/index.ts';
import { parseManifest } from '../package/index.ts';
import { currentProof, withReadings } from '../probe/index.ts';
import { alignNames, knownNames } from '../reimport/align.ts';
import { matchOperations, type Operated } from '../reimport/match.ts';
import type { KeptDescription, MergeInput } from '../reimport/merge.ts';
import { reviewedValues } from '../reimport/reviewed.ts';
import { sha256 } from '../workspace/revisions.ts';
import type { Workspace } from '../workspace/types.ts';
import type { StudioData } from './index.ts';

/** What a merge starts from: the connector as it stands, what was generated last, and what was described then. */
export interface MergeStart extends Pick<MergeInput, 'revision' | 'ours' | 'base' | 'before'> {
  /** The description that the base was made from. */
  readonly kept: KeptDescription;
}

/** A report that is at hand already, for a description of the same text. */
export interface KnownReport {
  readonly text: string;
  readonly report: ImportReport;
}

const specsOf = (files: readonly ConnectorFile[]): readonly KeptDescription[] =>
  files
    .filter((file) => file.path.startsWith('spec/'))
    .map((file) => ({ fileName: file.path.slice('spec/'.length), text: file.text }));

/** Reports of kept descriptions by workspace and text: a merge is asked for again with each answer to a conflict. */
const inspected = new WeakMap<Workspace, Map<string, ImportReport>>();

async function read(
  { workspace }: StudioData,
  spec: KeptDescription,
  known: KnownReport | undefined,
): Promise<Result<ImportReport>> {
  if (known && known.text === spec.text) return ok(known.report);
  const reports = inspected.get(workspace) ?? new Map<string, ImportReport>();
  inspected.set(workspace, reports);
  const key = `${spec.fileName} ${sha256(spec.text)}`;
  const found = reports.get(key);
  if (found) return ok(found);
  const report = await inspectDescription(spec);
  if (!report.ok) return report;
  reports.set(key, report.value);
  for (const oldest of [...reports.keys()].slice(0, -mergeLimits.reports)) reports.delete(oldest);
  return report;
}

const noBase = (id: string, why: string): Result<never> =>
  fail(
    'input',
    'no_description',
    `${id} cannot be compared with a newer description: ${why}. Import the description as a new connector instead.`,
  );

/** How many tables and commands of a manifest a description has. */
function likeness(manifest: Manifest, report: ImportReport): number {
  const { entities, commands } = knownNames(manifest);
  return (
    matchOperations<Operated>(entities, report.entities).pairs.size +
    matchOperations<Operated>(commands, report.commands).pairs.size
  );
}

/**
 * What the generator makes of the description that the connector keeps, with the choices that its manifest shows: the base of
 * a connector that came from a folder or an archive.
 */
async function regenerated(
  studio: StudioData,
  id: string,
  ours: readonly ConnectorFile[],
  known: KnownReport | undefined,
): Promise<Result<Pick<MergeStart, 'base' | 'before' | 'kept'>>> {
  const manifest = parseManifest(ours.find((file) => file.path === 'connector.json')?.text ?? '');
  if (!manifest.ok) return manifest;
  let best: { readonly kept: KeptDescription; readonly report: ImportReport; readonly score: number } | undefined;
  let failure: string | undefined;
  for (const kept of specsOf(ours).slice(0, mergeLimits.descriptions)) {
    const report = await read(studio, kept, known);
    if (!report.ok) failure ??= report.error.message;
    else {
      const score = likeness(manifest.value, report.value);
      if (!best || score > best.score) best = { kept, report: report.value, score };
    }
  }
  if (!best) return noBase(id, failure ?? 'it keeps no description in spec/');
  const described = alignNames(best.report, knownNames(manifest.value));
  // What was proven was generated too, although the description says another.
  const report = withReadings(described, manifest.value.entities.filter(currentProof));
  const names = (items: readonly { readonly name: string }[], there: ReadonlySet<string>): string[] =>
    items.map((item) => item.name).filter((name) => there.has(name));
  const stated = manifest.value.connectionConfig.baseUrl?.default;
  const files = generateConnector(
    report,
    {
      id,
      name: manifest.value.name,
      entities: names(report.entities, new Set(manifest.value.entities.map((entity) => entity.name))),
      commands: names(report.commands, new Set(Object.keys(manifest.value.commands))),
      ...(typeof stated === 'string' && stated !== report.baseUrl ? { baseUrl: stated } : {}),
    },
    best.kept,
  );
  if (!files.ok) return files;
  const base = { origin: 'generated' as const, files: files.value, reviewed: reviewedValues(described, report) };
  return ok({ base, before: best.report, kept: best.kept });
}

/**
 * What a merge into a connector starts from. Input failures: `unknown_connector`, `no_description`, `bad_manifest`, those of
 * `inspectDescription` for the kept description.
 */
export async function mergeStart(studio: StudioData, id: string, known?: KnownReport): Promise<Result<MergeStart>> {
  const stored = studio.workspace.connectors.files(id);
  if (!stored.ok) return stored;
  const { revision, files: ours } = stored.value;
  const generated = studio.workspace.connectors.generated(id, revision);
  if (!generated.ok) return generated;
  const [kept] = specsOf(generated.value?.files ?? []);
  if (generated.value === undefined || kept === undefined) {
    const made = await regenerated(studio, id, ours, known);
    return made.ok ? ok({ revision, ours, ...made.value }) : made;
  }
  const before = await read(studio, kept, known);
  if (!before.ok) return noBase(id, before.error.message);
  return ok({ revision, ours, base: { origin: 'stored', ...generated.value }, before: before.value, kept });
}
