import type { Authentication } from '../../shared/connector/manifest.ts';
import { literal, propertyKey, templateText } from './code/literal.ts';
import { type Code, object, statement } from './code/print.ts';

export interface CredentialsCode {
  /** Source of `credentials(…)`, undefined where no authentication sends anything. */
  readonly text: string | undefined;
  /** Query parameters that hold a key. */
  readonly queryKeys: readonly string[];
}

/** Base64 of `user:password` in UTF-8, which btoa alone cannot do. */
const basic = (name: string): string => `/** User name and password as a header holds them, in UTF-8. */
function ${name}(username, password) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(\`\${username}:\${password ?? ''}\`)));
}`;

/** What one authentication adds to a request; `source` is the object that holds the credentials (FB-12). */
function proofOf(authentication: Authentication, source: string, basicName: string): Code {
  const header = (name: string, value: string): Code =>
    object([['headers: ', object([`${propertyKey(name)}: ${value}`])]]);
  switch (authentication.type) {
    case 'none':
      return '{}';
    case 'apiKey':
      if (authentication.in === 'header') return header(authentication.param, `${source}.key`);
      if (authentication.in === 'query') {
        return object([['query: ', object([`${propertyKey(authentication.param)}: ${source}.key`])]]);
      }
      return header('cookie', `${literal(`${authentication.param}=`)} + encodeURIComponent(${source}.key)`);
    case 'bearer':
      return header('authorization', `\`${templateText(authentication.prefix ?? 'Bearer')} \${${source}.token}\``);
    case 'basic':
      return header('authorization', `\`Basic \${${basicName}(${source}.username, ${source}.password)}\``);
    case 'oauth2':
      return header('authorization', `\`Bearer \${${source}.access_token}\``);
  }
}

/** `credentials(…)` of a connector: what proves who is asking, by the authentication that the connection uses. */
export function credentialsCode(
  authentication: readonly Authentication[],
  source: 'account' | 'floh.config',
  names: { readonly credentials: string; readonly basic: string } = { credentials: 'credentials', basic: 'basic' },
): CredentialsCode {
  const queryKeys = authentication.flatMap((one) => (one.type === 'apiKey' && one.in === 'query' ? [one.param] : []));
  if (authentication.every((one) => one.type === 'none')) return { text: undefined, queryKeys };
  const parameter = source === 'account' ? 'account' : '';
  const [only] = authentication;
  const body =
    only && authentication.length === 1
      ? statement(['return ', proofOf(only, source, names.basic)], 2)
      : `  switch (${source}.auth) {
${authentication.map((one) => `    case ${literal(one.id)}:\n${statement(['return ', proofOf(one, source, names.basic)], 6)}`).join('\n')}
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
