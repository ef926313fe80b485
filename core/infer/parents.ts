import type { Evidence } from '../../shared/import/report.ts';
import { bindQualifier, bindRow, fits, isAddressName, type ParentList, type Variable } from './bindings.ts';
import { bodyParameters } from './body-parameters.ts';
import type { Operation, OperationParameter } from './model.ts';
import type { ParentLists } from './parent-lists.ts';
import { type Segment, segments } from './path.ts';
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

/** The variables that stand before the run, each filled by one of the parent's own path that is called the same. */
function carried(run: Run, parent: ParentList): readonly [string, string][] | undefined {
  const above = new Set(segments(parent.path).flatMap((step) => (step.kind === 'variable' ? [step.name] : [])));
  if (!run.before.every((name) => above.has(name))) return undefined;
  return run.before.map((name): [string, string] => [name, pathField(parent.path, name)]);
}

/** The list whose path is the child's path up to the variables: `/sites` for `/sites/{site_id}/deploys`. */
function byPrefix(operation: Operation, run: Run, lists: ParentLists): ParentFinding | undefined {
  const parent = lists.atPath(run.listPath).find((list) => list.path !== operation.path);
  if (!parent) return undefined;
  const [last] = run.variables;
  const [key] = parent.primaryKey;
  // The list at this very place names its rows by its key, whatever the variable is called.
  const fallback =
    last !== undefined &&
    run.variables.length === 1 &&
    key !== undefined &&
    !isAddressName(key) &&
    fits(typeOf(operation, last), key, parent.row)
      ? { [last]: key }
      : undefined;
  const named = bindRun(operation, run, parent);
  const bindings = named ?? fallback;
  if (!bindings) return undefined;
  // Variables further up are those of the parent's own path, whose values its rows carry along.
  const above = segments(parent.path).flatMap((step) => (step.kind === 'variable' ? [step.name] : []));
  const inherited = run.before.map((name, index): [string, string] => [
    name,
    pathField(parent.path, above[index] ?? name),
  ]);
  return {
    entity: parent.name,
    bindings: { ...Object.fromEntries(inherited), ...bindings },
    evidence: parentEvidence('list-is-path-prefix', operation.pointer, named ? 0.9 : 0.7, parent, bindings),
  };
}

/** A list of the same resource under another path that carries every variable: `/user/repos` for `/repos/{owner}/{repo}/issues`. */
function byResource(operation: Operation, run: Run, lists: ParentLists): ParentFinding | undefined {
  const [last] = run.variables.slice(-1);
  for (const parent of lists.ofRowsAt(run.listPath, singularName(run.resource))) {
    if (parent.path === operation.path || parent.path.startsWith(`${operation.path}/`)) continue;
    const above = carried(run, parent);
    const [key] = parent.primaryKey;
    const own = bindRun(operation, run, parent);
    const bindings =
      own ??
      (run.variables.length === 1 &&
      last !== undefined &&
      key !== undefined &&
      parent.free &&
      !isAddressName(key) &&
      fits(typeOf(operation, last), key, parent.row)
        ? { [last]: key }
        : undefined);
    if (!above || !bindings) continue;
    const confidence = own ? (parent.free ? 0.65 : 0.6) : 0.5;
    return {
      entity: parent.name,
      bindings: { ...Object.fromEntries(above), ...bindings },
      evidence: parentEvidence('list-of-same-resource', operation.pointer, confidence, parent, bindings),
    };
  }
  return undefined;
}

const KEY_WORDS = /^(?:id|ids|uuid|guid|gid|sid|key|slug|number|code|or|identifier|login)$/;

/** The part of a parameter's name that says what it is of: `account_slug` → account, `projectKey` → project. */
const ownerOf = (name: string): string => {
  const all = words(name);
  const rest = all.filter((word) => !KEY_WORDS.test(word));
  return rest.length === all.length ? '' : singularName(rest.join('_'));
};

