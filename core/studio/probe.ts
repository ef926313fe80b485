import type { Manifest } from '../../shared/connector/manifest.ts';
import { type ProbeReport, type ProbeRequest, probeReportSchema } from '../../shared/import/probe.ts';
import type { ImportReport } from '../../shared/import/report.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { RunEvent } from '../../shared/run/run.ts';
import { inspectDescription } from '../import/index.ts';
import { namedEntities, probeConnector } from '../probe/index.ts';
import type { ProbeLimits } from '../probe/types.ts';
import { writeVerdicts } from './apply-verdicts.ts';
import type { Studio } from './index.ts';
import { readManifest } from './manifest.ts';

export interface ProbeOptions {
  readonly signal?: AbortSignal;
  /** Sees the run while it is under way: requests, and one line per verdict. */
  readonly onEvent?: (events: readonly RunEvent[]) => void;
  /** Where given, stand in for the product's limits. */
  readonly limits?: Partial<ProbeLimits>;
}

/** The description that a connector keeps, read again; undefined where it has none or one that cannot be read any more. */
async function storedReport(
  studio: Pick<Studio, 'workspace'>,
  connector: string,
  signal: AbortSignal | undefined,
): Promise<ImportReport | undefined> {
  const stored = studio.workspace.connectors.files(connector);
  const spec = stored.ok ? stored.value.files.find((file) => file.path.startsWith('spec/')) : undefined;
  if (!spec) return undefined;
  const fileName = spec.path.slice('spec/'.length);
  const report = await inspectDescription({ fileName, text: spec.text }, signal ? { signal } : {});
  return report.ok ? report.value : undefined;
}

/** What the run made, without secrets: a probe that was cancelled or that met a defect has nothing to show. */
async function finished(
  studio: Studio,
  manifest: Manifest,
  report: ImportReport | undefined,
  request: ProbeRequest,
  options: ProbeOptions,
): Promise<Result<ProbeReport>> {
  const at = new Date().toISOString();
  const { connector, connection, entities, filters } = request;
  const started = await studio.runner.startHost(
    { connector, target: 'probe', connection, input: { entities: entities ?? [], filters: filters ?? {} } },
    async (run) => {
      const done = await probeConnector({ run, report, entities, filters, limits: options.limits });
      return { connector, run: run.run, at, ...done };
    },
    options.onEvent ?? (() => undefined),
  );
  if (!started.ok) return started;
  const cancel = (): void => started.value.cancel();
  options.signal?.addEventListener('abort', cancel, { once: true });
  if (options.signal?.aborted) cancel();
  const { outcome, result, id } = await started.value.done;
  options.signal?.removeEventListener('abort', cancel);
  if (outcome?.kind === 'cancelled')
    return fail('input', 'cancelled', `The probe of ${manifest.id} was cancelled; what it sent stands in run ${id}.`);
  const parsed = probeReportSchema.safeParse(result);
  if (parsed.success) return ok(parsed.data);
  const reason = outcome && 'message' in outcome ? outcome.message : 'it left no verdicts';
  return fail('system', 'probe_failed', `The probe of ${manifest.id} failed: ${reason} See run ${id}.`);
}

/**
 * Probes a connector of the workspace as a run of target `probe` and, with `apply`, writes what was proven into it. Input failures:
 * `unknown_connector`, `bad_manifest`, `unknown_entity`, those of a connection, `cancelled`.
 */
export async function probeInWorkspace(
  studio: Studio,
  request: ProbeRequest,
  options: ProbeOptions = {},
): Promise<Result<ProbeReport>> {
  const manifest = readManifest(studio, request.connector);
  if (!manifest.ok) return manifest;
  const names = namedEntities(manifest.value, request.entities);
  if (!names.ok) return names;
  const report = await storedReport(studio, request.connector, options.signal);
  const probed = await finished(studio, manifest.value, report, request, options);
  if (!probed.ok || request.apply !== true) return probed;
  const written = await writeVerdicts(studio, request.connector, probed.value);
  if (written.ok) return ok({ ...probed.value, applied: written.value });
  // The verdicts are worth showing whether or not they could be written.
  return ok({ ...probed.value, notApplied: written.error.message });
}
