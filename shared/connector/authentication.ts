import type { Authentication, ConnectionField, Manifest } from './manifest.ts';

/** A field of the form that makes a connection. */
export interface AuthField {
  readonly id: string;
  readonly title: string;
  readonly secret: boolean;
  readonly required: boolean;
}

/**
 * The credentials one authentication asks for. Ids: apiKey → `key` and the name of each
 * further key; bearer → `token`; basic → `username`, `password`;
 * oauth2 → `access_token` (FB-12).
 */
export function authFields(authentication: Authentication): readonly AuthField[] {
  switch (authentication.type) {
    case 'none':
      return [];
    case 'apiKey':
      return [
        { id: 'key', title: 'API key', secret: true, required: true },
        ...(authentication.also ?? []).map(({ param }) => ({ id: param, title: param, secret: true, required: true })),
      ];
    case 'bearer':
      return [{ id: 'token', title: 'Token', secret: true, required: true }];
    case 'basic':
      return [
        { id: 'username', title: 'User name', secret: false, required: true },
        { id: 'password', title: 'Password', secret: true, required: false },
      ];
    case 'oauth2':
      return [{ id: 'access_token', title: 'Access token', secret: true, required: true }];
  }
}

const isSecret = (field: ConnectionField): boolean => field.type === 'secret';

/** All fields of a connection: the credentials of the chosen authentication, then the connector's own settings. */
export function connectionFields(manifest: Manifest, authId: string): readonly AuthField[] {
  const authentication = manifest.authentication.find((one) => one.id === authId);
  const settings = Object.entries(manifest.connectionConfig).map(([id, field]) => ({
    id,
    title: field.title ?? id,
    secret: isSecret(field),
    required: field.required === true && field.default === undefined,
  }));
  return [...(authentication ? authFields(authentication) : []), ...settings];
}
