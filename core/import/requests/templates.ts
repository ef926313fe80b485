import { isPlural, singularName, words } from '../../infer/words.ts';
import { isObject } from '../json.ts';
import { looksLikeId } from './path-variables.ts';

/** A recorded path with the answer that came, for telling rows from kinds of rows. */
export interface RecordedPath {
  readonly method: string;
  readonly host: string;
  readonly steps: readonly string[];
  /** Parsed JSON of the answer. */
  readonly answer: unknown;
}

/** A step of a template and what stood there. */
export interface TemplateStep {
  readonly name: string;
  readonly value: string;
}

/** A recorded path as a template. */
export interface Template {
  readonly path: string;
  readonly variables: readonly TemplateStep[];
}

/** Steps of a version or a date that look like ids and are none. */
const VERSION = /^v?\d{1,2}(?:\.\d+)*$|^20\d\d(?:-\d\d)?$/;
/** Properties that two answers must share, of all that they have, to be rows of one kind. */
const ALIKE = 0.8;

function keysOf(answer: unknown): ReadonlySet<string> | undefined {
  if (!isObject(answer)) return undefined;
  const keys = Object.keys(answer);
  // An envelope of one member tells by what is in it: `{ user: { … } }`.
  const [only] = Object.values(answer);
  return new Set(keys.length === 1 && isObject(only) ? Object.keys(only) : keys);
}

function areAlike(a: unknown, b: unknown): boolean {
  const [left, right] = [keysOf(a), keysOf(b)];
  if (!left || !right || left.size < 2) return false;
  const shared = [...left].filter((key) => right.has(key)).length;
  return shared / Math.max(left.size, right.size) >= ALIKE;
}

const isCollection = (step: string | undefined): boolean => step !== undefined && isPlural(words(step).at(-1) ?? '');

/** Steps that differ between recorded paths which are else alike, follow a plural, and were answered with rows of one kind. */
function variedSteps(paths: readonly RecordedPath[]): ReadonlySet<string> {
  const varied = new Set<string>();
  const groups = new Map<string, RecordedPath[]>();
  for (const path of paths) {
    path.steps.forEach((_, index) => {
      if (!isCollection(path.steps[index - 1])) return;
      const others = path.steps.map((step, at) => (at === index ? '' : step)).join('/');
      const key = `${path.method} ${path.host} ${index} ${others}`;
      groups.set(key, [...(groups.get(key) ?? []), path]);
    });
  }
  for (const [key, group] of groups) {
    const index = Number(key.split(' ')[2]);
    const values = new Map(group.map((path) => [path.steps[index] ?? '', path]));
    const [first, ...rest] = [...values.values()];
    if (!first || rest.length === 0 || !rest.every((other) => areAlike(first.answer, other.answer))) continue;
    const before = first.steps.slice(0, index).join('/');
    for (const value of values.keys()) varied.add(`${first.host} ${before}/${value}`);
  }
  return varied;
}

function nameOf(before: string | undefined, step: string, taken: ReadonlySet<string>): string {
  const owner = before === undefined ? '' : singularName(before);
  const base = owner === '' ? 'id' : looksLikeId(step) ? `${owner}_id` : owner;
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}_${n}`;
  return name;
}

/** Templates of recorded paths: a step that looks like an id, or that varies among rows of one kind, becomes a variable. */
export function templatesOf(paths: readonly RecordedPath[]): readonly Template[] {
  const varied = variedSteps(paths);
  return paths.map(({ host, steps }) => {
    const variables: TemplateStep[] = [];
    const taken = new Set<string>();
    const parts = steps.map((step, index) => {
      const before = steps[index - 1];
      const isVersion = VERSION.test(step) && !isCollection(before);
      const isRow = varied.has(`${host} ${steps.slice(0, index).join('/')}/${step}`);
      if (!isRow && (isVersion || !looksLikeId(step))) return step;
      const name = nameOf(before, step, taken);
      taken.add(name);
      variables.push({ name, value: step });
      return `{${name}}`;
    });
    return { path: `/${parts.join('/')}`, variables };
  });
}
