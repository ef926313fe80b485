/**
 * The steps of a JSONPath as reports use it: `$.data["odd name"]` → data, odd name; `$` → none. A closing `[*]` says nothing. A
 * filter is a step of its own, without its brackets: shared/import/link-filter.ts reads it.
 */
export function jsonPathSteps(path: string): readonly string[] {
  const steps: string[] = [];
  const pattern = /\.([A-Za-z_$][\w$-]*)|\[\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\]|\[(\d+|\?\([^()[\]]*\))\]/g;
  for (const [, name, quoted, index] of path.replace(/\[\*\]$/, '').matchAll(pattern)) {
    const step = name ?? index ?? unquote(quoted ?? '""');
    steps.push(step);
  }
  return steps;
}

function unquote(quoted: string): string {
  if (quoted.startsWith("'")) return quoted.slice(1, -1).replace(/\\(.)/g, '$1');
  const text: unknown = JSON.parse(quoted);
  return typeof text === 'string' ? text : '';
}
