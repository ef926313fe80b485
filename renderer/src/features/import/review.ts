import { connectorId, connectorName } from '../../../../shared/connector/names.ts';
import type {
  Evidence,
  ImportChoices,
  ImportReport,
  ReportCommand,
  ReportEntity,
} from '../../../../shared/import/report.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';

/** What the user has chosen of an import so far. */
export interface Review {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly entities: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
}

/** Everything is chosen at first. */
export const firstReview = (report: ImportReport, id: string, name: string): Review => ({
  id,
  name,
  baseUrl: report.baseUrl,
  entities: new Set(report.entities.filter((one) => one.selected).map((one) => one.name)),
  commands: new Set(report.commands.map((one) => one.name)),
});

/** What is wrong with a field of the review; undefined for a field that is right. */
export interface ReviewProblems {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly baseUrl: string | undefined;
}

function baseUrlProblem(text: string): string | undefined {
  if (text === '') return 'The description states no address that can be used. Give the one of the API.';
  if (!URL.canParse(text)) return 'Use an absolute address such as https://api.example.com/v1.';
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) return 'Use an address with http or https.';
  return url.username !== '' || url.password !== ''
    ? 'Leave user and password out: they belong to a connection.'
    : undefined;
}

/** Checks the fields by the rules that the backend has too; `taken` are the ids of the workspace. */
export function reviewProblems(review: Review, taken: ReadonlySet<string>): ReviewProblems {
  const id = connectorId.safeParse(review.id);
  const name = connectorName.safeParse(review.name);
  return {
    id: id.success
      ? taken.has(review.id)
        ? 'A connector with this id is there already.'
        : undefined
      : id.error.issues[0]?.message,
    name: name.success ? undefined : name.error.issues[0]?.message,
    baseUrl: baseUrlProblem(review.baseUrl),
  };
}

/** The choices to create a connector with. */
export function choicesOf(review: Review, report: ImportReport, problems: ReviewProblems): Result<ImportChoices> {
  const problem = problems.id ?? problems.name ?? problems.baseUrl;
  if (problem !== undefined) return fail('input', 'review', problem);
  if (review.entities.size === 0 && review.commands.size === 0)
    return fail('input', 'nothing', 'Choose at least one entity or command.');
  const allEntities = review.entities.size === report.entities.length;
  const allCommands = review.commands.size === report.commands.length;
  return ok({
    id: review.id,
    name: review.name,
    baseUrl: review.baseUrl,
    entities: allEntities ? 'all' : report.entities.map((one) => one.name).filter((name) => review.entities.has(name)),
    commands: allCommands ? 'all' : report.commands.map((one) => one.name).filter((name) => review.commands.has(name)),
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

const holds = (wanted: string, ...texts: readonly (string | undefined)[]): boolean =>
  texts.some((text) => text?.toLowerCase().includes(wanted));

/** The entities whose name, title, operation or pagination holds the text. */
export function filterEntities(entities: readonly ReportEntity[], text: string): readonly ReportEntity[] {
  const wanted = text.trim().toLowerCase();
  return wanted === ''
    ? entities
    : entities.filter((one) => holds(wanted, one.name, one.title, one.operation, one.pagination.kind));
}

/** The commands whose name, operation or title holds the text. */
export function filterCommands(commands: readonly ReportCommand[], text: string): readonly ReportCommand[] {
  const wanted = text.trim().toLowerCase();
  return wanted === '' ? commands : commands.filter((one) => holds(wanted, one.name, one.operation, one.title));
}

/** The least sure of the findings, 0…1; undefined without evidence. A chain is as strong as its weakest link. */
export const leastConfidence = (evidence: readonly Evidence[]): number | undefined =>
  evidence.length === 0 ? undefined : Math.min(...evidence.map((one) => one.confidence));