/** A variable that is called after another list: `/{account_slug}/members`, `/flags/{projectKey}`. */
function byVariable(operation: Operation, run: Run, lists: ParentLists): ParentFinding | undefined {
  const [variable] = run.variables;
  if (variable === undefined || run.variables.length !== 1 || run.before.length > 0) return undefined;
  for (const parent of lists.named(ownerOf(variable))) {
    if (parent.path === operation.path || !parent.free) continue;
    const field = bindRow(typeOf(operation, variable), parent, false);
    if (field === undefined) continue;
    const bindings = { [variable]: field };
    const evidence = parentEvidence('variable-names-list', operation.pointer, 0.65, parent, bindings);
    return { entity: parent.name, bindings, evidence };
  }
  return undefined;
}

/** The parameter is what the call is about, though it is not declared as required: `Conversation ID to fetch history for`. */
const ABOUT =
  /\b(?:id|identifier)\b.{0,60}\bto (?:fetch|retrieve|get|list|read|return)\b.{0,60}\b(?:for|from|of|in)\b/i;

const isOpen = (one: OperationParameter): boolean => one.default === undefined && one.enum === undefined;

/** A query or body parameter that the list cannot do without and that names one row of another list: `?subscription=` of subscriptions. */
function byParameter(operation: Operation, lists: ParentLists): ParentFinding | undefined {
  const all = [...operation.parameters, ...(operation.method === 'GET' ? [] : bodyParameters(operation))];
  const candidates = all.filter((one) => (one.in === 'query' || one.in === 'body') && isOpen(one));
  const required = candidates.filter((one) => one.required);
  const named = required.flatMap((one) => parentNamed(one, operation, lists, 0.8, 'required-parameter-names-list'));
  if (named.length > 0) return named.length === 1 || required.length === 1 ? named[0] : undefined;
  const about = candidates.filter((one) => !one.required && ABOUT.test(one.description ?? ''));
  return about.flatMap((one) => parentNamed(one, operation, lists, 0.65, 'described-parameter-names-list'))[0];
}

function parentNamed(
  parameter: OperationParameter,
  operation: Operation,
  lists: ParentLists,
  confidence: number,
  rule: string,
): readonly ParentFinding[] {
  const whole = singularName(parameter.name);
  const owner = ownerOf(parameter.name);
  const own = segments(operation.path).flatMap((step) => (step.kind === 'static' ? [singularName(step.text)] : []));
  // `policy_id` of `/legal_hold_policy_assignments` is that of a legal hold policy.
  const longer = own.flatMap((step) => {
    const at = owner === '' ? -1 : `_${step}_`.indexOf(`_${owner}_`);
    return at > 0 ? [step.slice(0, at + owner.length)] : [];
  });
  for (const name of [owner, ...longer, whole]) {
    for (const parent of name === '' ? [] : lists.named(name)) {
      const [key] = parent.primaryKey;
      if (key === undefined || parent.path === operation.path || !parent.free) continue;
      const bindings = { [parameter.name]: key };
      const evidence = parentEvidence(rule, parameter.pointer, confidence, parent, bindings);
      return [{ entity: parent.name, bindings, evidence }];
    }
  }
  return [];
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
  if (!run) return byParameter(operation, lists);
  return byPrefix(operation, run, lists) ?? byResource(operation, run, lists) ?? byVariable(operation, run, lists);
}

/** The parents without those that would make an entity its own ancestor: the least sure link of such a circle is cut. */
export function withoutCircles(parents: ReadonlyMap<string, ParentFinding>): ReadonlyMap<string, ParentFinding> {
  const kept = new Map(parents);
  for (const start of parents.keys()) {
    const seen: string[] = [];
    for (let at: string | undefined = start; at !== undefined; at = kept.get(at)?.entity) {
      const from = seen.indexOf(at);
      if (from === -1) {
        seen.push(at);
        continue;
      }
      const weakest = seen
        .slice(from)
        .sort((a, b) => (kept.get(a)?.evidence.confidence ?? 0) - (kept.get(b)?.evidence.confidence ?? 0))[0];
      if (weakest !== undefined) kept.delete(weakest);
      break;
    }
  }
  return kept;
}
