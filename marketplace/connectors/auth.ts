import { z } from 'zod';
import { oauthFlows } from '../../shared/connector/authentication.ts';
import type { Authentication, Manifest } from '../../shared/connector/manifest.ts';
import { marketplaceLimits } from '../../shared/limits.ts';
import { type Refusal, refuse } from '../errors.ts';
import type { Credentials } from './credentials.ts';

const secret = z.string().min(1).max(marketplaceLimits.secretChars);

/**
 * Credentials as they are sent, once and never back (FC-49). Beyond the statements: `keys` of an api_key holds the further
 * keys of a source that wants several, by their parameter; oauth2 names the client that was registered at the source;
 * `none` is for a source without credentials.
 */
export const authSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('api_key'), key: secret, keys: z.record(z.string(), secret).optional() }),
  z.strictObject({
    type: z.literal('basic'),
    username: z.string().max(marketplaceLimits.secretChars),
    password: z.string().max(marketplaceLimits.secretChars),
  }),
  z.strictObject({
    type: z.literal('oauth2'),
    client_id: secret.optional(),
    client_secret: secret.optional(),
    scopes: secret.optional(),
  }),
  z.strictObject({ type: z.literal('none') }),
]);
export type Auth = z.infer<typeof authSchema>;
export type AuthType = Auth['type'];

/**
 * What an authentication of a manifest is called here. A token, and an OAuth token that only can be pasted, is a key: one text
 * that proves who is asking.
 */
export function authTypeOf(authentication: Authentication): AuthType {
  switch (authentication.type) {
    case 'none':
    case 'basic':
      return authentication.type;
    case 'apiKey':
    case 'bearer':
      return 'api_key';
    case 'oauth2': {
      const flows = oauthFlows(authentication);
      return flows.includes('authorizationCode') || flows.includes('clientCredentials') ? 'oauth2' : 'api_key';
    }
  }
}

/** The first authentication of the type (FC-43). */
export function chooseAuthentication({ authentication }: Manifest, type: AuthType): Authentication | Refusal {
  const chosen = authentication.find((one) => authTypeOf(one) === type);
  if (chosen) return chosen;
  const there = [...new Set(authentication.map(authTypeOf))].join(' or ');
  return refuse(400, 'invalid_parameter', `auth.type: this listing wants ${there}, not ${type}.`);
}

/** Field of the one secret of an api_key. */
const keyField = ({ type }: Authentication): string =>
  type === 'apiKey' ? 'key' : type === 'bearer' ? 'token' : 'access_token';

/** What is wrong with the further keys; undefined where they are those that the source wants. */
function keysRefusal(authentication: Authentication, given: Readonly<Record<string, string>>): Refusal | undefined {
  const wanted = authentication.type === 'apiKey' ? (authentication.also ?? []).map(({ param }) => param) : [];
  const missing = wanted.find((param) => !Object.hasOwn(given, param));
  if (missing !== undefined)
    return refuse(400, 'invalid_parameter', `auth.keys: the source wants a further key ${missing}.`);
  const unknown = Object.keys(given).find((name) => !wanted.includes(name));
  if (unknown === undefined) return undefined;
  return refuse(400, 'invalid_parameter', `auth.keys: the source knows no key ${unknown.slice(0, 100)}.`);
}

/** The credentials as the connector knows them. */
export function credentialsOf(authentication: Authentication, auth: Auth): Credentials | Refusal {
  switch (auth.type) {
    case 'none':
      return { fields: {}, secrets: {} };
    case 'basic':
      return { fields: { username: auth.username }, secrets: { password: auth.password } };
    case 'api_key': {
      const { key, keys = {} } = auth;
      return keysRefusal(authentication, keys) ?? { fields: {}, secrets: { ...keys, [keyField(authentication)]: key } };
    }
    case 'oauth2': {
      const { client_id, client_secret, scopes } = auth;
      return {
        fields: { ...(client_id === undefined ? {} : { client_id }), ...(scopes === undefined ? {} : { scopes }) },
        secrets: client_secret === undefined ? {} : { client_secret },
      };
    }
  }
}

/** Enough stays hidden from here on. */
const SHOWN_FROM = 12;

/**
 * A secret as a person recognises it (FC-50): its first word where it begins with one of up to 8 letters and digits before `_`,
 * and its last two characters; of less than 12 characters nothing.
 */
export function maskOf(text: string): string {
  if (text.length < SHOWN_FROM) return '****';
  return `${/^[A-Za-z][A-Za-z0-9]{0,7}_/.exec(text)?.[0] ?? ''}****${text.slice(-2)}`;
}

/** The hint of credentials; of a user and of a registered client their name stands for the secret. */
export function hintOf(auth: Auth): string | null {
  switch (auth.type) {
    case 'api_key':
      return maskOf(auth.key);
    case 'basic':
      return maskOf(auth.username);
    case 'oauth2':
      return auth.client_id === undefined ? null : maskOf(auth.client_id);
    case 'none':
      return null;
  }
}
