import type { OutlineNode } from 'monaco-editor/languages/features/typescript/lib/typescriptServices';

/** Kinds that help to know where one is; a local constant does not. */
const shown: ReadonlySet<string> = new Set(['function', 'method', 'class', 'const', 'let', 'var', 'property']);

/** The names of what is around an offset, the outermost first, at most `most`. */
export function symbolsAt(root: OutlineNode, offset: number, most = 3): readonly string[] {
  const names: string[] = [];
  let children = root.childItems ?? [];
  while (names.length < most) {
    const around = children.find(
      ({ spans, kind, childItems = [] }) =>
        spans.some(({ start, length }) => start <= offset && offset <= start + length) &&
        (shown.has(kind) ? kind !== 'const' || childItems.length > 0 : false),
    );
    if (around === undefined) break;
    names.push(around.text);
    children = around.childItems ?? [];
  }
  return names;
}
