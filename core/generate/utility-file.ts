import type { Authentication } from '../../shared/connector/manifest.ts';
import { credentialsCode } from './credentials-code.ts';

/** Helpers of functions/utility.js, written only where something uses them. */
const HELPERS: ReadonlyMap<string, string> = new Map([
  [
    'follow',
    `/** GET of an address that the source gave for the next page. It gets the credentials, so it must be the source itself. */
export async function follow(account, path, address) {
  const url = new URL(address, baseUrl(account) + path);
  const base = new URL(baseUrl(account));
  if (url.host !== base.host) throw new Error(\`The next page is at \${url.host}, a foreign host.\`);
  url.protocol = base.protocol;
  return send(account, url.href, {}, {});
}`,
  ],
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
  if (filter[name] === undefined || filter[name] === '') throw new Error(\`Set the filter \${name}.\`);
  return filter[name];
}`,
  ],
]);

/** functions/utility.js: how the source is reached, and the helpers that other files of this connector use. */
export function utilityFile(authentication: readonly Authentication[], uses: ReadonlySet<string>): string {
  const credentials = credentialsCode(authentication, 'account');
  // A key in the query would be there twice where the source repeats it in the address of the next page.
  const cleansed = uses.has('follow') && credentials.queryKeys.length > 0;
  const helpers = [...HELPERS]
    .filter(([name]) => uses.has(name))
    .map(([name, text]) =>
      name === 'follow' && cleansed
        ? text.replace(
            '  return send(',
            '  for (const name of Object.keys(credentials(account).query ?? {})) url.searchParams.delete(name);\n  return send(',
          )
        : text,
    );
  const spread = credentials.queryKeys.length > 0 ? 'query: { ...query, ...proof.query },' : 'query,';
  const send =
    credentials.text === undefined
      ? `async function send(account, url, query, headers) {
  const response = await http.get(url, {
    query,
    headers: { accept: 'application/json', ...headers },
  });
  if (response.ok) return response;
  throw refusal(response, url);
}`
      : `async function send(account, url, query, headers) {
  const proof = credentials(account);
  const response = await http.get(url, {
    ${spread}
    headers: { accept: 'application/json', ...headers, ...proof.headers },
  });
  if (response.ok) return response;
  throw refusal(response, url);
}`;
  const text = `${[
    `/** GET of a path of the source; an answer other than 2xx is an error. */
export async function get(account, path, query = {}, headers = {}) {
  return send(account, baseUrl(account) + path, query, headers);
}`,
    ...helpers,
    `function baseUrl(account) {
  if (!account.baseUrl) throw new Error('Set the base URL of this connection.');
  return account.baseUrl.replace(/\\/+$/, '');
}`,
    ...(credentials.text === undefined ? [] : [credentials.text]),
    send,
    `/** What the source answered, as an error; \`tryLater\` where waiting may help. */
function refusal({ status, body }, url) {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  const message = \`GET \${new URL(url).pathname} answered \${status}: \${text.slice(0, 300)}\`;
  return Object.assign(new Error(message), { status, tryLater: status === 429 || status >= 500 });
}`,
  ].join('\n\n')}\n`;
  // Without credentials nothing in a request depends on the account.
  return credentials.text === undefined ? text.replaceAll('send(account, ', 'send(') : text;
}
