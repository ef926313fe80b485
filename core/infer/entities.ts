import type { Field } from '../../shared/connector/manifest.ts';
import type { Parameter, ReportEntity } from '../../shared/import/report.ts';
import { bodyOf, reportParameter } from './commands.ts';
import { nameEntities, resourceOf } from './entity-names.ts';
import { fieldsOf } from './fields.ts';
import { inferIncremental } from './incremental.ts';
import type { Operation, Shape } from './model.ts';
import { inferPagination, pagingFacts } from './pagination/index.ts';
import type { PagingFinding } from './pagination/types.ts';
import { ParentLists, rowNames } from './parent-lists.ts';
import { inferParent, type ParentFinding, withoutCircles } from './parents.ts';
import { pathKey, segments } from './path.ts';
import { inferPrimaryKey, type KeyFinding } from './primary-key.ts';
import { asksQuestion, isLookup, isPathToOne } from './questions.ts';
import { findRecords } from './records.ts';
import { type Target, targetsByName, withRelations } from './relations.ts';
import { keyOfUnshown, type List, unshownLists } from './unshown-lists.ts';
import { withoutVariants } from './variants.ts';
import { singularName, titleCase, words } from './words.ts';

/** Variables that name one row, by the list they belong to: `/pools/{pool_name}` belongs to `/pools`. */
class DetailPaths {
  readonly #byList = new Map<string, { name: string; pointer: string }[]>();
  readonly #byStep = new Map<string, { name: string; pointer: string }[]>();

  constructor(operations: readonly Operation[]) {
    for (const { path, pointer } of operations) {
      const steps = segments(path);
      const last = steps.at(-1);
      const before = steps.findLast((step) => step.kind === 'static');
      if (last?.kind !== 'variable' || before?.kind !== 'static') continue;
      const detail = { name: last.name, pointer };
      const list = pathKey(path).replace(/\/\{\}$/, '');
      this.#byList.set(list, [...(this.#byList.get(list) ?? []), detail]);
      const step = singularName(before.text);
      this.#byStep.set(step, [...(this.#byStep.get(step) ?? []), detail]);
    }
  }

