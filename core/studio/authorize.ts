import { oauthFlows } from '../../shared/connector/authentication.ts';
import type { OAuth2Authentication, OAuthFlow } from '../../shared/connector/manifest.ts';
import { type Failure, fail, ok, type Result } from '../../shared/result.ts';
import type { Connection } from '../../shared/run/connection.ts';
import { orCancelled } from '../auth/cancelled.ts';
import { type AuthorizeOptions, type AuthorizeStep, authorize } from '../auth/oauth/flows.ts';
import { isRenewable } from '../auth/oauth/grants.ts';
import { openServer } from '../auth/oauth/server.ts';
import type { HostRun } from '../runs/index.ts';
import type { StoredConnection } from '../workspace/types.ts';
import { describeConnection, unknownConnection } from './describe.ts';
import type { Studio, StudioData } from './index.ts';
import { readManifest } from './manifest.ts';

/** What the authorization of a connection needs of the studio. */
export type AuthorizeParts = StudioData & Pick<Studio, 'runner'>;

export interface AuthorizeRequest {
  readonly connector: string;
  /** Name of a connection that is there. */
  readonly name: string;
  /** Default: the first that the connector has. */
  readonly flow?: OAuthFlow | undefined;
  /** Port of the redirect address; any free one where absent. */
  readonly port?: number | undefined;
}

export interface AuthorizeWatch {
  readonly signal?: AbortSignal | undefined;
  /** Told what the person has to do. */
  onStep(step: AuthorizeStep | { readonly kind: 'started'; readonly run: string }): void;
  /** Time that a person has, ms; the product's limit where absent. */
  readonly timeoutMs?: number;
  /** Waits between two questions of the device flow; default: the clock. */
  readonly wait?: AuthorizeOptions['wait'];
}

interface Chosen {
  readonly connection: StoredConnection;
  readonly authentication: OAuth2Authentication;
  readonly flow: OAuthFlow;
}

function choose(studio: AuthorizeParts, { connector, name, flow }: AuthorizeRequest): Result<Chosen> {
  const manifest = readManifest(studio, connector);
  if (!manifest.ok) return manifest;
  const connection = studio.workspace.connections.get(connector, name);
  if (!connection) {
    return unknownConnection(connector, name);
  }
  const authentication = manifest.value.authentication.find((one) => one.id === connection.auth);
  if (authentication?.type !== 'oauth2') {
    return fail(
      'input',
      'not_oauth2',
      `The connection ${name} of ${connector} uses ${connection.auth}, which is not OAuth 2: there is nothing to authorize.`,
    );
  }
  const flows = oauthFlows(authentication);
  const chosen = flow ?? flows[0];
  if (chosen === undefined || !flows.includes(chosen)) {
    const there = flows.length === 0 ? 'none, so an access token must be pasted' : flows.join(', ');
    return fail(
      'input',
      'unknown_flow',
      `${connector} has no ${chosen ?? 'flow'} for ${connection.auth}; its flows are ${there}.`,
    );
  }
  return ok({ connection, authentication, flow: chosen });
}

/** Gets the tokens and keeps them; what goes wrong is the run's outcome as well. */
async function work(
  run: HostRun,
  flow: OAuthFlow,
  request: AuthorizeRequest,
  watch: AuthorizeWatch,
): Promise<Result<void>> {
  const { tokens: side, signal } = run;
  // `choose` has found flows, so there is a token server.
  if (!side) return fail('system', 'no_token_server', `${request.connector} has no token server.`);
  const server = await openServer(side.client, side.send, side.desk.discovered);
  if (!server.ok) return server;
  const authorizing = authorize(flow, server.value, side.client, {
    signal,
    startedAt: Date.now(),
    report: (step) => {
      run.note('info', step.kind === 'open' ? 'Waiting for the browser.' : 'Waiting for the code to be typed.');
      watch.onStep(step);
    },
    ...(request.port === undefined ? {} : { port: request.port }),
    ...(watch.timeoutMs === undefined ? {} : { timeoutMs: watch.timeoutMs }),
    ...(watch.wait === undefined ? {} : { wait: watch.wait }),
  });
  const tokens = await orCancelled(authorizing, signal);
  if (!tokens.ok) return tokens;
  const kept = await side.desk.keep(side.client, tokens.value);
  if (kept.ok && !isRenewable(tokens.value))
    run.note('warn', 'The server gave no refresh token: connect again when this token ends.');
  return kept;
}

/**
 * Gets the tokens of an oauth2 connection, as a run of target `authorize`: every request is on record, masked. Input failures:
 * `unknown_connection`, `not_oauth2`, `unknown_flow`, `missing_field` (client ID), `authorization_timeout`, `cancelled`; of the
 * server: `authorization_denied`, `authorization_failed`, `token_refused`, `token_failed`.
 */
export async function authorizeConnection(
  studio: AuthorizeParts,
  request: AuthorizeRequest,
  watch: AuthorizeWatch,
): Promise<Result<Connection>> {
  const chosen = choose(studio, request);
  if (!chosen.ok) return chosen;
  const { connector, name } = request;
  const { flow } = chosen.value;
  let failure: Failure | undefined;
  const started = await studio.runner.startHost(
    { connector, target: 'authorize', connection: name, input: { flow }, withoutSecrets: true },
    async (run) => {
      watch.onStep({ kind: 'started', run: run.run });
      const done = await work(run, flow, request, watch);
      if (done.ok) return { connection: name, flow };
      failure = { ...done.error, message: run.mask(done.error.message) };
      run.fail('AuthorizationError', done.error.message);
      return null;
    },
    () => undefined,
  );
  if (!started.ok) return started;
  const cancel = (): void => started.value.cancel();
  watch.signal?.addEventListener('abort', cancel, { once: true });
  if (watch.signal?.aborted) cancel();
  const { outcome, id } = await started.value.done;
  watch.signal?.removeEventListener('abort', cancel);
  if (outcome?.kind === 'cancelled') return fail('input', 'cancelled', 'The authorization was cancelled.');
  if (failure) return { ok: false, error: failure };
  if (outcome?.kind !== 'ok') {
    const reason = outcome && 'message' in outcome ? outcome.message : 'it did not end.';
    return fail('system', 'authorization_failed', `The authorization of ${name} failed: ${reason} See run ${id}.`);
  }
  const stored = studio.workspace.connections.get(connector, name);
  return stored
    ? ok(await describeConnection(studio, stored))
    : fail('input', 'connection_gone', `The connection ${name} of ${connector} was removed meanwhile.`);
}
