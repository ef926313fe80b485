import type { Correction, ImportReport, ReportEntity } from '../../../../shared/import/report.ts';
import type { Review } from './review.ts';
import { isUnproven, leastConfidence, lowConfidence, withCorrection } from './values.ts';

/** An entity in the table of the review. */
export interface EntityRow {
  readonly found: ReportEntity;
  /** With what the user set; its parent under the name it has now. */
  readonly shown: ReportEntity;
  /** What the user set of it; undefined where that is nothing. */
  readonly correction: Correction | undefined;
  readonly chosen: boolean;
  readonly least: number | undefined;
  readonly unproven: boolean;
  readonly problem: string | undefined;
}

/** The row as it was where nothing of it has changed: then the table need not draw it again. */
function kept(row: EntityRow, before: EntityRow | undefined): EntityRow {
  const isSame =
    before !== undefined &&
    before.found === row.found &&
    before.correction === row.correction &&
    before.chosen === row.chosen &&
    before.problem === row.problem &&
    before.shown.parent?.entity === row.shown.parent?.entity;
  return isSame ? before : row;
}

/** The rows of all entities, in the order of the report; `before` are those of the last time. */
export function entityRows(
  report: ImportReport,
  { entities, corrections }: Pick<Review, 'entities' | 'corrections'>,
  problems: ReadonlyMap<string, string>,
  before: readonly EntityRow[] = [],
): readonly EntityRow[] {
  return report.entities.map((found, index) => {
    const correction = corrections.get(found.name);
    const shown = withCorrection(found, correction);
    const parentName = shown.parent && corrections.get(shown.parent.entity)?.name;
    const row: EntityRow = {
      found,
      correction,
      shown: shown.parent && parentName ? { ...shown, parent: { ...shown.parent, entity: parentName } } : shown,
      chosen: entities.has(found.name),
      least: leastConfidence(found, correction),
      unproven: isUnproven(shown),
      problem: problems.get(found.name),
    };
    return kept(row, before[index]);
  });
}

export type EntitySort = 'found' | 'name' | 'operation' | 'confidence' | 'pagination';

/** Which entities are on view, and in which order. */
export interface EntityFilter {
  readonly text: string;
  readonly unproven: boolean;
  readonly low: boolean;
  /** Only those that the user set something of. */
  readonly set: boolean;
  /** Tag of the description; null for all. */
  readonly tag: string | null;
  readonly sort: EntitySort;
}

export const noFilter: EntityFilter = { text: '', unproven: false, low: false, set: false, tag: null, sort: 'found' };

const holds = (wanted: string, ...texts: readonly (string | undefined)[]): boolean =>
  texts.some((text) => text?.toLowerCase().includes(wanted));

function matches(row: EntityRow, filter: EntityFilter, wanted: string): boolean {
  const { found, shown } = row;
  if (filter.unproven && !row.unproven) return false;
  if (filter.low && (row.least ?? 1) >= lowConfidence) return false;
  if (filter.set && row.correction === undefined) return false;
  if (filter.tag !== null && !found.tags?.includes(filter.tag)) return false;
  return (
    wanted === '' ||
    holds(wanted, shown.name, found.name, found.title, found.operation, shown.pagination.kind, shown.parent?.entity) ||
    holds(wanted, ...shown.primaryKey, shown.records)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const orders: Readonly<Record<Exclude<EntitySort, 'found'>, (a: EntityRow, b: EntityRow) => number>> = {
  name: (a, b) => compare(a.shown.name, b.shown.name),
  operation: (a, b) => compare(a.found.operation.replace(/^\S+ /, ''), b.found.operation.replace(/^\S+ /, '')),
  confidence: (a, b) => (a.least ?? 1) - (b.least ?? 1),
  pagination: (a, b) => compare(a.shown.pagination.kind, b.shown.pagination.kind),
};

/** The rows on view, in their order; equal rows stay in the order of the report. */
export function filterEntities(rows: readonly EntityRow[], filter: EntityFilter): readonly EntityRow[] {
  const wanted = filter.text.trim().toLowerCase();
  const left = rows.filter((row) => matches(row, filter, wanted));
  return filter.sort === 'found' ? left : left.sort(orders[filter.sort]);
}

/** The tags of the entities or commands, with how many have each; the most used first. */
export function tagsOf(
  all: readonly { readonly tags?: readonly string[] | undefined }[],
): readonly { readonly tag: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const one of all) for (const tag of new Set(one.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => b.count - a.count || compare(a.tag, b.tag));
}

/** How many entities there are, and what is known of how they are paged. */
export interface EntitySummary {
  readonly all: number;
  readonly chosen: number;
  /** Paged as a rule holds for proven, as one only holds for likely, as the user said, or nobody knows how. */
  readonly proven: number;
  readonly likely: number;
  readonly told: number;
  readonly unproven: number;
  /** With a finding that is little sure; with a value that the user set. */
  readonly low: number;
  readonly set: number;
}

const pagingOf = ({ found, shown, unproven }: EntityRow): 'proven' | 'likely' | 'told' | 'unproven' => {
  if (unproven) return 'unproven';
  if (shown.pagination !== found.pagination) return 'told';
  const evidence = found.evidence.find((one) => one.field === 'pagination');
  return (evidence?.confidence ?? 0) >= lowConfidence ? 'proven' : 'likely';
};

/** Counts the entities by what is known of them. */
export function summaryOf(rows: readonly EntityRow[]): EntitySummary {
  const count = (is: (row: EntityRow) => boolean): number => rows.filter(is).length;
  return {
    all: rows.length,
    chosen: count((row) => row.chosen),
    proven: count((row) => pagingOf(row) === 'proven'),
    likely: count((row) => pagingOf(row) === 'likely'),
    told: count((row) => pagingOf(row) === 'told'),
    unproven: count((row) => row.unproven),
    low: count((row) => (row.least ?? 1) < lowConfidence),
    set: count((row) => row.correction !== undefined),
  };
}
