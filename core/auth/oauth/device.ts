import { setTimeout as sleep } from 'node:timers/promises';
import { type Configuration, genericGrantRequest, initiateDeviceAuthorization, ResponseBodyError } from 'openid-client';
import { authLimits } from '../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { OAuthClient, TokenSet } from '../types.ts';
import { checkAddress } from './address.ts';
import { oauthFailure } from './failures.ts';
import type { AuthorizeOptions } from './flows.ts';
import { scopeOf, tokensOf } from './grants.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
/** What `slow_down` adds to the pause, ms (RFC 8628 section 3.5). */
const SLOWER_MS = 5_000;

/** Shortest pause between two questions, ms, whatever the server says. */
const SHORTEST_MS = 1_000;

interface Polling {
  readonly deviceCode: string;
  readonly intervalMs: number;
  /** ms since the epoch. */
  readonly until: number;
}

const clock = (ms: number, signal: AbortSignal): Promise<unknown> => sleep(ms, undefined, { signal });

const said = (error: unknown): string => (error instanceof ResponseBodyError ? error.error : '');

/** False where the signal aborted meanwhile. */
async function pause(ms: number, { wait = clock, signal }: AuthorizeOptions): Promise<boolean> {
  try {
    await wait(ms, signal);
    return !signal.aborted;
  } catch {
    return false;
  }
}

async function poll(
  config: Configuration,
  client: OAuthClient,
  { deviceCode, intervalMs, until }: Polling,
  options: AuthorizeOptions,
): Promise<Result<TokenSet>> {
  let interval = intervalMs;
  for (let waited = 0; Date.now() < until && waited < until - options.startedAt; waited += interval) {
    if (!(await pause(interval, options))) return fail('input', 'cancelled', 'The authorization was cancelled.');
    try {
      const answer = await genericGrantRequest(config, GRANT, { device_code: deviceCode });
      return ok(tokensOf(answer, 'device', Date.now()));
    } catch (error) {
      if (said(error) === 'slow_down') interval += SLOWER_MS;
      else if (said(error) !== 'authorization_pending') return { ok: false, error: oauthFailure(error, client) };
    }
  }
  const seconds = Math.round((until - options.startedAt) / 1_000);
  return fail(
    'input',
    'authorization_timeout',
    `Nobody allowed the access within ${seconds} seconds, which is how long the code lives; connect again.`,
  );
}

/**
 * The device flow (RFC 8628): the person types a code at an address on any machine, meanwhile the server is asked at the pace
 * that it wants. Fails as the authorization code flow does, and with `authorization_denied` where the code came too late.
 */
export async function byDevice(
  config: Configuration,
  client: OAuthClient,
  options: AuthorizeOptions,
): Promise<Result<TokenSet>> {
  if (config.serverMetadata().device_authorization_endpoint === undefined) {
    return fail(
      'connector',
      'missing_endpoint',
      `${client.connector} names no device authorization address: set "deviceAuthorizationUrl" or "issuer" of its authentication ${client.authentication.id} in connector.json, or use another flow.`,
    );
  }
  try {
    const started = await initiateDeviceAuthorization(config, { ...scopeOf(client) });
    const address = checkAddress(started.verification_uri, 'verification address', client);
    if (!address.ok) return address;
    const lifeMs = Math.min(started.expires_in * 1_000, options.timeoutMs ?? authLimits.authorizeMs);
    const until = options.startedAt + lifeMs;
    options.report({
      kind: 'code',
      userCode: started.user_code,
      verificationUrl: address.value.href,
      expiresAt: new Date(until).toISOString(),
    });
    const stated = started.interval === undefined ? authLimits.devicePollMs : started.interval * 1_000;
    const intervalMs = Math.min(Math.max(stated, SHORTEST_MS), lifeMs);
    return await poll(config, client, { deviceCode: started.device_code, intervalMs, until }, options);
  } catch (error) {
    return { ok: false, error: oauthFailure(error, client) };
  }
}
