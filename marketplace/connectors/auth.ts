import { type InstallAuth, type InstallAuthType, installAuthType } from '../../shared/connector/install-form.ts';
import type { Authentication, Manifest } from '../../shared/connector/manifest.ts';
import { type Refusal, refuse } from '../errors.ts';
import type { Credentials } from './credentials.ts';

/** The first authentication of the type (FC-43). */
export function chooseAuthentication({ authentication }: Manifest, type: InstallAuthType): Authentication | Refusal {
  const chosen = authentication.find((one) => installAuthType(one) === type);
  if (chosen) return chosen;
  const there = [...new Set(authentication.map(installAuthType))].join(' or ');
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
export function credentialsOf(authentication: Authentication, auth: InstallAuth): Credentials | Refusal {
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
export function hintOf(auth: InstallAuth): string | null {
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
