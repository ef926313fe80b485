import { isObject } from '../../import/json.ts';
import type { Operation } from '../../infer/model.ts';

/** One path template with everything that can be done there. */
interface Route {
  readonly operation: Operation;
  /** Steps of the template, the path of its server included. */
  readonly steps: readonly Step[];
  /** Query that the path itself states (`/?Action=List`). */
  readonly query: URLSearchParams;
}

interface Step {
  readonly text: string;
  readonly pattern: RegExp | undefined;
  readonly names: readonly string[];
}

/** Characters of a step that holds several variables. */
const MAX_MIXED = 200;

/** What a path leads to. */
export type Found =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly variables: ReadonlyMap<string, string> }
  | { readonly kind: 'method'; readonly allowed: readonly string[] }
  | { readonly kind: 'nothing' };

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A step of a template; text beside a variable (`{id}.json`) has to be there. */
function stepOf(text: string): Step {
  if (!/\{[^{}]+\}/.test(text)) return { text, pattern: undefined, names: [] };
  const names: string[] = [];
  const pattern = text
    .split(/(\{[^{}]+\})/)
    .map((part) => {
      if (!/^\{[^{}]+\}$/.test(part)) return escaped(part);
      names.push(part.slice(1, -1));
      return '(.+?)';
    })
    .join('');
  return { text, pattern: new RegExp(`^${pattern}$`, 's'), names };
}

const stepsOf = (path: string): readonly string[] => path.split('/').filter((step) => step !== '');

/** More static steps, and those earlier, go before variables. */
function bySpecificity(a: Route, b: Route): number {
  for (const [index, step] of a.steps.entries()) {
    const other = b.steps[index];
    const difference = (step.pattern ? 1 : 0) - (other?.pattern ? 1 : 0);
    if (difference !== 0) return difference;
    const literal = (other?.text.length ?? 0) - step.text.length;
    if (step.pattern && other && literal !== 0) return literal;
  }
  return 0;
}

function decoded(step: string): string | undefined {
  try {
    return decodeURIComponent(step);
  } catch {
    return undefined;
  }
}

/** Finds the operation that a request means. */
export class Router {
  /** By the number of steps, the most specific first. */
  readonly #routes: ReadonlyMap<number, readonly Route[]>;

  constructor(operations: readonly { readonly operation: Operation; readonly mount: string }[]) {
    const routes = operations.map(({ operation, mount }): Route => {
      const [path = '', query = ''] = operation.path.split('#', 1)[0]?.split('?') ?? [];
      return { operation, steps: stepsOf(`${mount}${path}`).map(stepOf), query: new URLSearchParams(query) };
    });
    const grouped = Map.groupBy(routes, (route) => route.steps.length);
    this.#routes = new Map([...grouped].map(([length, some]) => [length, some.toSorted(bySpecificity)]));
  }

  find(method: string, path: string, query: URLSearchParams, body: unknown): Found {
    const steps = stepsOf(path).map(decoded);
    const fitting = (this.#routes.get(steps.length) ?? []).flatMap((route) => {
      const variables = matched(route, steps);
      return variables ? [{ route, variables }] : [];
    });
    if (fitting.length === 0) return { kind: 'nothing' };
    const wanted = fitting.filter(({ route }) => route.operation.method === method);
    const heads =
      wanted.length === 0 && method === 'HEAD'
        ? fitting.filter(({ route }) => route.operation.method === 'GET')
        : wanted;
    const [first] = heads;
    if (!first) return { kind: 'method', allowed: [...new Set(fitting.map(({ route }) => route.operation.method))] };
    // Variants of one path are told apart by what is sent.
    const best = heads
      .filter(({ route }) => bySpecificity(route, first.route) === 0)
      .map((one) => ({ ...one, score: score(one.route, query, body) }))
      .reduce((a, b) => (b.score > a.score ? b : a));
    return { kind: 'operation', operation: best.route.operation, variables: best.variables };
  }
}

function matched(route: Route, steps: readonly (string | undefined)[]): ReadonlyMap<string, string> | undefined {
  const variables = new Map<string, string>();
  for (const [index, step] of route.steps.entries()) {
    const given = steps[index];
    if (given === undefined) return undefined;
    if (!step.pattern) {
      if (step.text !== given && decoded(step.text) !== given) return undefined;
      continue;
    }
    // Several variables in one step are tried against each other; a long text would take them long.
    if (step.names.length > 1 && given.length > MAX_MIXED) return undefined;
    const found = step.pattern.exec(given);
    if (!found) return undefined;
    for (const [n, name] of step.names.entries()) variables.set(name, found[n + 1] ?? '');
  }
  return variables;
}

/** How well a request fits one of several operations at the same path: what is stated and sent counts for it, what is missing against. */
function score({ operation, query: stated }: Route, query: URLSearchParams, body: unknown): number {
  let points = 0;
  for (const [name, value] of stated) points += query.get(name) === value ? 3 : -3;
  for (const { name, in: place, required, default: preset, enum: choices } of operation.parameters) {
    if (place !== 'query') continue;
    const given = query.get(name);
    if (given === null) points -= required ? 2 : 0;
    else points += given === String(preset) ? 2 : choices && !choices.includes(given) ? -1 : 1;
  }
  const properties = operation.body?.shape?.properties;
  if (isObject(body) && properties) for (const name of Object.keys(body)) points += properties.has(name) ? 1 : -1;
  return points;
}
