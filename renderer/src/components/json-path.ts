/** One step of a path: a name in an object, or the number of an item. */
export type PathStep = string | number;

const identifier = /^[A-Za-z_$][\w$]*$/;

/**
 * The path of a value as code that reads it: `body.data.items[0]?.name`. What is no name of JavaScript stands in brackets; after
 * an item stands `?.`, for the list of another answer may be shorter.
 */
export function codePath(root: string, path: readonly PathStep[]): string {
  let code = root;
  let isItem = false;
  for (const step of path) {
    if (typeof step === 'number') code += `${isItem ? '?.' : ''}[${step}]`;
    else if (identifier.test(step)) code += `${isItem ? '?.' : '.'}${step}`;
    else code += `${isItem ? '?.' : ''}[${JSON.stringify(step)}]`;
    isItem = typeof step === 'number';
  }
  return code;
}

const quoted = (name: string): string =>
  `'${JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** The path of a value as JSONPath (RFC 9535): `$.data.items[0]['first name']`. */
export function jsonPath(path: readonly PathStep[]): string {
  let text = '$';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${quoted(step)}]`;
  }
  return text;
}
