import type { Annotated, Span } from './insertions.ts';

/** The annotated text of a file by its name; undefined for a file that is read as it stands. */
export type AnnotatedFiles = (fileName: string) => Annotated | undefined;

/** Where a result has its place: without it there is nothing to show. */
const essential: ReadonlySet<string> = new Set(['textSpan', 'span']);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isSpan = (value: Readonly<Record<string, unknown>>): boolean =>
  typeof value.start === 'number' && typeof value.length === 'number';

const fileOf = (value: Readonly<Record<string, unknown>>): string | undefined => {
  const { fileName, file } = value;
  if (typeof fileName === 'string') return fileName;
  return isObject(file) && typeof file.fileName === 'string' ? file.fileName : undefined;
};

/**
 * A result of the language service with the places of the author's texts: every `{ start, length }` in it, and the `position`
 * of a hint, belongs to the file that is named around it, else to `fileName`. What lies in an insertion only is left out.
 */
export function toAuthor(value: unknown, fileName: string, files: AnnotatedFiles): unknown {
  if (Array.isArray(value))
    return value.map((one: unknown) => toAuthor(one, fileName, files)).filter((one) => one !== undefined);
  if (!isObject(value)) return value;
  const name = fileOf(value) ?? fileName;
  const annotated = files(name);
  let span: Span | undefined;
  if (annotated && isSpan(value)) {
    span = annotated.spanToAuthor({ start: Number(value.start), length: Number(value.length) });
    if (span === undefined) return undefined;
  }
  const mapped: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    const one =
      key === 'position' && typeof part === 'number' && annotated
        ? annotated.toAuthor(part)
        : toAuthor(part, name, files);
    if (one === undefined && part !== undefined && essential.has(key)) return undefined;
    mapped[key] = one;
  }
  return { ...mapped, ...span };
}
