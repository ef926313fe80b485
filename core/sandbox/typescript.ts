import { stripTypeScriptTypes } from 'node:module';

/** Why a script in TypeScript cannot be run; line and column count from 1. */
export interface TypeScriptProblem {
  /** True for what would have to be turned into code (enums and the like): types can only be taken out. */
  readonly unsupported: boolean;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type Stripped =
  | { readonly kind: 'stripped'; readonly text: string }
  | { readonly kind: 'problem'; readonly problem: TypeScriptProblem };

/** Columns of a tab in the snippet of an error. */
const TAB_COLUMNS = 4;
/** What the stripper calls a construct, and what to write instead. */
const REMEDIES: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/\benum\b/, 'an enum is not supported: use an object with `as const`'],
  [/namespace|`module`/, 'a namespace is not supported: use a module of its own'],
  [/parameter property/, 'a parameter property is not supported: declare the field and assign it in the constructor'],
  [/import equals|export assignment/, '`import =` and `export =` are not supported: use `import` and `export`'],
  [/angle-bracket/, 'a type assertion in angle brackets is not supported: use `value as Type`'],
];

/** Column in the source of a column in a snippet, where tabs are wider. */
function sourceColumn(line: string, shown: number): number {
  let width = 0;
  let column = 0;
  for (; column < line.length && width < shown; column++) width += line[column] === '\t' ? TAB_COLUMNS : 1;
  return column + 1;
}

/** The stripper gives the place only as the head of the stack: `:line`, the lines up to it, carets below. */
function placeOf(stack: string, text: string): { readonly line: number; readonly column: number } {
  const lines = text.split('\n');
  const line = Number(/^[^\n]*:(\d+)\n/.exec(stack)?.[1] ?? lines.length);
  const source = lines[line - 1] ?? '';
  const snippet = stack.slice(0, Math.max(0, stack.indexOf('\n\nSyntaxError')));
  const carets = [...snippet.matchAll(/^( *)\^+$/gm)].at(-1)?.[1];
  return { line, column: carets === undefined ? source.length + 1 : sourceColumn(source, carets.length) };
}

const field = (error: Error, name: string): string => {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
};

/** Thrown where the stripper itself failed: it is of no use in this thread any more. */
export class StripperBroken extends Error {
  override readonly name = 'StripperBroken';
}

/**
 * Takes the types out of a script; every line and column stays, blanks stand where they were. Throws StripperBroken where
 * the text breaks the stripper (nesting of 100,000 levels does): from then on it refuses everything in this thread. So it
 * is called in workers only, which are replaced; in the main thread one hostile package would end TypeScript for all.
 */
export function stripTypes(text: string): Stripped {
  // A byte order mark is no part of the program, and would count as a column.
  const source = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  try {
    return { kind: 'stripped', text: stripTypeScriptTypes(source) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = field(error, 'code');
    if (code === 'ERR_NO_TYPESCRIPT')
      return problem(true, 'this build of the studio cannot read TypeScript: use JavaScript', { line: 1, column: 1 });
    const unsupported = code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX';
    if (!unsupported && code !== 'ERR_INVALID_TYPESCRIPT_SYNTAX')
      throw new StripperBroken('it is nested too deep or too large to be read');
    const remedy = unsupported ? REMEDIES.find(([pattern]) => pattern.test(error.message))?.[1] : undefined;
    return problem(unsupported, remedy ?? error.message, placeOf(error.stack ?? '', source));
  }
}

const problem = (
  unsupported: boolean,
  message: string,
  place: { readonly line: number; readonly column: number },
): Stripped => ({ kind: 'problem', problem: { unsupported, message, ...place } });

/** Characters of scripts whose stripped form a worker remembers, over all of them. */
const CACHE_CHARS = 8 * 1024 * 1024;

/** Stripped scripts by content: a connector runs again and again with the same files. */
export class StripCache {
  private readonly known = new Map<string, Stripped>();
  private chars = 0;

  /** Throws StripperBroken. */
  strip(text: string): Stripped {
    const known = this.known.get(text);
    if (known) return known;
    const stripped = stripTypes(text);
    this.known.set(text, stripped);
    this.chars += text.length;
    for (const [oldest] of this.known) {
      if (this.chars <= CACHE_CHARS) break;
      this.known.delete(oldest);
      this.chars -= oldest.length;
    }
    return stripped;
  }
}
