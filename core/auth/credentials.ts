import type { Authentication } from '../../shared/connector/manifest.ts';
import type { Header } from '../../shared/run/exchange.ts';

/** What proves who is asking, as a request carries it. */
export interface Credentials {
  readonly headers: readonly Header[];
  readonly query: readonly (readonly [name: string, value: string])[];
}

const NOTHING: Credentials = { headers: [], query: [] };

interface Key {
  readonly in: 'header' | 'query' | 'cookie';
  readonly param: string;
  readonly value: string;
}

function keys(all: readonly Key[]): Credentials {
  const cookies = all.filter((one) => one.in === 'cookie');
  const cookie = cookies.map(({ param, value }) => `${param}=${encodeURIComponent(value)}`).join('; ');
  return {
    headers: [
      ...all.filter((one) => one.in === 'header').map(({ param, value }): Header => [param, value]),
      ...(cookie === '' ? [] : [['cookie', cookie] satisfies Header]),
    ],
    query: all.filter((one) => one.in === 'query').map(({ param, value }) => [param, value] as const),
  };
}

/** Credentials of a connection for one request (FB-12); a field that is not set sends nothing. */
export function credentialsFor(
  authentication: Authentication | undefined,
  fields: Readonly<Record<string, unknown>>,
): Credentials {
  const field = (name: string): string => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const bearer = (token: string, prefix = 'Bearer'): Credentials =>
    token === '' ? NOTHING : { headers: [['authorization', `${prefix} ${token}`]], query: [] };
  switch (authentication?.type) {
    case undefined:
    case 'none':
      return NOTHING;
    case 'apiKey': {
      const first: Key = { in: authentication.in, param: authentication.param, value: field('key') };
      const also = (authentication.also ?? []).map((one): Key => ({ ...one, value: field(one.param) }));
      return keys([first, ...also].filter((one) => one.value !== ''));
    }
    case 'bearer':
      return bearer(field('token'), authentication.prefix);
    case 'oauth2':
      return bearer(field('access_token'));
    case 'basic': {
      const pair = Buffer.from(`${field('username')}:${field('password')}`).toString('base64');
      return { headers: [['authorization', `Basic ${pair}`]], query: [] };
    }
  }
}
