import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Entity, Manifest } from '../../shared/connector/manifest.ts';
import type { ProbeReport } from '../../shared/import/probe.ts';
import type { ImportChoices, ImportReport } from '../../shared/import/report.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { generateConnector } from '../generate/index.ts';
import { parseManifest } from '../package/index.ts';
import { applyVerdicts, overlaidReport } from '../probe/index.ts';
import { pagingText } from '../probe/paging.ts';
import type { StudioData } from './index.ts';

const MANIFEST = 'connector.json';
/** Says which tables are read in one page only; where it holds edits it stays as it is, for no code depends on it. */
const README = 'README.md';

/** What the user chose when the connector was made, as its manifest tells it. */
function choicesOf(manifest: Manifest): ImportChoices {
  const base = manifest.connectionConfig.baseUrl?.default;
  return {
    id: manifest.id,
    name: manifest.name,
    entities: manifest.entities.map((entity) => entity.name),
    commands: Object.keys(manifest.commands),
    ...(typeof base === 'string' ? { baseUrl: base } : {}),
  };
}

/** What the generator writes for these entities: the source that reads them and the readme that lists them. */
function readCode(
  report: ImportReport,
  manifest: Manifest,
  entities: readonly Entity[],
  spec: ConnectorFile,
): Result<readonly ConnectorFile[]> {
  const description = { fileName: spec.path.slice('spec/'.length), text: spec.text };
  const known = new Set(report.commands.map((command) => command.name));
  const choices = choicesOf(manifest);
  const commands = choices.commands === 'all' ? 'all' : choices.commands.filter((name) => known.has(name));
  const generated = generateConnector(
    overlaidReport(report, { entities: [...entities] }),
    { ...choices, commands },
    description,
  );
  return generated.ok
    ? ok(generated.value.filter((file) => file.path.startsWith('functions/') || file.path === README))
    : generated;
}

/** What of the read code changes, by path: before and after. */
interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

function changesOf(before: readonly ConnectorFile[], after: readonly ConnectorFile[]): readonly Change[] {
  const old = new Map(before.map((file) => [file.path, file.text]));
  return after.flatMap(({ path, text }) =>
    old.get(path) === text ? [] : [{ path, before: old.get(path) ?? '', after: text }],
  );
}

/**
 * The seam for a merge with hand edits: new source is written over a file only where that file is, byte for byte, what the generator
 * made before. Input failure: `edited_by_hand`, which names the first file that is not.
 */
function mergeOver(
  stored: ReadonlyMap<string, string>,
  changes: readonly Change[],
  byHand: string,
): Result<readonly ConnectorFile[]> {
  const isEdited = ({ path, before }: Change): boolean => stored.get(path) !== before;
  const edited = changes.find((change) => isEdited(change) && change.path !== README);
  if (!edited) {
    return ok(changes.filter((change) => !isEdited(change)).map(({ path, after }) => ({ path, text: after })));
  }
  return fail(
    'input',
    'edited_by_hand',
    `Nothing was written: ${edited.path} holds edits that new source would undo; change there by hand: ${byHand}.`,
    { path: edited.path },
  );
}

const byHandText = (before: readonly Entity[], after: readonly Entity[]): string =>
  after
    .filter((entity, index) => JSON.stringify(entity.pagination) !== JSON.stringify(before[index]?.pagination))
    .map((entity) => `${entity.name} is ${pagingText(entity.pagination)}`)
    .join('; ');

const isSameReading = (before: readonly Entity[], after: readonly Entity[]): boolean =>
  after.every(
    ({ pagination, incremental }, index) =>
      JSON.stringify({ pagination, incremental }) ===
      JSON.stringify({ pagination: before[index]?.pagination, incremental: before[index]?.incremental }),
  );

function newSource(
  files: readonly ConnectorFile[],
  report: ImportReport | undefined,
  manifest: Manifest,
  entities: readonly Entity[],
): Result<readonly ConnectorFile[]> {
  if (isSameReading(manifest.entities, entities)) return ok([]);
  const byHand = byHandText(manifest.entities, entities);
  const spec = files.find((file) => file.path.startsWith('spec/'));
  if (!report || !spec) {
    return fail(
      'input',
      'no_description',
      `Nothing was written: ${manifest.id} keeps no description to write its source from; change by hand: ${byHand}.`,
    );
  }
  const before = readCode(report, manifest, manifest.entities, spec);
  if (!before.ok) return before;
  const after = readCode(report, manifest, entities, spec);
  if (!after.ok) return after;
  return mergeOver(new Map(files.map((file) => [file.path, file.text])), changesOf(before.value, after.value), byHand);
}

/**
 * Writes the verdicts of a probe into the connector as a new revision: paging and proof into connector.json, and the source that
 * reads the entities. Whatever else stands in connector.json stays. Input failures: `edited_by_hand`, `no_description`,
 * `stale_revision`.
 */
export function writeVerdicts(
  studio: Pick<StudioData, 'workspace'>,
  connector: string,
  report: ImportReport | undefined,
  probe: ProbeReport,
): Result<{ revision: number; files: string[] }> {
  const stored = studio.workspace.connectors.files(connector);
  if (!stored.ok) return stored;
  const { files, revision } = stored.value;
  const manifest = parseManifest(files.find((file) => file.path === MANIFEST)?.text ?? '');
  if (!manifest.ok) return manifest;
  const entities = applyVerdicts(manifest.value.entities, probe.verdicts, probe.at);
  const source = newSource(files, report, manifest.value, entities);
  if (!source.ok) return source;
  const text = `${JSON.stringify({ ...manifest.value, entities }, null, 2)}\n`;
  const changed = [{ path: MANIFEST, text }, ...source.value];
  const names = probe.verdicts.map((verdict) => verdict.entity).join(', ');
  const saved = studio.workspace.connectors.save(connector, revision, changed, `Probed ${names}`);
  return saved.ok ? ok({ revision: saved.value.revision, files: changed.map((file) => file.path) }) : saved;
}
