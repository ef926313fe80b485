import type { ImportReport } from '../../shared/import/report.ts';
import type { ApiDescription, Operation } from '../infer/model.ts';
import { maskSecrets, maySecret } from './found-secrets.ts';
import { own } from './json.ts';
import { quote } from './quote.ts';
import { hasInvisible, normalName, visible } from './strange-text.ts';
import type { Warnings } from './warnings.ts';

type Found = Pick<ImportReport, 'entities' | 'commands' | 'validate' | 'notes'>;

/** True for a part with a credential in one of its texts. Fields that were found clean are not looked at again: lists share rows. */
function holdsSecret(part: unknown, clean: Set<object>): boolean {
  if (typeof part === 'string') return maySecret(part);
  if (typeof part !== 'object' || part === null || clean.has(part)) return false;
  // What a report holds inherits nothing that can be enumerated, and for-in makes no list of it.
  const object = part as Readonly<Record<string, unknown>>;
  for (const key in object) if (holdsSecret(object[key], clean)) return true;
  // Fields alone are shared; to remember every object of a large report would cost more than to look twice.
  if (Object.hasOwn(object, 'nullable')) clean.add(part);
  return false;
}

/** Parts of an entity or a command that hold foreign text; the others are made of it here, or name places. */
const FOREIGN = ['params', 'fields', 'description', 'title', 'sample', 'operation', 'name', 'server', 'tags'] as const;

/** Looks at all that a report takes over from foreign text before it leaves the reader (A22, A23, A24). */
class Guard {
  readonly #warnings: Warnings;
  readonly #operations: ReadonlyMap<string, Operation>;
  readonly #clean = new Set<object>();
  /** First fields of rows whose names were compared. */
  readonly #compared = new Set<object>();

  constructor(description: ApiDescription, warnings: Warnings) {
    this.#warnings = warnings;
    this.#operations = new Map(description.operations.map((operation) => [operation.key, operation]));
  }

  /** A part of the report with its credentials masked; the part itself where there are none. */
  masked<T>(part: T, pointer: string): T {
    if (typeof part === 'string') {
      const { text, kinds } = maskSecrets(part);
      if (kinds.length === 0) return part;
      this.#warnings.add(
        'live_secret',
        pointer,
        `This looks like ${kinds.join(' and ')}; it was masked and is not used, but the description still holds it: have it revoked if it is real.`,
      );
      // True: T is a string type here, and a masked text is a string.
      return text as T;
    }
    if (typeof part !== 'object' || part === null) return part;
    let changed = false;
    const entries = Object.entries(part).map(([key, value]): [string, unknown] => {
      const masked = this.masked(value, pointer);
      if (masked !== value) changed = true;
      return [key, masked];
    });
    if (!changed) return part;
    // True: every member is what it was but for texts, which stay texts.
    return (Array.isArray(part) ? entries.map(([, value]) => value) : Object.fromEntries(entries)) as T;
  }

  /** An entity or a command, each of its parameters and its sample under the pointer of its own. */
  part<T extends { operation: string; params: readonly { name: string; in: string }[]; sample?: unknown }>(one: T): T {
    if (!FOREIGN.some((key) => holdsSecret(own(one, key), this.#clean))) return one;
    const operation = this.#operations.get(one.operation);
    const at = operation?.pointer ?? '#';
    const params = one.params.map((param) => {
      const own = operation?.parameters.find((known) => known.in === param.in && known.name === param.name);
      const member = param.in === 'body' ? operation?.body?.shape?.properties.get(param.name) : undefined;
      return this.masked(param, own?.pointer ?? member?.pointer ?? operation?.body?.pointer ?? at);
    });
    const sample =
      one.sample === undefined ? undefined : this.masked(one.sample, operation?.answer?.shape?.pointer ?? at);
    const isSame = sample === one.sample && params.every((param, index) => param === one.params[index]);
    return this.masked(isSame ? one : { ...one, params, ...(sample === undefined ? {} : { sample }) }, at);
  }

  /** Names that cannot be seen for what they are. */
  invisible(name: string, pointer: string): void {
    if (!hasInvisible(name)) return;
    this.#warnings.add(
      'invisible_characters',
      pointer,
      `${quote(visible(name))} holds characters that cannot be seen or turn the text around; check that it is what it seems to be.`,
    );
  }

  /** Names that are one to a person and two to a program: all are kept, in the order of the description. */
  alike(names: Iterable<string>, what: string, pointerOf: (name: string) => string): void {
    const first = new Map<string, string>();
    for (const name of names) {
      const normal = normalName(name);
      const before = first.get(normal);
      if (before === undefined) first.set(normal, name);
      else if (before !== name) {
        this.#warnings.add(
          'same_after_normalisation',
          pointerOf(name),
          `The ${what} ${quote(visible(before))} and ${quote(visible(name))} differ only in case, blanks or form; both are kept, check that both are meant.`,
        );
      }
    }
  }

  pointerOf(operation: string): string {
    return this.#operations.get(operation)?.pointer ?? '#';
  }

  /** The fields of an entity; those of a row that several lists share are looked at once. */
  fields(entity: Found['entities'][number]): void {
    const [first] = entity.fields;
    if (!first || this.#compared.has(first)) return;
    this.#compared.add(first);
    const pointer = this.fieldPointer(entity.operation, entity.evidence);
    for (const { name } of entity.fields) this.invisible(name, pointer);
    this.alike(
      entity.fields.map(({ name }) => name),
      'fields',
      () => pointer,
    );
  }

  /** The row of an entity, for the pointers of its fields. */
  fieldPointer(operation: string, evidence: readonly { readonly field: string; readonly pointer: string }[]): string {
    return evidence.find((one) => one.field === 'records')?.pointer ?? this.pointerOf(operation);
  }
}

const PLACES = ['path', 'query', 'header', 'cookie', 'body'] as const;

/** A report without the credentials that stood in the description, and warnings for what a person could misread (A22, A23, A24). */
export function guardReport(found: Found, description: ApiDescription, warnings: Warnings): Found {
  const guard = new Guard(description, warnings);
  guard.invisible(description.title, '#');
  for (const { path, key, pointer } of description.operations) guard.invisible(`${path} ${key}`, pointer);
  guard.alike(
    description.operations.map(({ key }) => key),
    'operations',
    (key) => guard.pointerOf(key),
  );
  for (const entity of found.entities) guard.fields(entity);
  for (const part of [...found.entities, ...found.commands]) {
    const pointer = guard.pointerOf(part.operation);
    for (const { name } of part.params) guard.invisible(name, pointer);
    for (const place of PLACES) {
      const names = part.params.flatMap((param) => (param.in === place ? [param.name] : []));
      if (names.length > 1) guard.alike(names, 'parameters', () => pointer);
    }
  }
  return {
    entities: found.entities.map((entity) => guard.part(entity)),
    commands: found.commands.map((command) => guard.part(command)),
    ...(found.validate ? { validate: found.validate } : {}),
    ...(found.notes ? { notes: found.notes.map((note) => guard.masked(note, note.pointer)) } : {}),
  };
}
