import type { Evidence } from '../../shared/import/report.ts';
import { bindQualifier, bindRow, type ParentList, type Variable } from './bindings.ts';
import type { Operation } from './model.ts';
import { pathKey, type Segment, segments } from './path.ts';
import { pathField } from './path-fields.ts';
import { singularName, words } from './words.ts';

export interface ParentFinding {
  readonly entity: string;
  /** Parameter of the child → field of the parent's row. */
  readonly bindings: Readonly<Record<string, string>>;
  readonly evidence: Evidence;
}

/** The path up to and with one run of variables, and what comes before that run. */
interface Run {
  readonly listPath: string;
  /** Last static step before the variables. */
  readonly resource: string;
  readonly before: readonly string[];
  readonly variables: readonly string[];
}

const render = (steps: readonly Segment[]): string =>
  steps.map((step) => `/${step.kind === 'static' ? step.text : `{${step.name}}`}`).join('');

/** The last run of variables of a path. */
function lastRun(path: string): Run | undefined {
  const steps = segments(path);
  const end = steps.findLastIndex((step) => step.kind === 'variable') + 1;
  if (end === 0) return undefined;
  const start = steps.slice(0, end).findLastIndex((step) => step.kind === 'static') + 1;
  const names = (some: readonly Segment[]): readonly string[] =>
    some.flatMap((step) => (step.kind === 'variable' ? [step.name] : []));
  const owner = steps[start - 1];
  return {
    listPath: render(steps.slice(0, start)),
    resource: owner?.kind === 'static' ? owner.text : '',
    before: names(steps.slice(0, start)),
    variables: names(steps.slice(start, end)),
  };
}

const typeOf = (operation: Operation, name: string): Variable => ({
  name,
  type: operation.parameters.find((one) => one.in === 'path' && one.name === name)?.type ?? 'string',
});

function bindRun(operation: Operation, run: Run, parent: ParentList): Readonly<Record<string, string>> | undefined {
  const bound: [string, string][] = [];
  for (const [index, name] of run.variables.entries()) {
    const variable = typeOf(operation, name);
    const isLast = index === run.variables.length - 1;
    const field = isLast ? bindRow(variable, parent, run.variables.length > 1) : bindQualifier(variable, parent);
    if (field === undefined) return undefined;
    bound.push([name, field]);
  }
  return Object.fromEntries(bound);
}

/** The lists of a description by what children look them up by. */
export class ParentLists {
  readonly #byPath: ReadonlyMap<string, readonly ParentList[]>;
  readonly #byResource: ReadonlyMap<string, readonly ParentList[]>;

  constructor(lists: readonly ParentList[]) {
    this.#byPath = Map.groupBy(lists, (list) => pathKey(list.path));
    this.#byResource = Map.groupBy(
      // The shortest path is the plainest list of a resource.
      lists.filter((list) => list.free).sort((a, b) => segments(a.path).length - segments(b.path).length),
      (list) => singularName(list.resource),
    );
  }

  atPath(path: string): readonly ParentList[] {
    return this.#byPath.get(pathKey(path)) ?? [];
  }

  /** Lists of a resource, given in the singular, that need no input of the user. */
  freeOf(resource: string): readonly ParentList[] {
    return this.#byResource.get(resource) ?? [];
  }
}

/** The list whose path is the child's path up to the variables: `/sites` for `/sites/{site_id}/deploys`. */
function byPrefix(operation: Operation, run: Run, lists: ParentLists): ParentFinding | undefined {
  const parent = lists.atPath(run.listPath).find((list) => list.path !== operation.path);
  const bindings = parent && bindRun(operation, run, parent);
  if (!parent || !bindings) return undefined;
  // Variables further up are those of the parent's own path, whose values its rows carry along.
  const above = segments(parent.path).flatMap((step) => (step.kind === 'variable' ? [step.name] : []));
  const inherited = run.before.map((name, index): [string, string] => [
    name,
    pathField(parent.path, above[index] ?? name),
  ]);
  return {
    entity: parent.name,
    bindings: { ...Object.fromEntries(inherited), ...bindings },
    evidence: parentEvidence('list-is-path-prefix', operation.pointer, 0.9, parent, bindings),
  };
}

/** A list of the same resource under another path that carries every variable: `/user/repos` for `/repos/{owner}/{repo}/issues`. */
function byResource(operation: Operation, run: Run, lists: ParentLists): ParentFinding | undefined {
  if (run.before.length > 0) return undefined;
  for (const parent of lists.freeOf(singularName(run.resource))) {
    if (parent.path === operation.path) continue;
    const bindings = bindRun(operation, run, parent);
    if (!bindings) continue;
    return {
      entity: parent.name,
      bindings,
      evidence: parentEvidence('list-of-same-resource', operation.pointer, 0.65, parent, bindings),
    };
  }
  return undefined;
}

/** A required query parameter that names one row of another list: `?subscription=` of subscriptions. */
function byQuery(operation: Operation, lists: ParentLists): ParentFinding | undefined {
  const open = operation.parameters.filter(
    (one) => one.in === 'query' && one.required && one.default === undefined && one.enum === undefined,
  );
  const [parameter] = open;
  if (!parameter || open.length !== 1) return undefined;
  const name = words(parameter.name)
    .filter((word) => !/^(?:id|uuid|key)$/.test(word))
    .join('_');
  for (const parent of name === '' ? [] : lists.freeOf(name)) {
    const [key] = parent.primaryKey;
    if (key === undefined || parent.path === operation.path) continue;
    const bindings = { [parameter.name]: key };
    return {
      entity: parent.name,
      bindings,
      evidence: parentEvidence('required-parameter-names-list', parameter.pointer, 0.8, parent, bindings),
    };
  }
  return undefined;
}

function parentEvidence(
  rule: string,
  pointer: string,
  confidence: number,
  parent: ParentList,
  bindings: Readonly<Record<string, string>>,
): Evidence {
  const pairs = Object.entries(bindings).map(([name, field]) => `${name} from ${field}`);
  return { field: 'parent', rule, pointer, confidence, note: `Rows of ${parent.name} give ${pairs.join(', ')}.` };
}

/** The entity whose rows fill the variables of a list; undefined where they have to come from the user. */
export function inferParent(operation: Operation, lists: ParentLists): ParentFinding | undefined {
  const run = lastRun(operation.path);
  if (!run) return byQuery(operation, lists);
  return byPrefix(operation, run, lists) ?? byResource(operation, run, lists);
}
