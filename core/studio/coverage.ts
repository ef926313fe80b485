import type { Coverage } from '../../shared/connector/coverage.ts';
import { findCommands, findFunction, isScriptPath } from '../../shared/connector/files.ts';
import { functionNames, isFunctionName } from '../../shared/connector/names.ts';
import type { Revision } from '../../shared/contract/connectors.ts';
import { workspaceLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { RunRecord } from '../../shared/run/run.ts';
import type { StudioData } from './index.ts';
import { readManifest } from './manifest.ts';

/** Runs of one target that are asked for their findings, the newest first. */
const looked = 3;

interface Target {
  readonly target: string;
  readonly entity: string | null;
}

const keyOf = ({ target, entity }: Target): string => JSON.stringify([target, entity]);

/** The name of a module in functions/; undefined for other files. */
const moduleOf = (path: string): string | undefined =>
  isScriptPath(path) ? /^functions\/(.+)\.[jt]s$/.exec(path)?.[1] : undefined;

/** Whether a change of a file may change what a target does: its own file, and for a function every helper module. */
export function bearsOn(target: string, path: string): boolean {
  const name = moduleOf(path);
  if (!isFunctionName(target)) return name === undefined && isScriptPath(path);
  return name !== undefined && (name === target || !isFunctionName(name));
}

/** The table of a run of `data`; runs of several tables or of none count for none. */
function entityOf({ target, input }: RunRecord): string | null {
  if (target !== 'data') return null;
  return typeof input.requestedType === 'string' ? input.requestedType : null;
}

const outcomeOf = ({ outcome }: RunRecord): NonNullable<Coverage['last']>['outcome'] =>
  outcome === null ? 'running' : outcome.kind === 'ok' ? 'ok' : 'failed';

interface History {
  /** Newest first. */
  readonly runs: readonly RunRecord[];
  readonly revisions: readonly Revision[];
  /** Findings of a run that are errors. */
  errorsOf(run: string): number;
}

function coverageOf(one: Target, { runs, revisions, errorsOf }: History): Coverage {
  const [newest] = runs;
  if (newest === undefined) return { ...one, state: 'missing' };
  const errors = outcomeOf(newest) === 'ok' ? errorsOf(newest.id) : 0;
  const last = {
    run: newest.id,
    outcome: outcomeOf(newest),
    errors,
    revision: newest.revision,
    at: newest.startedAt,
  };
  const candidates = runs.filter((run) => run.revision !== null && outcomeOf(run) === 'ok').slice(0, looked);
  const found = candidates.find((run) => (run === newest ? errors : errorsOf(run.id)) === 0);
  const green =
    found === undefined || found.revision === null
      ? undefined
      : { run: found.id, revision: found.revision, at: found.startedAt };
  const failed = last.outcome === 'failed' || errors > 0;
  if (green === undefined) return { ...one, last, state: failed ? 'failed' : 'missing' };
  const changed = revisions.some(
    ({ number, changed: paths }) => number > green.revision && paths.some((path) => bearsOn(one.target, path)),
  );
  return { ...one, last, green, state: failed ? 'failed' : changed ? 'stale' : 'green' };
}

/**
 * What of a connector ran green, and on which revision: its functions, `data` once for each table, its commands. Runs of
 * mocks do not count, for they run no code of the source. Fails with `unknown_connector`, `bad_manifest`.
 */
export function coverageOfConnector(studio: Pick<StudioData, 'workspace'>, id: string): Result<readonly Coverage[]> {
  const { connectors, runs } = studio.workspace;
  const detail = connectors.get(id);
  if (!detail.ok) return detail;
  const manifest = readManifest(studio, id);
  if (!manifest.ok) return manifest;
  const revisions = connectors.revisions(id);
  if (!revisions.ok) return revisions;
  const paths = new Set(detail.value.files.map((file) => file.path));
  const tables = manifest.value.entities.map(({ name }): Target => ({ target: 'data', entity: name }));
  const targets: readonly Target[] = [
    ...functionNames
      .filter((name) => findFunction(paths, name) !== undefined)
      .flatMap((name) => (name === 'data' && tables.length > 0 ? tables : [{ target: name, entity: null }])),
    ...(findCommands(paths) === undefined ? [] : Object.keys(manifest.value.commands)).map((target) => ({
      target,
      entity: null,
    })),
  ];
  const counted = runs.list(id, workspaceLimits.runsPerConnector).filter((run) => run.mode !== 'mock');
  const byTarget = Map.groupBy(counted, (run) => keyOf({ target: run.target, entity: entityOf(run) }));
  const errorsOf = (run: string): number => runs.findings(run).filter(({ severity }) => severity === 'error').length;
  return ok(
    targets.map((target) =>
      coverageOf(target, { runs: byTarget.get(keyOf(target)) ?? [], revisions: revisions.value, errorsOf }),
    ),
  );
}
