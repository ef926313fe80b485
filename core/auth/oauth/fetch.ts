import type { CustomFetch, CustomFetchOptions } from 'openid-client';
import { authLimits } from '../../../shared/limits.ts';
import type { Header } from '../../../shared/run/exchange.ts';
import type { HttpResponse } from '../../network/index.ts';
import type { OAuthClient, TokenSend } from '../types.ts';
import { checkAddress } from './address.ts';
import { TokenRequestError } from './failures.ts';

const JSON_TYPE = 'application/json';

/** The OAuth library sends forms and nothing else. */
function bodyOf(body: CustomFetchOptions['body']): Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string' || body instanceof URLSearchParams) return new TextEncoder().encode(String(body));
  if (body instanceof Uint8Array) return new Uint8Array(body);
  throw new TokenRequestError({ code: 'bad_body', message: 'The request has a body that cannot be sent.' });
}

/** A JSON object, or the form that some servers answer with whatever they were asked for; undefined for anything else. */
function membersOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return /^[\w.-]+=/.test(text) ? Object.fromEntries(new URLSearchParams(text)) : undefined;
  }
}

/**
 * A token server's answer as the standard has it. Many are not: a form instead of JSON, no `token_type`, an error with status
 * 200. The ID token is left out: the studio asks for access, not for who the person is, and could not check it without the
 * issuer's keys.
 */
function standardAnswer(response: HttpResponse): Response {
  const { status } = response;
  const members = membersOf(Buffer.from(response.body).toString());
  const headers = new Headers();
  for (const [name, value] of response.headers) if (name.toLowerCase() === 'retry-after') headers.set(name, value);
  if (!members)
    return new Response(status === 204 || status === 304 ? null : new Uint8Array(response.body), { status });
  const { id_token: _idToken, ...rest } = members;
  const isToken = typeof rest.access_token === 'string';
  const body = isToken && rest.token_type === undefined ? { ...rest, token_type: 'bearer' } : rest;
  const isError = status === 200 && !isToken && typeof rest.error === 'string';
  headers.set('content-type', JSON_TYPE);
  return new Response(JSON.stringify(body), { status: isError ? 400 : status, headers });
}

/** Lets the OAuth library send through the network of a run and nowhere else. It throws `TokenRequestError`. */
export const tokenFetch =
  (client: OAuthClient, send: TokenSend, timeoutMs: number = authLimits.tokenMs): CustomFetch =>
  async (address, { method, headers, body }) => {
    const url = checkAddress(address, 'token address', client);
    if (!url.ok) throw new TokenRequestError(url.error);
    const content = bodyOf(body);
    const reply = await send({
      method,
      url: url.value.href,
      // The studio says who it is in the same way with every request.
      headers: Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'user-agent') satisfies Header[],
      ...(content === undefined ? {} : { body: content }),
      initiator: { kind: 'studio', purpose: 'token' },
      timeoutMs,
    });
    if (reply.kind === 'failure') throw new TokenRequestError(reply);
    return standardAnswer(reply);
  };
