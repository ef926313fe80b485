import type { Authentication } from '../../shared/connector/manifest.ts';
import { literal, member, propertyKey, templateText } from './code/literal.ts';
import { type Code, object, property, statement } from './code/print.ts';

export interface CredentialsCode {
  /** Source of `credentials(…)`, undefined where no authentication sends anything. */
  readonly text: string | undefined;
  /** Query parameters that hold a key. */
  readonly queryKeys: readonly string[];
}

type ApiKey = Extract<Authentication, { type: 'apiKey' }>;

/** The keys of an authentication with the expression of each: the first is `key`, further ones are named by their parameter. */
function keysOf(authentication: ApiKey, source: string): readonly { in: ApiKey['in']; param: string; value: string }[] {
  const { in: place, param, also = [] } = authentication;
  return [
    { in: place, param, value: `${source}.key` },
    ...also.map((one) => ({ ...one, value: member(source, one.param) })),
  ];
}

/** Base64 of `user:password` in UTF-8, which btoa alone cannot do. */
const basic = (name: string): string => `/** User name and password as a header holds them, in UTF-8. */
function ${name}(username, password) {
  const bytes = new TextEncoder().encode(\`\${username ?? ''}:\${password ?? ''}\`);
  return btoa(String.fromCharCode(...bytes));
}`;

function apiKeyProof(authentication: ApiKey, source: string): Code {
  const keys = keysOf(authentication, source);
  const at = (place: ApiKey['in']): readonly Code[] =>
    keys.filter((one) => one.in === place).map((one) => property(propertyKey(one.param), one.value));
  const cookies = keys
    .filter((one) => one.in === 'cookie')
    .map(({ param, value }) => `${templateText(param)}=\${encodeURIComponent(${value})}`);
  const headers = [...at('header'), ...(cookies.length > 0 ? [property('cookie', `\`${cookies.join('; ')}\``)] : [])];
  return object([
    ...(headers.length > 0 ? [property('headers', object(headers))] : []),
    ...(at('query').length > 0 ? [property('query', object(at('query')))] : []),
  ]);
}

/** What one authentication adds to a request; `source` is the object that holds the credentials (FB-12). */
function proofOf(authentication: Authentication, source: string, basicName: string): Code {
  const authorization = (value: string): Code => object([property('headers', object([`authorization: ${value}`]))]);
  switch (authentication.type) {
    case 'none':
      return '{}';
    case 'apiKey':
      return apiKeyProof(authentication, source);
    case 'bearer':
      return authorization(`\`${templateText(authentication.prefix ?? 'Bearer')} \${${source}.token}\``);
    case 'basic':
      return authorization(`\`Basic \${${basicName}(${source}.username, ${source}.password)}\``);
    case 'oauth2':
      return authorization(`\`Bearer \${${source}.access_token}\``);
  }
}

/**
 * `credentials(…)` of a connector: what proves who is asking, by the authentication that the connection uses. `withAnyone` adds a
 * way without credentials, for what is public.
 */
export function credentialsCode(
  authentication: readonly Authentication[],
  source: 'account' | 'floh.config',
  names: { readonly credentials: string; readonly basic: string } = { credentials: 'credentials', basic: 'basic' },
  withAnyone = false,
): CredentialsCode {
  const queryKeys = authentication.flatMap((one) =>
    one.type === 'apiKey' ? keysOf(one, source).flatMap((key) => (key.in === 'query' ? [key.param] : [])) : [],
  );
  if (authentication.every((one) => one.type === 'none')) return { text: undefined, queryKeys };
  const parameter = source === 'account' ? 'account' : '';
  const [only] = authentication;
  const cases = authentication.map(
    (one) => `    case ${literal(one.id)}:\n${statement(['return ', proofOf(one, source, names.basic)], 6)}`,
  );
  const anyone = withAnyone && !authentication.some((one) => one.id === 'none');
  const body =
    only && authentication.length === 1
      ? [
          ...(anyone ? [`  if (${source}.auth === 'none') return {};`] : []),
          statement(['return ', proofOf(only, source, names.basic)], 2),
        ].join('\n')
      : `  switch (${source}.auth) {
${[...cases, ...(anyone ? ["    case 'none':\n      return {};"] : [])].join('\n')}
    default:
      throw new Error(\`This connector knows no authentication \${${source}.auth}.\`);
  }`;
  const text = `/** What proves who is asking, by the authentication that the connection uses. */
function ${names.credentials}(${parameter}) {
${body}
}`;
  const needsBasic = authentication.some((one) => one.type === 'basic');
  return { text: needsBasic ? `${text}\n\n${basic(names.basic)}` : text, queryKeys };
}
