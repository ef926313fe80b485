import type { Parameter, ReportEntity } from '../../shared/import/report.ts';
import { reportParameter } from './commands.ts';
import { nameEntities, resourceOf } from './entity-names.ts';
import { fieldsOf } from './fields.ts';
import { inferIncremental } from './incremental.ts';
import type { Operation } from './model.ts';
import { inferPagination, pagingFacts } from './pagination/index.ts';
import type { PagingFinding } from './pagination/types.ts';
import { inferParent, ParentLists } from './parents.ts';
import { pathKey, segments } from './path.ts';
import { inferPrimaryKey, type KeyFinding } from './primary-key.ts';
import { findRecords, type Records } from './records.ts';
import { singularName, titleCase, words } from './words.ts';

interface List {
  readonly operation: Operation;
  readonly records: Records;
}

/** Variables that name one row, by the list they belong to: `/pools/{pool_name}` belongs to `/pools`. */
class DetailPaths {
  readonly #byList = new Map<string, { name: string; pointer: string }[]>();
  readonly #byStep = new Map<string, { name: string; pointer: string }[]>();

  constructor(operations: readonly Operation[]) {
    for (const { path, pointer } of operations) {
      const steps = segments(path);
      const last = steps.at(-1);
      const before = steps.at(-2);
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

const isFree = (operation: Operation): boolean =>
  !operation.path.includes('{') && operation.parameters.every((one) => !one.required || one.default !== undefined);

function ownParams(operation: Operation, paging: PagingFinding): Parameter[] {
  const used = new Set(Object.values(paging.pagination.params ?? {}));
  return operation.parameters.filter((one) => !(one.in === 'query' && used.has(one.name))).map(reportParameter);
}

/** Operations that read a list of rows. */
export function findLists(operations: readonly Operation[]): readonly List[] {
  return operations.flatMap((operation) => {
    if (operation.method !== 'GET') return [];
    const records = findRecords(operation);
    return records ? [{ operation, records }] : [];
  });
}

/** Every list as an entity, with the evidence for each value. */
export function inferEntities(operations: readonly Operation[], lists: readonly List[]): readonly ReportEntity[] {
  const names = nameEntities(lists.map((list) => list.operation));
  const paging = inferPagination(lists.map((list) => pagingFacts(list.operation, list.records)));
  const details = new DetailPaths(operations);
  const keys = lists.map(({ operation, records }) =>
    inferPrimaryKey({ row: records.row, resource: resourceOf(operation.path), detailVariables: details.of(operation) }),
  );
  const parents = new ParentLists(
    lists.map(({ operation, records }, index) => ({
      name: names[index] ?? '',
      path: operation.path,
      row: records.row,
      primaryKey: keys[index]?.primaryKey ?? [],
      resource: resourceOf(operation.path),
      free: isFree(operation),
    })),
  );
  return lists.map((list, index) => {
    const found = paging[index];
    const key = keys[index];
    if (!found || !key) throw new Error('every list has a finding');
    return toEntity(list, names[index] ?? '', found, key, parents);
  });
}

function toEntity(
  { operation, records }: List,
  name: string,
  paging: PagingFinding,
  key: KeyFinding,
  parents: ParentLists,
): ReportEntity {
  const incremental = inferIncremental(operation, records.row);
  const parent = inferParent(operation, parents);
  return {
    name,
    title: titleOf(name),
    operation: operation.key,
    records: records.path,
    primaryKey: [...key.primaryKey],
    pagination: paging.pagination,
    ...(incremental ? { incremental: { param: incremental.param, field: incremental.field } } : {}),
    ...(parent ? { parent: { entity: parent.entity, bindings: { ...parent.bindings } } } : {}),
    fields: [...fieldsOf(records.row)],
    selected: true,
    params: ownParams(operation, paging),
    ...(operation.tags.length === 0 ? {} : { tags: [...operation.tags] }),
    evidence: [records.evidence, key.evidence, paging.evidence, incremental?.evidence, parent?.evidence].filter(
      (one) => one !== undefined,
    ),
  };
}

const titleOf = (name: string): string => {
  const title = titleCase(singularName(name));
  return words(title).length > 0 ? title : name;
};
