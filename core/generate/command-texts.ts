import type { Helper, HelperNames } from './command-names.ts';

const missingOf = (
  name: string,
): string => `/** A failed outcome that names what is missing; undefined where nothing is. */
function ${name}(input, ...names) {
  const missing = names.filter((name) => (input[name] ?? '') === '');
  if (missing.length === 0) return undefined;
  return { success: false, error: \`Missing required parameter(s): \${missing.join(', ')}.\` };
}`;

const pick = (name: string): string => `/** The inputs of these names, as far as they were given. */
function ${name}(input, ...names) {
  const given = names.filter((name) => input[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, input[name]]));
}`;

const route = (
  name: string,
): string => `/** A path with its values encoded; the items of a list stand between commas. */
function ${name}(texts, ...values) {
  const encoded = values.map((value) => [value].flat().map(encodeURIComponent).join(','));
  return String.raw({ raw: texts }, ...encoded);
}`;

const joined = (name: string): string => `/** A list as one text. */
function ${name}(value, separator = ',') {
  return Array.isArray(value) ? value.join(separator) : value;
}`;

const encoded = (
  name: string,
): string => `/** \`a=1&b[c]=2\`: lists are repeated, objects take their keys in brackets. */
function ${name}(values) {
  const pairs = [];
  const add = (key, value) => {
    if (value === undefined || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) add(key, item);
    } else if (typeof value === 'object') {
      for (const name of Object.keys(value)) add(\`\${key}[\${name}]\`, value[name]);
    } else {
      pairs.push(\`\${encodeURIComponent(key)}=\${encodeURIComponent(value)}\`);
    }
  };
  for (const key of Object.keys(values)) add(key, values[key]);
  return pairs.join('&');
}`;

const bytesOf = (name: string): string => `/** The bytes of a content that was given in base64. */
function ${name}(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}`;

/** `files` where some properties are known to be files: a text is then the content of one. */
const partsOf = (
  { partsOf: name, utf8 }: HelperNames,
  files: boolean,
): string => `/** A multipart body: each property is a part; a file is \`{ name, type, base64 }\`${files ? ', or its text' : ''}. */
function ${name}(values${files ? ', files' : ''}) {
  const boundary = crypto.randomUUID();
  const escaped = (text) => ${utf8}(text).replace(/["\\r\\n]/g, encodeURIComponent);
  let binary = '';
  for (const key of Object.keys(values)) {
    for (const value of [values[key]].flat()) {
      const isFile = ${files ? 'files.includes(key) || ' : ''}typeof value?.base64 === 'string';
      const type = isFile ? \`content-type: \${value.type ?? 'application/octet-stream'}\\r\\n\` : '';
      const file = isFile ? \`; filename="\${escaped(value.name ?? key)}"\` : '';
      const head = \`content-disposition: form-data; name="\${escaped(key)}"\${file}\\r\\n\${type}\\r\\n\`;
      const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
      const content = value?.base64 === undefined ? ${utf8}(text) : atob(value.base64);
      binary += \`--\${boundary}\\r\\n\${head}\${content}\\r\\n\`;
    }
  }
  binary += \`--\${boundary}--\\r\\n\`;
  const body = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return { body, type: \`multipart/form-data; boundary=\${boundary}\` };
}

/** A text as one character per byte of its UTF-8. */
function ${utf8}(text) {
  const bytes = new TextEncoder().encode(text);
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}`;

const answered = (
  name: string,
): string => `/** An answer to a GraphQL query that has errors is a failure, although its status is 200. */
function ${name}(outcome) {
  const errors = outcome.payload?.errors ?? [];
  if (errors.length === 0) return outcome;
  const reason = errors.map((error) => error.message).join('; ');
  return { success: false, error: reason.slice(0, 300), diagnostics: { errors } };
}`;

/** The helpers of commands.js that depend on nothing, in the order in which they stand. */
export const textHelpers = (names: HelperNames, files: boolean): readonly (readonly [Helper, string])[] => [
  ['missingOf', missingOf(names.missingOf)],
  ['pick', pick(names.pick)],
  ['route', route(names.route)],
  ['joined', joined(names.joined)],
  ['encoded', encoded(names.encoded)],
  ['bytesOf', bytesOf(names.bytesOf)],
  ['partsOf', partsOf(names, files)],
  ['answered', answered(names.answered)],
];
