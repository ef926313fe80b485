/** Helpers of functions/utility.js that depend on nothing: written only where something uses them. */
export const HELPERS: ReadonlyMap<string, string> = new Map([
  [
    'nextLink',
    `/** The address that the Link header gives for the next page. */
export function nextLink(response) {
  const links = String(response.headers.link ?? '').split(/,\\s*(?=<)/);
  const next = links.find((link) => /;\\s*rel="?(?:[^"]*\\s)?next\\b/i.test(link));
  return /<([^>]*)>/.exec(next ?? '')?.[1];
}`,
  ],
  [
    'rowsAt',
    `/** The list at a place of an answer: empty where it is left out, an error where there is something else. */
export function rowsAt(body, ...steps) {
  if (typeof body === 'string') throw new Error('The answer is not JSON.');
  const rows = steps.reduce((value, step) => value?.[step], body) ?? [];
  if (Array.isArray(rows)) return rows;
  throw new Error(\`The answer has no list at \${['$', ...steps].join('.')}.\`);
}`,
  ],
  [
    'valuesAt',
    `/** A list of plain values, each as a row. */
export function valuesAt(body, ...steps) {
  return rowsAt(body, ...steps).map((value) => ({ value }));
}`,
  ],
  [
    'mapAt',
    `/** The rows of an object by their keys, which they take along; empty where it is left out. */
export function mapAt(body, ...steps) {
  if (typeof body === 'string') throw new Error('The answer is not JSON.');
  const rows = steps.reduce((value, step) => value?.[step], body) ?? {};
  if (typeof rows !== 'object' || Array.isArray(rows)) {
    throw new Error(\`The answer has no object at \${['$', ...steps].join('.')}.\`);
  }
  return Object.entries(rows).map(([key, row]) =>
    typeof row === 'object' ? { ...row, $key: key } : { value: row, $key: key },
  );
}`,
  ],
  [
    'route',
    `/** A path with its values encoded; one that is missing would lead somewhere else. */
export function route(texts, ...values) {
  if (values.some((value) => value === undefined || value === null || value === '')) {
    throw new Error(\`A value is missing in the path \${texts.join('…')}.\`);
  }
  return String.raw({ raw: texts }, ...values.map((value) => encodeURIComponent(value)));
}`,
  ],
  [
    'needed',
    `/** The value of a filter that a table cannot do without. */
export function needed(filter, name) {
  if ((filter[name] ?? '') === '') throw new Error(\`Set the filter \${name}.\`);
  return filter[name];
}`,
  ],
  [
    'form',
    `/** A form as a body: lists are repeated, what is undefined is left out, objects are JSON. */
export function form(values) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of [value].flat()) {
      if (one === undefined || one === null) continue;
      body.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one));
    }
  }
  return body;
}`,
  ],
  [
    'graphql',
    `/** The answer to a GraphQL query, whose errors come with status 200. */
export async function graphql(account, path, body, query = {}, headers = {}) {
  const response = await post(account, path, body, query, headers);
  const errors = response.body?.errors ?? [];
  if (errors.length === 0) return response;
  const message = errors.map((error) => error.message).join('; ');
  throw new Error(\`The query was refused: \${message.slice(0, 300)}\`);
}`,
  ],
  [
    'anyone',
    `/** The account without its credentials, for what the source gives to anyone. */
export function anyone(account) {
  return { ...account, auth: 'none' };
}`,
  ],
]);

/** Helpers that other helpers call. */
const BEHIND: ReadonlyMap<string, readonly string[]> = new Map([
  ['valuesAt', ['rowsAt']],
  ['graphql', ['post']],
  ['fileAddress', ['ownAddress']],
  ['download', ['ownAddress']],
]);

/** Used names with those that they use themselves. */
export const withHelpers = (uses: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...uses].flatMap((name) => [name, ...(BEHIND.get(name) ?? [])]));
