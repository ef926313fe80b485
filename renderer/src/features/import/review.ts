import { connectorId, connectorName, recordsPath, tableName } from '../../../../shared/connector/names.ts';
import type { Correction, ImportChoices, ImportReport } from '../../../../shared/import/report.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { importTexts } from '../../texts/import.ts';
import { paginationProblem } from './pagination.ts';

const texts = importTexts.problems;

/** What the user has chosen of an import so far. */
export interface Review {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  /** Ids of the authentications to offer. */
  readonly auth: ReadonlySet<string>;
  readonly entities: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
  /** What the user set in the place of what was found, by the name of the entity as it was found. */
  readonly corrections: ReadonlyMap<string, Correction>;
}

/** Everything is chosen at first, and nothing is corrected. */
export const firstReview = (report: ImportReport, id: string, name: string): Review => ({
  id,
  name,
  baseUrl: report.baseUrl,
  auth: new Set(report.auth.map((one) => one.id)),
  entities: new Set(report.entities.filter((one) => one.selected).map((one) => one.name)),
  commands: new Set(report.commands.map((one) => one.name)),
  corrections: new Map(),
});

/** What is wrong with a review; undefined for what is right. */
export interface ReviewProblems {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly baseUrl: string | undefined;
  /** By the name of the entity as it was found: the first thing that is wrong with what the user set of it. */
  readonly entities: ReadonlyMap<string, string>;
}

function baseUrlProblem(text: string): string | undefined {
  if (text === '') return texts.noAddress;
  if (!URL.canParse(text)) return texts.notAbsolute;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) return texts.notHttp;
  return url.username !== '' || url.password !== '' ? texts.withUser : undefined;
}

/** How many tables have each name, with the names that the user gave. */
function nameCounts(report: ImportReport, corrections: Review['corrections']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const entity of report.entities) {
    const name = corrections.get(entity.name)?.name ?? entity.name;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** What is wrong with a new name of a table, by the rules of the backend. */
export function nameProblem(
  name: string,
  entity: string,
  report: ImportReport,
  corrections: Review['corrections'],
): string | undefined {
  if (name === entity) return undefined;
  const checked = tableName.safeParse(name);
  if (!checked.success) return checked.error.issues[0]?.message;
  const others = new Map(corrections).set(entity, { name });
  return (nameCounts(report, others).get(name) ?? 0) > 1 ? texts.nameTwice : undefined;
}

function correctionProblem(correction: Correction): string | undefined {
  if (correction.records !== undefined && !recordsPath.safeParse(correction.records).success) return texts.badRecords;
  return correction.pagination === undefined ? undefined : paginationProblem(correction.pagination);
}

/** Checks the review by the rules that the backend has too; `taken` are the ids of the workspace. */
export function reviewProblems(review: Review, report: ImportReport, taken: ReadonlySet<string>): ReviewProblems {
  const id = connectorId.safeParse(review.id);
  const name = connectorName.safeParse(review.name);
  const counts = nameCounts(report, review.corrections);
  const entities = new Map<string, string>();
  for (const [entity, correction] of review.corrections) {
    const twice = (counts.get(correction.name ?? entity) ?? 0) > 1 ? texts.nameTwice : undefined;
    const problem = twice ?? correctionProblem(correction);
    if (problem !== undefined) entities.set(entity, problem);
  }
  return {
    id: id.success ? (taken.has(review.id) ? texts.idTaken : undefined) : id.error.issues[0]?.message,
    name: name.success ? undefined : name.error.issues[0]?.message,
    baseUrl: baseUrlProblem(review.baseUrl),
    entities,
  };
}

const chosenOf = (all: readonly { readonly name: string }[], chosen: ReadonlySet<string>): 'all' | string[] =>
  chosen.size === all.length ? 'all' : all.map((one) => one.name).filter((name) => chosen.has(name));

/** The choices to create a connector with. */
export function choicesOf(review: Review, report: ImportReport, problems: ReviewProblems): Result<ImportChoices> {
  const [odd] = problems.entities;
  const problem =
    problems.id ?? problems.name ?? problems.baseUrl ?? (odd === undefined ? undefined : `${odd[0]}: ${odd[1]}.`);
  if (problem !== undefined) return fail('input', 'review', problem);
  if (review.entities.size === 0 && review.commands.size === 0) return fail('input', 'nothing', texts.nothingChosen);
  return ok({
    id: review.id,
    name: review.name,
    baseUrl: review.baseUrl,
    entities: chosenOf(report.entities, review.entities),
    commands: chosenOf(report.commands, review.commands),
    ...(review.auth.size === report.auth.length ? {} : { auth: [...review.auth] }),
    ...(review.corrections.size === 0 ? {} : { corrections: Object.fromEntries(review.corrections) }),
  });
}

/** A set with a name put in or taken out. */
export function flipped(set: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(name)) next.add(name);
  return next;
}

/** A set with all these names put in, or taken out. */
export function withAll(set: ReadonlySet<string>, names: readonly string[], chosen: boolean): ReadonlySet<string> {
  const next = new Set(set);
  for (const name of names) {
    if (chosen) next.add(name);
    else next.delete(name);
  }
  return next;
}

/** The corrections with one value set, or taken back where it is undefined. */
export function corrected<K extends keyof Correction>(
  corrections: Review['corrections'],
  entity: string,
  field: K,
  value: Correction[K] | undefined,
): Review['corrections'] {
  const { [field]: _before, ...rest } = corrections.get(entity) ?? {};
  const next = new Map(corrections);
  const correction: Correction = value === undefined ? rest : { ...rest, [field]: value };
  if (Object.keys(correction).length === 0) next.delete(entity);
  else next.set(entity, correction);
  return next;
}
