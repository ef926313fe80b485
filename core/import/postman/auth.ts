import { asArray, asObject, isObject, type JsonObject, own, textAt } from '../json.ts';
import { pointerTo, quote } from '../quote.ts';
import type { AuthFinding } from '../requests/auth.ts';
import type { FoundSecrets } from '../requests/secret-places.ts';
import type { Warnings } from '../warnings.ts';
import type { Scope } from './variables.ts';

/** What an `auth` block says: a way to prove who is asking, that nothing is proven, or one that cannot be used. */
export type AuthBlock =
  | { readonly kind: 'found'; readonly auth: AuthFinding }
  | { readonly kind: 'none' }
  | { readonly kind: 'unsupported' };

/** Attributes of an auth type: v2.1 lists them, v2.0 has an object (PM-3). */
function attributesOf(block: JsonObject, type: string): ReadonlyMap<string, unknown> {
  const stated = own(block, type);
  if (isObject(stated)) return new Map(Object.entries(stated));
  return new Map(
    asArray(stated).flatMap((entry) => {
      const key = isObject(entry) ? textAt(entry, 'key') : undefined;
      return isObject(entry) && key !== undefined ? [[key, own(entry, 'value')]] : [];
    }),
  );
}

const FLOWS: ReadonlyMap<string, string> = new Map([
  ['authorization_code', 'authorizationCode'],
  ['authorization_code_with_pkce', 'authorizationCode'],
  ['implicit', 'implicit'],
  ['password_credentials', 'password'],
  ['password', 'password'],
  ['client_credentials', 'clientCredentials'],
]);

interface AuthContext {
  readonly scope: Scope;
  readonly warnings: Warnings;
  readonly secrets: FoundSecrets;
}

/** Attributes that hold a credential rather than say how one is sent. */
export const CREDENTIALS: ReadonlySet<string> = new Set([
  'token',
  'password',
  'value',
  'accessToken',
  'refreshToken',
  'clientSecret',
  'consumerSecret',
  'tokenSecret',
  'secretKey',
  'accessKey',
  'authKey',
  'secret',
]);

/** True for a credential that is written out instead of left to a variable; `Bearer` alone is none. */
export const isLiteral = (text: string): boolean =>
  text.trim() !== '' && !/\{\{.*\}\}|<.*>/.test(text) && !/^(?:bearer|basic|token)$/i.test(text.trim());

function oauth2(attributes: ReadonlyMap<string, unknown>, pointer: string, scope: Scope): AuthFinding {
  const text = (key: string): string | undefined => {
    const value = attributes.get(key);
    const resolved = typeof value === 'string' && value !== '' ? scope.resolve(value) : undefined;
    return resolved && resolved.open.length === 0 ? resolved.text : undefined;
  };
  const flow = FLOWS.get(text('grant_type') ?? '');
  const authorizationUrl = text('authUrl');
  const tokenUrl = text('accessTokenUrl');
  const flows = flow ?? (authorizationUrl !== undefined && tokenUrl !== undefined ? 'authorizationCode' : undefined);
  const scopes = text('scope')
    ?.split(/[\s,]+/)
    .filter((one) => one !== '');
  return {
    type: 'oauth2',
    pointer,
    flows: flows === undefined ? [] : [flows],
    ...(authorizationUrl === undefined ? {} : { authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(scopes === undefined || scopes.length === 0 ? {} : { scopes }),
  };
}

function apiKey(attributes: ReadonlyMap<string, unknown>, pointer: string, context: AuthContext): AuthBlock {
  const stated = attributes.get('key');
  const name = typeof stated === 'string' ? context.scope.resolve(stated) : undefined;
  if (!name || name.text.trim() === '' || name.open.length > 0) {
    context.warnings.add(
      'unsupported_security',
      pointer,
      'This API key has no name of its header or query parameter, so it cannot be sent; name it in the collection.',
    );
    return { kind: 'unsupported' };
  }
  const place = attributes.get('in') === 'query' ? 'query' : 'header';
  return { kind: 'found', auth: { type: 'apiKey', in: place, name: name.text.trim(), pointer } };
}

/** Reads an `auth` block; undefined where there is none and the next one outside counts (PM-3, PM-4). Where it holds a credential is noted, the credential is not. */
export function readAuthBlock(value: unknown, pointer: string, context: AuthContext): AuthBlock | undefined {
  const block = asObject(value);
  const type = block && textAt(block, 'type');
  if (!block || type === undefined || type === 'inherit') return undefined;
  const attributes = attributesOf(block, type);
  for (const [key, secret] of attributes) {
    if (CREDENTIALS.has(key) && typeof secret === 'string' && isLiteral(secret)) context.secrets.add(pointer);
  }
  switch (type) {
    case 'noauth':
      return { kind: 'none' };
    case 'basic':
    case 'bearer':
      return { kind: 'found', auth: { type, pointer } };
    case 'apikey':
      return apiKey(attributes, pointer, context);
    case 'oauth2':
      return { kind: 'found', auth: oauth2(attributes, pointer, context.scope) };
    default:
      context.warnings.add(
        'unsupported_security',
        pointerTo(pointer, 'type'),
        `The authentication ${quote(type)} signs every request anew, which a connection cannot do; choose another one or write it in functions/utility.js.`,
      );
      return { kind: 'unsupported' };
  }
}
