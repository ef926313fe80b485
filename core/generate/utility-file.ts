import type { Authentication } from '../../shared/connector/manifest.ts';
import { literal } from './code/literal.ts';
import { array, type Code, object, print, property, statement } from './code/print.ts';
import { acceptHeader, commonHeaders } from './common-code.ts';
import { type CredentialsCode, credentialsCode } from './credentials-code.ts';
import type { Common } from './settings.ts';
import { HELPERS, withHelpers } from './utility-helpers.ts';

/** What functions/utility.js is made for. */
export interface UtilityParts {
  readonly authentication: readonly Authentication[];
  readonly common: Common;
  /** Its names that other files import. */
  readonly uses: ReadonlySet<string>;
  /** Base URLs that tables have of their own. */
  readonly servers: readonly string[];
  /** True where a list that is read by POST gives the address of its next page. */
  readonly postFollows: boolean;
}

/** How the helpers of one connector are written: what nothing needs is not there. */
interface Style {
  /** Lists are asked for with a body too. */
  readonly posts: boolean;
  /** Address of a path, as an expression. */
  readonly address: string;
  /** First arguments of `send` up to the address. */
  send(method: 'GET' | 'POST' | 'method'): string;
}

function styleOf(parts: UtilityParts, uses: ReadonlySet<string>, proof: CredentialsCode): Style {
  const posts = uses.has('post');
  // Without credentials and settings nothing in a request depends on the account.
  const asSomeone = proof.text !== undefined || parts.common.headers.some((one) => one.value.kind === 'setting');
  return {
    posts,
    address: parts.servers.length > 0 ? 'addressOf(account, path)' : 'baseUrl(account) + path',
    send: (method) =>
      [...(asSomeone ? ['account'] : []), ...(posts ? [method === 'method' ? method : literal(method)] : [])]
        .map((argument) => `${argument}, `)
        .join(''),
  };
}

const get = ({
  address,
  send,
}: Style): string => `/** GET of a path of the source; an answer other than 2xx is an error. */
export async function get(account, path, query = {}, headers = {}) {
  return send(${send('GET')}${address}, { query, headers });
}`;

const post = ({
  address,
  send,
}: Style): string => `/** POST of a body, for lists that are asked for with one; an answer other than 2xx is an error. */
export async function post(account, path, body, query = {}, headers = {}) {
  return send(${send('POST')}${address}, { query, headers, body });
}`;

function follow({ address, send }: Style, { queryKeys }: CredentialsCode, posts: boolean): string {
  const asked = posts
    ? [
        "  const method = body === undefined ? 'GET' : 'POST';",
        `  return send(${send('method')}url.href, { query: {}, headers, body });`,
      ]
    : [`  return send(${send('GET')}url.href, { query: {}, headers });`];
  return [
    '/** The next page by the address that the source gave. It gets the credentials, so it must be the source itself. */',
    `export async function follow(account, path, address, headers = {}${posts ? ', body = undefined' : ''}) {`,
    `  const here = new URL(${address});`,
    '  const url = new URL(address, here);',
    `  if (url.host !== here.host) throw new Error(\`The next page is at \${url.host}, a foreign host.\`);`,
    '  url.protocol = here.protocol;',
    // A key in the query would be there twice where the source repeats it in the address of the next page.
    ...(queryKeys.length > 0
      ? ['  for (const name of Object.keys(credentials(account).query ?? {})) url.searchParams.delete(name);']
      : []),
    ...asked,
    '}',
  ].join('\n');
}

const baseUrl = `function baseUrl(account) {
  if (!account.baseUrl) throw new Error('Set the base URL of this connection.');
  return account.baseUrl.replace(/\\/+$/, '');
}`;

const ADDRESS_OF = `/** Some tables stand at an address of their own; a path is one of the base URL. */
function addressOf(account, path) {
  return /^https?:/.test(path) ? path : baseUrl(account) + path;
}`;

