import type { Initiator } from '../../shared/run/exchange.ts';
import type { Masker } from './masker.ts';

/** Members of token requests and answers that prove something to whoever reads them (RFC 6749, 7636, 8628, 7009). */
const SECRET_MEMBERS: ReadonlySet<string> = new Set([
  'access_token',
  'assertion',
  'client_assertion',
  'client_secret',
  'code',
  'code_verifier',
  'device_code',
  'id_token',
  'refresh_token',
  'token',
]);

type Member = readonly [name: string, value: unknown];

/**
 * Members of a JSON value at any depth, however deep: some servers wrap their tokens. `code` is the error's number there.
 */
function* jsonMembers(value: unknown): Generator<Member> {
  const open = [value];
  for (let one = open.pop(); open.length > 0 || one !== undefined; one = open.pop()) {
    if (typeof one !== 'object' || one === null) continue;
    for (const [name, inner] of Object.entries(one)) {
      if (name !== 'code') yield [name, inner];
      open.push(inner);
    }
  }
}

function members(text: string): Iterable<Member> {
  try {
    return jsonMembers(JSON.parse(text));
  } catch {
    return new URLSearchParams(text);
  }
}

/**
 * Teaches the masker the secrets of a token request or its answer before they are written down: nobody could have listed
 * them earlier (A105). Does nothing for a request that is not the studio's own for a token.
 */
export function learnTokens(masker: Masker, initiator: Initiator | undefined, body: Uint8Array | undefined): void {
  if (initiator?.kind !== 'studio' || initiator.purpose !== 'token' || !body || body.byteLength === 0) return;
  for (const [name, value] of members(Buffer.from(body).toString())) {
    if (SECRET_MEMBERS.has(name) && typeof value === 'string') masker.add(value);
  }
}
