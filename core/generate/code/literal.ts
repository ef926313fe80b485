/**
 * Foreign text as JavaScript. Nothing of a description reaches generated source but through these functions, so no name can end
 * a string, a comment or a template (A16, A17).
 */

/** Control characters, line separators, what changes the direction or hides (A23), and halves of surrogate pairs. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00ad]/gu;

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escapeHidden(character: string): string {
  const short = SHORT.get(character);
  if (short !== undefined) return short;
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}

const escapeText = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replace(HIDDEN, escapeHidden)
    .replace(/<(?=\/script|!--)/gi, '\\x3c');

/** A string literal, in single quotes unless double ones save escapes. */
export function literal(text: string): string {
  const escaped = escapeText(text);
  const single = text.split("'").length;
  const double = text.split('"').length;
  return single > double ? `"${escaped.replaceAll('"', '\\"')}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function ' +
    'if implements import in instanceof interface let new null package private protected public return static super switch this throw true try ' +
    'typeof undefined var void while with yield async of'
  ).split(' '),
);

/** True for a name that can stand as it is after a dot or before a colon. */
const isPlain = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);

/** True for a name that a variable or a function may have. */
export const isIdentifier = (name: string): boolean => isPlain(name) && !RESERVED.has(name);

/** The key of an object literal; one that would set the prototype is computed, which it then does not. */
export function propertyKey(name: string): string {
  if (name === '__proto__') return `['__proto__']`;
  return isPlain(name) ? name : literal(name);
}

/** `object.name` or `object['odd name']`. */
export const member = (object: string, name: string): string =>
  isPlain(name) ? `${object}.${name}` : `${object}[${literal(name)}]`;

/** The same with `?.`, for what may be left out. */
export const optionalMember = (object: string, name: string): string =>
  isPlain(name) ? `${object}?.${name}` : `${object}?.[${literal(name)}]`;

/** Text for the inside of a template literal. */
export const templateText = (text: string): string => escapeText(text).replaceAll('`', '\\`').replaceAll('${', '\\${');

/** The same for a text of several lines in which the kind of blanks means nothing: line breaks stay, tabs become blanks. */
export const templateLines = (text: string): string =>
  text
    .split(/\r\n?|\n/)
    .map((line) => templateText(line.trimEnd().replaceAll('\t', '  ')))
    .join('\n');

/** Text for the inside of a comment: one line that cannot end it. */
export const commentText = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(HIDDEN, '').replaceAll('*/', '* /').replaceAll('/*', '/ *').trim();

/** A value of JSON as JavaScript: only for what is no object. */
export const scalarLiteral = (value: string | number | boolean): string =>
  typeof value === 'string' ? literal(value) : String(value);
