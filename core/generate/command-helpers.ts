import type { Authentication } from '../../shared/connector/manifest.ts';
import { type Code, object, print, statement } from './code/print.ts';
import type { Helper, HelperNames } from './command-names.ts';
import type { BodyKind, CommandPlan } from './command-plan.ts';
import { textHelpers } from './command-texts.ts';
import { acceptHeader, commonHeaders } from './common-code.ts';
import { credentialsCode } from './credentials-code.ts';
import { methodOf } from './places.ts';
import { serverOf } from './request-code.ts';
import type { Common } from './settings.ts';

/** What commands.js is made for: helpers have no branch for anything else. */
export interface HelperParts {
  readonly plans: readonly CommandPlan[];
  readonly authentication: readonly Authentication[];
  readonly common: Common;
  readonly names: HelperNames;
  /** True for a helper that some command calls. */
  isUsed(helper: Helper): boolean;
  /** True where a command names a media type of its own. */
  readonly typed: boolean;
}

/** The call of one method; a method that floh.http has no function for goes by `request` (FL-32). */
function transport(method: string, withBody: boolean): string {
  switch (method) {
    case 'GET':
      if (!withBody) return 'floh.http.get(url, headers)';
      break;
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

function transportCode(plans: readonly CommandPlan[]): readonly string[] {
  const methods = new Set(plans.map((plan) => methodOf(plan.command.operation)));
  const withBody = new Set(plans.flatMap((plan) => (plan.body ? [methodOf(plan.command.operation)] : [])));
  const calls = Map.groupBy([...methods].sort(), (method) => transport(method, withBody.has(method)));
  const [only] = calls.keys();
  if (only !== undefined && calls.size === 1) return [`  const response = ${only};`];
  const entries = [...calls].flatMap(([code, names]) => names.map((name) => `    ${name}: () => ${code},`));
  return ['  const calls = {', ...entries, '  };', '  const response = calls[method]();'];
}

const VALUES: Readonly<Record<BodyKind, (names: HelperNames) => string>> = {
  json: () => 'JSON.stringify(json)',
  form: (names) => `${names.encoded}(form)`,
  text: () => 'String(text)',
  bytes: (names) => `${names.bytesOf}(bytes)`,
  multipart: () => 'parts.body',
};

const TYPES: Readonly<Record<BodyKind, string>> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain',
  bytes: 'application/octet-stream',
  multipart: 'multipart/form-data',
};

function bodyLines(kinds: ReadonlySet<BodyKind>, files: boolean, { names, typed }: HelperParts): readonly string[] {
  const lines: string[] = kinds.size > 0 ? ['  let body;'] : [];
  for (const kind of ['json', 'form', 'text', 'bytes', 'multipart'] as const) {
    if (!kinds.has(kind)) continue;
    lines.push(`  if (${kind} !== undefined) {`);
    if (kind === 'multipart')
      lines.push(`    const parts = ${names.partsOf}(multipart${files ? ', files ?? []' : ''});`);
    lines.push(`    body = ${VALUES[kind](names)};`);
    const standard = kind === 'multipart' ? 'parts.type' : `'${TYPES[kind]}'`;
    lines.push(
      `    headers['content-type'] = ${typed && kind !== 'multipart' ? `type ?? ${standard}` : standard};`,
      '  }',
    );
  }
  return lines;
}

/** Names that a request of `send` may hold. */
function optionNames({ plans, typed }: HelperParts, kinds: ReadonlySet<BodyKind>, files: boolean): readonly string[] {
  const has = (place: string): boolean => plans.some((plan) => plan.params.some((param) => param.in === place));
  return [
    ...(has('query') ? ['query'] : []),
    ...(has('header') ? ['headers: extra'] : []),
    ...[...kinds].sort(),
    ...(files ? ['files'] : []),
    ...(typed ? ['type'] : []),
  ];
}

function send(parts: HelperParts, proof: { readonly any: boolean; readonly query: boolean }): string {
  const { plans, names, common } = parts;
  const kinds = new Set(plans.flatMap((plan) => (plan.body ? [plan.body] : [])));
  const files = plans.some((plan) => plan.body === 'multipart' && plan.params.some((one) => one.format === 'binary'));
  const options = optionNames(parts, kinds, files);
  const hasQuery = options.includes('query');
  const added = proof.query ? `{ ${hasQuery ? '...query, ' : ''}...proof.query }` : undefined;
  const query = added ?? (hasQuery ? 'query ?? {}' : undefined);
  const headers: readonly Code[] = [
    ...acceptHeader(common),
    ...commonHeaders(common, 'floh.config'),
    ...(options.includes('headers: extra') ? ['...extra'] : []),
    ...(proof.any ? ['...proof.headers'] : []),
  ];
  const ownServers = plans.some((plan) => serverOf(plan.command) !== '');
  const base = "floh.config.baseUrl.replace(/\\/+$/, '') + path";
  const noBody =
    kinds.size === 0 && plans.some((plan) => !['GET', 'DELETE'].includes(methodOf(plan.command.operation)));
  return [
    '/** Sends a request and tells its outcome. */',
    `function ${names.send}(method, path${options.length > 0 ? ', request' : ''}) {`,
    ...(options.length > 0 ? [statement(['const ', object(options), ' = request ?? {}'], 2)] : []),
    ...(proof.any ? [`  const proof = ${names.credentials}();`] : []),
    ...(query === undefined ? [] : [`  const search = ${names.encoded}(${query});`]),
    `  const ${query === undefined ? 'url' : 'base'} = ${ownServers ? `/^https?:/.test(path) ? path : ${base}` : base};`,
    ...(query !== undefined
      ? ["  const url = search === '' ? base : base + (path.includes('?') ? '&' : '?') + search;"]
      : []),
    `  ${print(['const headers = ', object(headers), ';'], 2)}`,
    ...(noBody ? ['  const body = undefined;'] : bodyLines(kinds, files, parts)),
    ...transportCode(plans),
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
export function commandHelpers(parts: HelperParts): readonly string[] {
  const { plans, authentication, names, isUsed } = parts;
  const credentials = credentialsCode(authentication, 'floh.config', names);
  const proof = { any: credentials.text !== undefined, query: credentials.queryKeys.length > 0 };
  const code = send(parts, proof);
  const isCalled = (helper: Helper): boolean => isUsed(helper) || code.includes(`${names[helper]}(`);
  const files = plans.some((plan) => plan.body === 'multipart' && plan.params.some((one) => one.format === 'binary'));
  return [
    code,
    ...textHelpers(names, files).flatMap(([helper, text]) => (isCalled(helper) ? [text] : [])),
    ...(credentials.text === undefined ? [] : [credentials.text]),
  ];
}
