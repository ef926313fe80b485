import type { Pagination } from '../../shared/connector/manifest.ts';
import type { ProbeVerdict } from '../../shared/import/probe.ts';
import type { Parameter } from '../../shared/import/report.ts';
import { methodOf } from '../generate/places.ts';
import type { EntityPlan } from '../generate/plan.ts';
import { variantsOf } from './candidates.ts';
import { checkRows } from './checks.ts';
import { checkIncremental } from './incremental.ts';
import { Notes } from './notes.ts';
import { pagingText } from './paging.ts';
import type { Places } from './places.ts';
import { tryPaging } from './prove.ts';
import { Reader, type Source } from './reader.ts';
import { refine } from './refine.ts';
import { type Found, searchPaging } from './search.ts';
import type { Page, Values } from './types.ts';

/** An entity to be probed, with what the description says about its paging. */
export interface ProbeEntity {
  readonly plan: EntityPlan;
  /** Every parameter of the operation, those of its paging included. */
  readonly params: readonly Parameter[];
  /** What the description made of its paging, where that is not what stands in the manifest. */
  readonly described: Pagination | undefined;
}

type Judged = Omit<ProbeVerdict, 'entity' | 'before' | 'requests'>;

interface Outcome {
  readonly verdict: Judged['verdict'];
  readonly pagination: Pagination;
  readonly why: string;
  readonly pages: readonly Page[];
  readonly stopped?: boolean;
}

const UNPROVEN: Pagination = { kind: 'unproven' };

/** A declared paging, read as the connector reads it; where that is refuted, what fits in its place. */
async function declared(reader: Reader, entity: ProbeEntity, notes: Notes): Promise<Outcome> {
  const before = reader.plan.entity.pagination;
  const trial = await tryPaging(reader, before, notes);
  const { verdict, why, pages, stopped } = trial;
  if (verdict === 'onlyOnePage' || verdict === 'failed') return { verdict, pagination: before, why, pages, stopped };
  let reason = why;
  if (verdict === 'proven') {
    const refined = await refine(reader, before, trial, notes);
    if (refined.lost === undefined) return { verdict, pagination: before, why, pages };
    reason = refined.lost;
    if (refined.pagination.kind !== 'unproven')
      return { verdict: 'refuted', pagination: refined.pagination, why: reason, pages };
  }
  notes.say(reason);
  const found = await replacement(reader, entity, before, notes);
  if (!found) return { verdict: 'refuted', pagination: UNPROVEN, why: reason, pages };
  const instead = `${reason} Proven instead: ${pagingText(found.pagination)}.`;
  return { verdict: 'refuted', pagination: found.pagination, why: instead, pages: found.pages };
}

async function replacement(
  reader: Reader,
  { params, described }: ProbeEntity,
  before: Pagination,
  notes: Notes,
): Promise<Found | undefined> {
  // A body is filled by what the description says alone: there is nothing to guess.
  if (before.in === 'body') return undefined;
  const guesses = [...variantsOf(before), ...(described ? [described] : [])];
  const found = await searchPaging(reader, params, guesses, notes);
  notes.say(found.why);
  return found.verdict === 'proven' ? found : undefined;
}

/** A list of which nothing is declared, or that it comes whole. */
async function undeclared(reader: Reader, { params, described }: ProbeEntity, notes: Notes): Promise<Outcome> {
  const before = reader.plan.entity.pagination;
  const found = await searchPaging(reader, params, described ? [described] : [], notes);
  const { why, pages } = found;
  if (before.kind === 'unproven' || found.verdict !== 'proven') {
    const isOpen = found.verdict !== 'proven';
    return { verdict: found.verdict, pagination: isOpen ? before : found.pagination, why, pages };
  }
  const isWhole = found.pagination.kind === 'none';
  return { verdict: isWhole ? 'proven' : 'refuted', pagination: found.pagination, why, pages };
}

async function judged(
  source: Source,
  entity: ProbeEntity,
  place: Values,
): Promise<Judged & { readonly stopped: boolean }> {
  const notes = new Notes();
  const reader = new Reader(source, entity.plan, place);
  const at = Object.entries(place).map(([name, value]) => `${name} ${value}`);
  if (at.length > 0) notes.say(`read at ${at.join(', ')}`);
  const { kind } = entity.plan.entity.pagination;
  const judge = kind === 'none' || kind === 'unproven' ? undeclared : declared;
  const outcome = await judge(reader, entity, notes);
  const rows = outcome.pages.flatMap((page) => page.rows);
  checkRows(entity.plan.entity, rows, notes, reader.quote);
  await checkIncremental(reader, outcome.pagination, rows, notes);
  notes.conclude(outcome.why);
  const { verdict, pagination, stopped = false } = outcome;
  return { verdict, pagination, saw: notes.saw, checks: notes.checks, stopped };
}

/** The more a verdict tells, the higher. */
const WORTH = { failed: 0, skipped: 0, onlyOnePage: 1, proven: 2, refuted: 2 } as const;

/** GET, and a POST whose paging stands in its body, are requests that read: nothing else is ever sent. */
const mayBeSent = ({ entity }: EntityPlan): boolean => {
  const { in: place, kind } = entity.pagination;
  const method = methodOf(entity.operation);
  return method === 'GET' || (method === 'POST' && place === 'body' && kind !== 'none' && kind !== 'unproven');
};

/** The verdict on one entity; below a parent it tries several of the parent's rows until one has two pages. */
export async function probeEntity(source: Source, entity: ProbeEntity, places: Places): Promise<ProbeVerdict> {
  const { plan } = entity;
  const { sender } = source;
  sender.nextEntity();
  const { name, pagination: before, operation } = plan.entity;
  const base = { entity: name, before };
  const nothing = (verdict: 'skipped' | 'failed', why: string): ProbeVerdict => ({
    ...base,
    verdict,
    pagination: before,
    saw: [why],
    checks: [],
    requests: sender.entityRequests,
  });
  if (!mayBeSent(plan))
    return nothing(
      'skipped',
      `${operation} is not sent: only GET, and POST whose paging stands in the body, surely read.`,
    );
  const found = await places.of(plan);
  if (!found.ok) return nothing(found.error.verdict, found.error.why);
  let best: Judged | undefined;
  for (const place of found.value) {
    const { stopped, ...next } = await judged(source, entity, place);
    if (!best || WORTH[next.verdict] > WORTH[best.verdict]) best = next;
    if (stopped || WORTH[best.verdict] === WORTH.proven) break;
  }
  if (!best) return nothing('skipped', `There is nothing to read ${name} with.`);
  return { ...base, ...best, requests: sender.entityRequests };
}

/** One line on a verdict: what decided, and what the paging should be where it is another one. */
export function verdictLine({ entity, verdict, before, pagination, saw }: ProbeVerdict): string {
  const change = JSON.stringify(before) === JSON.stringify(pagination) ? '' : ` → ${pagingText(pagination)}`;
  return `${entity}: ${verdict}${change}. ${saw.at(-1) ?? ''}`;
}
