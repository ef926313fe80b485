import type { Manifest, Pagination } from '../../shared/connector/manifest.ts';
import type { ProbeVerdict } from '../../shared/import/probe.ts';
import type { ImportReport, Parameter } from '../../shared/import/report.ts';
import { probeLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Header } from '../../shared/run/exchange.ts';
import { credentialsFor } from '../auth/credentials.ts';
import { nearest } from '../generate/choices.ts';
import { type EntityPlan, planEntities } from '../generate/plan.ts';
import { type Common, commonOf } from '../generate/settings.ts';
import type { HostRun } from '../runs/index.ts';
import { type ProbeEntity, probeEntity, verdictLine } from './entity.ts';
import { overlaidEntities } from './model.ts';
import { Places } from './places.ts';
import type { Source } from './reader.ts';
import { Sender } from './sender.ts';
import type { ProbeLimits } from './types.ts';

export { applyVerdicts, currentProof } from './apply.ts';
export { withReadings } from './model.ts';

/** What to probe. */
export interface ProbeJob {
  /** Where requests are recorded, and whose credentials they carry. */
  readonly run: Pick<HostRun, 'manifest' | 'authentication' | 'fields' | 'signal' | 'send' | 'note' | 'mask'>;
  /** What the stored description says; without it a list is known by the manifest alone. */
  readonly report: ImportReport | undefined;
  readonly entities?: readonly string[] | undefined;
  readonly filters?: Readonly<Record<string, string>> | undefined;
  /** Where given, stand in for the product's limits. */
  readonly limits?: Partial<ProbeLimits> | undefined;
}

/** The names to probe, checked: all where none are given. Input failure: `unknown_entity`, with the nearest names. */
export function namedEntities(manifest: Manifest, names: readonly string[] | undefined): Result<readonly string[]> {
  const all = manifest.entities.map((entity) => entity.name);
  const unknown = names?.find((name) => !all.includes(name));
  if (unknown === undefined) return ok(names ?? all);
  const candidates = nearest(unknown, all);
  const remedy = candidates.length === 0 ? 'it has none' : `try ${candidates.join(', ')}`;
  return fail(
    'input',
    'unknown_entity',
    `${manifest.id} has no entity ${JSON.stringify(unknown.slice(0, 100))}; ${remedy}.`,
    { candidates },
  );
}

const pagingParams = ({ params, in: place }: Pagination): readonly Parameter[] =>
  Object.entries(params ?? {}).flatMap(([role, name]) =>
    name === undefined
      ? []
      : [{ name, in: place ?? 'query', required: false, type: role === 'cursor' ? 'string' : 'integer' }],
  );

/** An entity with every parameter of its operation: a report leaves out those that its own paging uses. */
function probed(plan: EntityPlan, report: ImportReport | undefined): ProbeEntity {
  const { operation, pagination, params } = plan.entity;
  const said = report?.entities.find((entity) => entity.operation === operation);
  const all = [...params, ...(said?.params ?? []), ...(said ? pagingParams(said.pagination) : [])];
  const isOther = said !== undefined && JSON.stringify(said.pagination) !== JSON.stringify(pagination);
  const isGuess = isOther && said.pagination.kind !== 'none' && said.pagination.kind !== 'unproven';
  return {
    plan,
    params: [...new Map(all.map((one) => [`${one.in} ${one.name}`, one])).values()],
    described: isGuess ? said.pagination : undefined,
  };
}

const NOTHING_COMMON: Common = { headers: [], fields: {}, covers: () => false };

/** Headers that every request of the source carries: stated ones, and settings of the connection that are set. */
const headersOf = (common: Common, fields: Readonly<Record<string, unknown>>): readonly Header[] =>
  common.headers.flatMap(({ name, value }): readonly Header[] => {
    const sent = value.kind === 'fixed' ? value.value : Object.hasOwn(fields, value.id) ? fields[value.id] : undefined;
    return sent === undefined || sent === '' ? [] : [[name, String(sent)]];
  });

/**
 * Reads two pages of each named entity with the connection's credentials and says what they prove (promise 1). Requests are made
 * from the manifest, one after another; the guest's code is not run.
 */
export async function probeConnector(job: ProbeJob): Promise<{
  readonly verdicts: readonly ProbeVerdict[];
  readonly requests: number;
}> {
  const { run, report, filters = {} } = job;
  const { manifest, fields, signal } = run;
  const limits: ProbeLimits = { ...probeLimits, ...job.limits };
  const sender = new Sender({ send: run.send, signal, limits });
  const { baseUrl } = fields;
  const common = report ? commonOf(report, manifest.authentication) : NOTHING_COMMON;
  const source: Source = {
    sender,
    limits,
    credentials: credentialsFor(run.authentication, fields),
    headers: headersOf(common, fields),
    baseUrl: typeof baseUrl === 'string' ? baseUrl : '',
    mask: run.mask,
    filters,
  };
  const all = overlaidEntities(manifest, report);
  const wanted = new Set(job.entities ?? manifest.entities.map((entity) => entity.name));
  const places = new Places(source);
  const verdicts: ProbeVerdict[] = [];
  const chosen = all.filter((entity) => entity.selected && wanted.has(entity.name));
  for (const plan of planEntities(all, chosen, common)) {
    if (!plan.chosen || signal.aborted) continue;
    const verdict = await probeEntity(source, probed(plan, report), places);
    verdicts.push(verdict);
    run.note(verdict.verdict === 'refuted' || verdict.verdict === 'failed' ? 'warn' : 'info', verdictLine(verdict));
  }
  return { verdicts, requests: sender.sent };
}