  /** Those of the list itself first, then those of lists whose path ends in the same step. */
  of(operation: Operation): readonly { name: string; pointer: string }[] {
    const exact = this.#byList.get(pathKey(operation.path)) ?? [];
    return [...exact, ...(this.#byStep.get(singularName(resourceOf(operation.path))) ?? [])];
  }
}

/** True where nothing but the variables of the path has to be given. */
const needsNothing = (operation: Operation): boolean =>
  operation.parameters.every(
    (one) => !one.required || one.default !== undefined || one.in === 'path' || one.in === 'header',
  );

/** Parameters that the paging does not send itself; of an object that holds paging only, none is left. */
function ownParams(operation: Operation, { pagination }: PagingFinding): Parameter[] {
  const used = new Set(Object.values(pagination.params ?? {}));
  const objects = new Set([...used].map((name) => name?.split('.')[0]));
  const body = operation.method === 'GET' ? [] : bodyOf(operation).params;
  return [
    ...operation.parameters
      .filter((one) => !(one.in === 'query' && pagination.in !== 'body' && used.has(one.name)))
      .map(reportParameter),
    ...body.filter((one) => pagination.in !== 'body' || !objects.has(one.name)),
  ];
}

/** Operations that read a list of rows: by GET, by QUERY, or by a POST that asks a question. */
export function findLists(operations: readonly Operation[]): readonly List[] {
  const shown = operations.flatMap((operation) => {
    if ((operation.method !== 'GET' && !asksQuestion(operation)) || isLookup(operation)) return [];
    const records = findRecords(operation);
    return records ? [{ operation, records }] : [];
  });
  const lists = withoutSingles(shown);
  return withoutVariants([...lists, ...unshownLists(operations, lists)]);
}

/** A path to one row that answers with the envelope of its list (`/Invoices/{InvoiceID}`) is no list of its own. */
function withoutSingles(lists: readonly List[]): readonly List[] {
  const byPath = new Map(lists.map((list) => [pathKey(list.operation.path), list]));
  return lists.filter(({ operation, records }) => {
    if (!isPathToOne(operation)) return true;
    const list = byPath.get(pathKey(operation.path).replace(/\/\{\}$/, ''));
    return !list || list.records.path !== records.path || !isSameRow(list.records.row, records.row);
  });
}

const isSameRow = (a: Shape, b: Shape): boolean => a === b || (a.name !== undefined && a.name === b.name);

/** Every list as an entity, with the evidence for each value. */
export function inferEntities(operations: readonly Operation[], lists: readonly List[]): readonly ReportEntity[] {
  const names = nameEntities(lists.map((list) => list.operation));
  const paging = inferPagination(lists.map((list) => pagingFacts(list.operation, list.records)));
  const details = new DetailPaths(operations);
  const resources = new Set(lists.map(({ operation }) => singularName(resourceOf(operation.path))));
  const keys = lists.map(({ operation, records }) =>
    keyOfUnshown(
      records,
      inferPrimaryKey({
        isOtherRow: (name) => resources.has(name),
        row: records.row,
        rows: records.rows,
        pathVariables: segments(operation.path).flatMap((step) => (step.kind === 'variable' ? [step.name] : [])),
        resource: resourceOf(operation.path),
        detailVariables: details.of(operation),
      }),
    ),
  );
  const parents = new ParentLists(
    operations,
    lists.map(({ operation, records }, index) => ({
      name: names[index] ?? '',
      path: operation.path,
      row: records.row,
      primaryKey: keys[index]?.primaryKey ?? [],
      resource: resourceOf(operation.path),
      names: rowNames(resourceOf(operation.path), records.path, records.row.name),
      free: !operation.path.includes('{') && needsNothing(operation),
      readable: needsNothing(operation),
    })),
  );
  const found = new Map(
    lists.flatMap(({ operation }, index): readonly [string, ParentFinding][] => {
      const parent = inferParent(operation, parents);
      return parent ? [[names[index] ?? '', parent]] : [];
    }),
  );
  const parentOf = withoutCircles(found);
  const entities = lists.map((list, index) => {
    const finding = paging[index];
    const key = keys[index];
    const name = names[index];
    if (!finding || !key || name === undefined) throw new Error('every list has a finding');
    return toEntity(list, name, finding, key, parentOf.get(name));
  });
  return related(entities, lists);
}

/** The entities with the relations between their fields; a list that needs nothing is the plainest to refer to. */
function related(entities: readonly ReportEntity[], lists: readonly List[]): readonly ReportEntity[] {
  const targets = entities.map((entity, index): Target => {
    const records = lists[index]?.records;
    const path = lists[index]?.operation.path ?? '';
    const names = records ? rowNames(resourceOf(path), records.path, records.row.name) : [];
    return { entity: entity.name, names, primaryKey: entity.primaryKey, fields: entity.fields };
  });
  const free = targets.filter((_, index) => !lists[index]?.operation.path.includes('{'));
  const byName = targetsByName([...free, ...targets]);
  const known = new WeakMap<Field, Field>();
  return entities.map((entity, index) => {
    const own = targets[index];
    return own ? { ...entity, fields: [...withRelations(own, byName, known)] } : entity;
  });
}

function toEntity(
  { operation, records }: List,
  name: string,
  paging: PagingFinding,
  key: KeyFinding,
  parent: ParentFinding | undefined,
): ReportEntity {
  const incremental = inferIncremental(operation, records.row);
  return {
    name,
    title: titleOf(name),
    operation: operation.key,
    ...(operation.server === undefined ? {} : { server: operation.server }),
    records: records.path,
    ...(records.rows === undefined ? {} : { rows: records.rows }),
    primaryKey: [...key.primaryKey],
    pagination: paging.pagination,
    ...(incremental ? { incremental: { param: incremental.param, field: incremental.field } } : {}),
    ...(parent ? { parent: { entity: parent.entity, bindings: { ...parent.bindings } } } : {}),
    fields: [...fieldsOf(records.row)],
    selected: true,
    params: ownParams(operation, paging),
    ...(operation.tags.length === 0 ? {} : { tags: [...operation.tags] }),
    ...(operation.auth === undefined ? {} : { auth: [...operation.auth] }),
    ...(operation.method !== 'GET' && operation.body ? { contentType: operation.body.contentType } : {}),
    evidence: [records.evidence, key.evidence, paging.evidence, incremental?.evidence, parent?.evidence].filter(
      (one) => one !== undefined,
    ),
  };
}

const titleOf = (name: string): string => {
  const title = titleCase(singularName(name));
  return words(title).length > 0 ? title : name;
};
