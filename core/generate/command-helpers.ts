import type { Authentication } from '../../shared/connector/manifest.ts';
import { credentialsCode } from './credentials-code.ts';

const HELPERS = ['send', 'missingOf', 'pick', 'route', 'commaList', 'encoded', 'credentials', 'basic'] as const;
type Helper = (typeof HELPERS)[number];

/** Helpers of commands.js under names that no command has. */
export type HelperNames = Readonly<Record<Helper, string>>;

/** Names for the helpers that the commands leave free. */
export function helperNames(commands: ReadonlySet<string>): HelperNames {
  const free = (name: Helper): string => {
    let found: string = name;
    for (let n = 2; commands.has(found); n++) found = `${name}${n}`;
    return found;
  };
  return {
    send: free('send'),
    missingOf: free('missingOf'),
    pick: free('pick'),
    route: free('route'),
    commaList: free('commaList'),
    encoded: free('encoded'),
    credentials: free('credentials'),
    basic: free('basic'),
  };
}

/** What the commands of a connector do: helpers have no branch for anything else. */
export interface CommandUses {
  readonly methods: ReadonlySet<string>;
  /** Methods that are called with a body. */
  readonly withBody: ReadonlySet<string>;
  readonly bodies: ReadonlySet<'json' | 'form' | 'text'>;
  /** True where a command names a media type of its own. */
  readonly typed: boolean;
  readonly query: boolean;
  readonly headers: boolean;
  readonly helpers: ReadonlySet<Helper>;
}

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

const route = (name: string): string => `/** A path with its values encoded. */
function ${name}(texts, ...values) {
  return String.raw({ raw: texts }, ...values.map((value) => encodeURIComponent(value)));
}`;

const commaList = (name: string): string => `/** A list as one text with commas. */
function ${name}(value) {
  return Array.isArray(value) ? value.join(',') : value;
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

/** The call of one method; a method that floh.http has no function for goes by \`request\` (FL-32). */
function transport(method: string, withBody: boolean): string {
  switch (method) {
    case 'GET':
      return 'floh.http.get(url, headers)';
    case 'POST':
      return 'floh.http.post(url, body, headers)';
    case 'PUT':
      return 'floh.http.put(url, body, headers)';
    case 'PATCH':
      return 'floh.http.patch(url, body, headers)';
    case 'DELETE':
      if (!withBody) return 'floh.http.delete(url, headers)';
      break;
  }
  return 'floh.http.request(method, url, body, headers)';
}

function transportCode({ methods, withBody }: CommandUses): readonly string[] {
  const calls = new Map<string, string[]>();
  for (const method of [...methods].sort()) {
    const code = transport(method, withBody.has(method));
    calls.set(code, [...(calls.get(code) ?? []), method]);
  }
  const [only] = calls.keys();
  if (only !== undefined && calls.size === 1) return [`  const response = ${only};`];
  const entries = [...calls].flatMap(([code, names]) => names.map((name) => `    ${name}: () => ${code},`));
  return ['  const calls = {', ...entries, '  };', '  const response = calls[method]();'];
}

function bodyCode({ bodies, typed }: CommandUses, names: HelperNames): readonly string[] {
  const media = (standard: string): string => (typed ? `type ?? '${standard}'` : `'${standard}'`);
  const lines: string[] = [];
  if (bodies.size > 0) lines.push('  let body;');
  const add = (kind: 'json' | 'form' | 'text', standard: string, value: string): void => {
    if (!bodies.has(kind)) return;
    lines.push(
      `  if (${kind} !== undefined) {`,
      `    body = ${value};`,
      `    headers['content-type'] = ${media(standard)};`,
      '  }',
    );
  };
  add('json', 'application/json', 'JSON.stringify(json)');
  add('form', 'application/x-www-form-urlencoded', `${names.encoded}(form)`);
  add('text', 'text/plain', 'String(text)');
  return lines;
}

function send(
  uses: CommandUses,
  names: HelperNames,
  proof: { readonly any: boolean; readonly query: boolean },
): string {
  // Each option has a default: a type checker knows it by that.
  const options = [
    ...(uses.query ? ['query = {}'] : []),
    ...(uses.headers ? ['headers: extra = {}'] : []),
    ...[...uses.bodies].sort().map((kind) => `${kind} = undefined`),
    ...(uses.typed ? ['type = undefined'] : []),
  ];
  const parameters = options.length === 0 ? 'method, path' : `method, path, { ${options.join(', ')} } = {}`;
  const query = [...(uses.query ? ['...query'] : []), ...(proof.query ? ['...proof.query'] : [])];
  const headers = [
    "accept: 'application/json'",
    ...(uses.headers ? ['...extra'] : []),
    ...(proof.any ? ['...proof.headers'] : []),
  ];
  const noBody = [...uses.methods].some((method) => !['GET', 'DELETE'].includes(method)) && uses.bodies.size === 0;
  return [
    '/** Sends a request and tells its outcome. */',
    `function ${names.send}(${parameters}) {`,
    ...(proof.any ? [`  const proof = ${names.credentials}();`] : []),
    ...(query.length > 0 ? [`  const search = ${names.encoded}({ ${query.join(', ')} });`] : []),
    `  const ${query.length > 0 ? 'base' : 'url'} = floh.config.baseUrl.replace(/\\/+$/, '') + path;`,
    ...(query.length > 0
      ? ["  const url = search === '' ? base : base + (path.includes('?') ? '&' : '?') + search;"]
      : []),
    `  const headers = { ${headers.join(', ')} };`,
    ...(noBody ? ['  const body = undefined;'] : bodyCode(uses, names)),
    ...transportCode(uses),
    '  const { status, body: answer } = response;',
    '  if (status >= 200 && status < 300) return { success: true, payload: answer };',
    "  const reason = typeof answer === 'string' ? answer : JSON.stringify(answer ?? '');",
    '  return {',
    '    success: false,',
    `    error: \`\${method} \${path} answered \${status}: \${reason.slice(0, 300)}\`,`,
    '    diagnostics: { status, body: answer },',
    '  };',
    '}',
  ].join('\n');
}

/** The helpers that these commands need. */
export function commandHelpers(
  uses: CommandUses,
  authentication: readonly Authentication[],
  names: HelperNames,
): readonly string[] {
  const credentials = credentialsCode(authentication, 'floh.config', names);
  const proof = { any: credentials.text !== undefined, query: credentials.queryKeys.length > 0 };
  const needsEncoded = uses.query || proof.query || uses.bodies.has('form');
  return [
    send(uses, names, proof),
    ...(uses.helpers.has('missingOf') ? [missingOf(names.missingOf)] : []),
    ...(uses.helpers.has('pick') ? [pick(names.pick)] : []),
    ...(uses.helpers.has('route') ? [route(names.route)] : []),
    ...(uses.helpers.has('commaList') ? [commaList(names.commaList)] : []),
    ...(needsEncoded ? [encoded(names.encoded)] : []),
    ...(credentials.text === undefined ? [] : [credentials.text]),
  ];
}