function ownAddress(servers: readonly string[]): string {
  const hosts = [...new Set(servers.flatMap((server) => URL.parse(server)?.host ?? []))].map(literal);
  const known: Code = array(['new URL(baseUrl(account)).host', ...hosts]);
  return `/** The address of a file where it is one of the source itself: nobody else gets the credentials. */
function ownAddress(account, address) {
  const url = URL.parse(address, \`\${baseUrl(account)}/\`);
${statement(['const hosts = ', known], 2)}
  return url && hosts.includes(url.host) ? url.href : undefined;
}`;
}

const fileAddress = `/** A file of the source as an address that makes the host ask this connector for it (FB-37); any other file stays as it is. */
export function fileAddress(account, value) {
  const address = ownAddress(account, value);
  return address === undefined ? value : \`app://resource?url=\${encodeURIComponent(address)}\`;
}`;

const download = ({
  send,
}: Style): string => `/** A file of the source, fetched with the credentials of the connection. */
export async function download(account, address) {
  const own = ownAddress(account, address);
  if (own === undefined) throw new Error(\`\${address} is no address of this source.\`);
  return send(${send('GET')}own, { query: {}, headers: { accept: '*/*' } });
}`;

function sendCode({ posts, send }: Style, { common }: UtilityParts, proof: CredentialsCode): string {
  const headers: readonly Code[] = [
    ...acceptHeader(common),
    ...commonHeaders(common, 'account'),
    '...headers',
    ...(proof.text === undefined ? [] : ['...proof.headers']),
  ];
  const options = object(
    [
      ...(posts ? ['method'] : []),
      proof.queryKeys.length > 0 ? property('query', '{ ...query, ...proof.query }') : 'query',
      property('headers', object(headers)),
      ...(posts ? ['body'] : []),
    ],
    true,
  );
  return [
    `async function send(${send('method')}url, { query, headers${posts ? ', body = undefined' : ''} }) {`,
    ...(proof.text === undefined ? [] : ['  const proof = credentials(account);']),
    `  ${print([`const response = await http.${posts ? 'request' : 'get'}(url, `, options, ');'], 2)}`,
    '  if (response.ok) return response;',
    `  throw refusal(response, ${posts ? 'method, ' : ''}url);`,
    '}',
  ].join('\n');
}

const refusal = ({
  posts,
}: Style): string => `/** What the source answered, as an error; \`tryLater\` where waiting may help. */
function refusal({ status, body }, ${posts ? 'method, ' : ''}url) {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  const message = \`${posts ? `\${method}` : 'GET'} \${new URL(url).pathname} answered \${status}: \${text.slice(0, 300)}\`;
  return Object.assign(new Error(message), { status, tryLater: status === 429 || status >= 500 });
}`;

/** functions/utility.js: how the source is reached, and the helpers that other files of this connector use; '' where none does. */
export function utilityFile(parts: UtilityParts): string {
  const uses = withHelpers(parts.uses);
  const proof = credentialsCode(parts.authentication, 'account', undefined, uses.has('anyone'));
  const style = styleOf(parts, uses, proof);
  const sends = ['get', 'post', 'follow', 'download'].some((name) => uses.has(name));
  const addresses = ['get', 'post', 'follow'].some((name) => uses.has(name));
  const blocks: readonly (readonly [boolean, string | undefined])[] = [
    [uses.has('get'), get(style)],
    [uses.has('post'), post(style)],
    [uses.has('follow'), follow(style, proof, parts.postFollows)],
    ...[...HELPERS].map(([name, text]): readonly [boolean, string] => [uses.has(name), text]),
    [uses.has('fileAddress'), fileAddress],
    [uses.has('download'), download(style)],
    [uses.has('ownAddress'), ownAddress(parts.servers)],
    [sends, baseUrl],
    [addresses && parts.servers.length > 0, ADDRESS_OF],
    [sends, proof.text],
    [sends, sendCode(style, parts, proof)],
    [sends, refusal(style)],
  ];
  const text = blocks.flatMap(([isUsed, block]) => (isUsed && block !== undefined ? [block] : [])).join('\n\n');
  return text === '' ? '' : `${text}\n`;
}
