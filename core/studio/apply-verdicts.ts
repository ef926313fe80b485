import type { Entity } from '../../shared/connector/manifest.ts';
import type { MergeConflict, MergeOutcome, Resolutions } from '../../shared/import/merge.ts';
import type { ProbeReport } from '../../shared/import/probe.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { parseManifest } from '../package/index.ts';
import { applyVerdicts, withReadings } from '../probe/index.ts';
import { pagingText } from '../probe/paging.ts';
import { listed } from '../reimport/sentences.ts';
import type { StudioData } from './index.ts';
import { manifestText } from './manifest.ts';
import { currentReport, type Regeneration, regenerate } from './reimport.ts';

const MANIFEST = 'connector.json';
/** Says which tables are read in one page only; where the user wrote over that it stays, for no code depends on it. */
const README = 'README.md';

/** Entities whose rows are asked for in another way than before. */
function readAnew(before: readonly Entity[], after: readonly Entity[]): readonly Entity[] {
  const reading = (entity: Entity | undefined): string => JSON.stringify([entity?.pagination, entity?.incremental]);
  return after.filter((entity, index) => reading(entity) !== reading(before[index]));
}

const byHand = (entities: readonly Entity[]): string =>
  `change by hand: ${entities.map((entity) => `${entity.name} is ${pagingText(entity.pagination)}`).join('; ')}.`;

function editedByHand(conflicts: readonly MergeConflict[], entities: readonly Entity[]): Result<never> {
  const places = conflicts.map(({ file, what }) => (what === 'text' ? file : `${what} in ${file}`));
  return fail(
    'input',
    'edited_by_hand',
    `Nothing was written: your edits of ${listed(places)} stand where new source must go; ${byHand(entities)}`,
    { path: conflicts[0]?.file, conflicts: conflicts.map(({ id }) => id) },
  );
}

/** Merges source that reads the entities anew into the connector, together with its changed manifest. */
async function mergeSource(
  studio: StudioData,
  connector: string,
  note: string,
  entities: readonly Entity[],
  manifest: NonNullable<Regeneration['manifest']>,
): Promise<Result<MergeOutcome>> {
  const report = await currentReport(studio, connector);
  const described = new Set(report.ok ? report.value.entities.map((entity) => entity.operation) : []);
  const unknown = entities.filter((entity) => !described.has(entity.operation));
  if (!report.ok && report.error.code !== 'no_description') return report;
  if (!report.ok || unknown.length > 0) {
    const what = report.ok ? ` of ${listed(unknown.map((entity) => entity.name))}` : '';
    return fail(
      'input',
      'no_description',
      `Nothing was written: ${connector} keeps no description${what} to write its source from; ${byHand(entities)}`,
    );
  }
  const changed = withReadings(report.value, entities);
  const merge = (resolutions: Resolutions) => regenerate(studio, connector, changed, note, { resolutions, manifest });
  const merged = await merge({ items: {} });
  if (!merged.ok || merged.value.plan.open === 0) return merged;
  const { conflicts } = merged.value.plan;
  const inSource = conflicts.filter((conflict) => conflict.file !== README);
  if (inSource.length > 0) return editedByHand(inSource, entities);
  return merge({ items: Object.fromEntries(conflicts.map(({ id }) => [id, 'ours'])) });
}

/**
 * Writes the verdicts of a probe into the connector as a new revision: paging and proof into connector.json, in which all else
 * stays, and the source that reads the entities, merged with the user's edits. Input failures: `edited_by_hand` where the user
 * changed the very place that must change, `no_description`, `stale_revision`; else those of `regenerate`.
 */
export async function writeVerdicts(
  studio: StudioData,
  connector: string,
  probe: ProbeReport,
): Promise<Result<{ revision: number; files: string[] }>> {
  const stored = studio.workspace.connectors.files(connector);
  if (!stored.ok) return stored;
  const { files, revision } = stored.value;
  const manifest = parseManifest(files.find((file) => file.path === MANIFEST)?.text ?? '');
  if (!manifest.ok) return manifest;
  const note = `Probed ${probe.verdicts.map((verdict) => verdict.entity).join(', ')}`;
  const proven = (entities: readonly Entity[]): Entity[] => [...applyVerdicts(entities, probe.verdicts, probe.at)];
  const entities = proven(manifest.value.entities);
  const anew = readAnew(manifest.value.entities, entities);
  if (anew.length === 0) {
    const text = manifestText({ ...manifest.value, entities });
    const saved = studio.workspace.connectors.save(connector, revision, [{ path: MANIFEST, text }], note);
    return saved.ok ? ok({ revision: saved.value.revision, files: [MANIFEST] }) : saved;
  }
  const merged = await mergeSource(studio, connector, note, anew, (now) => ({
    ...now,
    entities: proven(now.entities),
  }));
  if (!merged.ok) return merged;
  const changed = merged.value.plan.files.filter(({ path, action }) => path !== MANIFEST && action !== 'unchanged');
  return ok({ revision: merged.value.revision, files: [MANIFEST, ...changed.map((file) => file.path)] });
}
