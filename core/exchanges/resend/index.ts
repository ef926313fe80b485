import { authFields } from '../../../shared/connector/authentication.ts';
import type { Authentication } from '../../../shared/connector/manifest.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RunEvent } from '../../../shared/run/run.ts';
import { credentialsFor } from '../../auth/credentials.ts';
import { chooseConnection } from '../../runs/access.ts';
import type { HostRun, Runner, StartedRun } from '../../runs/index.ts';
import { readSource } from '../../runs/source.ts';
import type { Workspace } from '../../workspace/types.ts';
import { bodiesOf, storedExchange } from '../stored.ts';
import { notGiven, type Resendable, type ResendEdits, resendable } from './request.ts';

export type { ResendEdits } from './request.ts';

/** Target of the run that a resent request is recorded in. */
export const RESEND = 'resend';

export interface ResendRequest {
  /** Id of a recorded exchange. */
  readonly exchange: string;
  readonly edits: ResendEdits;
  /** Name of a connection; absent = that of the recorded run, or the only one there is. */
  readonly connection?: string | undefined;
}

/** What a resent request came to; the result of its run. */
export interface Resent {
  /** Id of the exchange that answered, the last of its redirects; null where nothing was sent. */
  readonly exchange: string | null;
  readonly status: number | null;
  readonly error?: { readonly code: string; readonly message: string };
}

interface ResendParts {
  readonly workspace: Workspace;
  readonly runner: Runner;
}

/** Credentials as far as they can be foreseen without a secret: where they will be sent. */
const foreseen = (authentication: Authentication | undefined) =>
  credentialsFor(
    authentication,
    Object.fromEntries((authentication ? authFields(authentication) : []).map(({ id }) => [id, 'x'])),
  );

/** Checks, before anything is sent or recorded, that the connection gives back whatever was masked. */
function checkGiven(
  workspace: Workspace,
  connector: string,
  connection: string | undefined,
  request: Resendable,
): Result<void> {
  const chosen = chooseConnection(workspace, connector, connection);
  if (!chosen.ok) return chosen;
  const source = readSource(workspace, { connector, target: RESEND });
  if (!source.ok) return source;
  const authentication = source.value.manifest.authentication.find((one) => one.id === chosen.value?.auth);
  const lacking = notGiven(request, foreseen(authentication));
  if (lacking === undefined) return ok(undefined);
  const who = chosen.value ? `the connection ${chosen.value.name} does not send it` : `${connector} has no connection`;
  return fail(
    'input',
    'masked_value',
    `A secret was masked in ${lacking}, and ${who}: give it anew, choose another connection, or take it out.`,
  );
}

async function send(run: HostRun, request: Resendable, exchange: string): Promise<Resent> {
  const { method, url, headers, body, masked } = request;
  const hasCredentials = masked.headers.length + masked.query.length > 0;
  const reply = await run.send({
    ...{ method, url, headers },
    ...(body ? { body } : {}),
    initiator: { kind: 'studio', purpose: 'resend' },
    replayOf: exchange,
    // What was masked is added on the way as to any request; one that went without credentials goes without them again.
    ...(hasCredentials ? {} : { auth: false }),
  });
  const id = reply.exchange ?? null;
  if (reply.kind === 'response') return { exchange: id, status: reply.status };
  return { exchange: id, status: null, error: { code: reply.code, message: run.mask(reply.message) } };
}

/**
 * Sends a recorded request again, with edits, as a run of target `resend`: with the credentials of its connection where they
 * were masked, and to no other hosts than that connection may reach. Input failures: `unknown_exchange`, `masked_value`,
 * `bad_url`, `no_body`, and those of `Runner.startHost`. A refused or lost request is the run's result.
 */
export async function startResend(
  { workspace, runner }: ResendParts,
  { exchange: id, edits, connection }: ResendRequest,
  onEvent: (events: readonly RunEvent[]) => void,
): Promise<Result<StartedRun>> {
  const exchange = storedExchange(workspace, id);
  if (!exchange.ok) return exchange;
  const recorded = workspace.runs.get(exchange.value.run);
  if (!recorded.ok) return recorded;
  const { requestBody } = exchange.value;
  const request = resendable(exchange.value, requestBody && bodiesOf(workspace)(requestBody.id), edits);
  if (!request.ok) return request;
  const { connector } = recorded.value;
  const account = connection ?? recorded.value.connection ?? undefined;
  const given = checkGiven(workspace, connector, account, request.value);
  if (!given.ok) return given;
  const { method, url } = request.value;
  return runner.startHost(
    { connector, target: RESEND, connection: account, input: { exchange: id, method, url } },
    (run) => send(run, request.value, id),
    onEvent,
  );
}
