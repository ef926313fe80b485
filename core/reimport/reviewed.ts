import { isDeepStrictEqual } from 'node:util';
import type { Field } from '../../shared/connector/manifest.ts';
import { type ImportReport, type ReportEntity, reportEntitySchema } from '../../shared/import/report.ts';
import { type Reviewed, reviewedSchema } from '../../shared/import/reviewed.ts';
import type { Conflicts } from './conflicts.ts';
import { matchOperations, operationKey } from './match.ts';

/** Properties that a proof or a review may settle. */
const PROPERTIES = ['title', 'server', 'records', 'rows', 'primaryKey', 'pagination', 'incremental', 'parent'] as const;

const byOperation = (report: ImportReport): ReadonlyMap<string, ReportEntity> =>
  new Map(report.entities.map((entity) => [operationKey(entity.operation), entity]));

const FIELDS = 'fields.';

const fieldNamed = (entity: ReportEntity, name: string): Field | undefined =>
  entity.fields.find((field) => field.name === name);

function propertyOf(entity: ReportEntity, property: string): unknown {
  if (property.startsWith(FIELDS)) return fieldNamed(entity, property.slice(FIELDS.length));
  const known = PROPERTIES.find((one) => one === property);
  return known === undefined ? undefined : entity[known];
}

function withValue(entity: ReportEntity, property: string, value: unknown): ReportEntity {
  const changed = property.startsWith(FIELDS)
    ? { ...entity, fields: withField(entity.fields, property.slice(FIELDS.length), value) }
    : { ...entity, [property]: value };
  // What was stored by another version may not fit any more: then the description's value stays.
  const parsed = reportEntitySchema.safeParse(changed);
  return parsed.success ? parsed.data : entity;
}

function withField(fields: readonly Field[], name: string, value: unknown): readonly unknown[] {
  if (value === undefined) return fields.filter((field) => field.name !== name);
  if (fields.some((field) => field.name === name)) return fields.map((field) => (field.name === name ? value : field));
  return [...fields, value];
}

/** What a changed report says of its entities that the description does not. */
export function reviewedValues(described: ImportReport, changed: ImportReport): readonly Reviewed[] {
  const known = byOperation(described);
  return changed.entities.flatMap((entity): readonly Reviewed[] => {
    const before = known.get(operationKey(entity.operation));
    if (!before) return [];
    const names = [...before.fields, ...entity.fields].map((field) => `${FIELDS}${field.name}`);
    return [...new Set([...PROPERTIES, ...names])].flatMap((property) => {
      const [was, value] = [propertyOf(before, property), propertyOf(entity, property)];
      return isDeepStrictEqual(was, value)
        ? []
        : [reviewedSchema.parse({ operation: entity.operation, property, was, value })];
    });
  });
}

const show = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value, null, 2));

/** One value of an entity: what was proven before, or what the newer description says where that is the answer. */
function settled(entity: ReportEntity, before: ReportEntity, one: Reviewed, conflicts: Conflicts): ReportEntity {
  const { property, was, value } = one;
  const now = propertyOf(entity, property);
  if (isDeepStrictEqual(now, value)) return entity;
  const isNews = !isDeepStrictEqual(now, was) && !isDeepStrictEqual(now, propertyOf(before, property));
  if (!isNews) return withValue(entity, property, value);
  const resolution = conflicts.resolve({
    file: 'connector.json',
    what: `entities.${entity.name}.${property}`,
    kind: 'edited',
    base: show(was),
    ours: show(value),
    theirs: show(now),
    message: `${entity.name}: its ${property} was proven or chosen before, and the newer description says something else about it; choose ours or theirs.`,
  });
  return resolution === 'theirs' ? entity : withValue(entity, property, value);
}

/**
 * A report with the values that were proven or chosen before, as long as the newer description says nothing new about them.
 * Where it does, that is a conflict, and without an answer what was proven stays. `before` is what the older description says.
 */
export function withReviewed(
  report: ImportReport,
  before: ImportReport,
  reviewed: readonly Reviewed[],
  conflicts: Conflicts,
): ImportReport {
  const found = Map.groupBy(reviewed, (one) => operationKey(one.operation));
  const { pairs } = matchOperations(before.entities, report.entities);
  return {
    ...report,
    entities: report.entities.map((entity) => {
      const old = pairs.get(entity);
      if (!old) return entity;
      const values = found.get(operationKey(old.operation)) ?? [];
      return values.reduce((now, one) => settled(now, old, one, conflicts), entity);
    }),
  };
}
