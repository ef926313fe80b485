import type { CallEnd } from '../../core/runs/calls/tool-calls.ts';
import { verdictOf } from '../../core/runs/calls/verdict.ts';
import { createRunner, type HostRun, type StartedRun } from '../../core/runs/index.ts';
import type { SecretStore } from '../../core/vault/types.ts';
import type { StoredConnection } from '../../core/workspace/types.ts';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { marketplaceLimits } from '../../shared/limits.ts';
import { type Failure, fail, type Result } from '../../shared/result.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import type { Outcome, RunDetail } from '../../shared/run/run.ts';
import type { Calls } from './calls.ts';
import { grantsFor } from './grants.ts';
import { memoryData } from './memory.ts';

/** A connector with the account that it is to act for. */
export interface Subject {
  readonly tenant: string;
  /** Id and name of the instance. */
  readonly id: string;
  readonly name: string;
  readonly files: readonly ConnectorFile[];
  readonly manifest: Manifest;
  /** Id of the authentication in the manifest. */
  readonly auth: string;
  /** Settings that are no secrets. */
  readonly fields: StoredConnection['fields'];
  /** Names of its secrets. */
  readonly secretFields: readonly string[];
  readonly secrets: SecretStore;
}

/** Calls of one connector, one after another. */
export interface Session {
  /** Calls a function or a command, for `marketplaceLimits.callMs` at most. */
  call(target: string, input?: Readonly<Record<string, unknown>>): Promise<CallEnd>;
  /** Does work of the server itself with the network of the connector; what fails is masked. */
  host<T>(target: string, work: (run: HostRun) => Promise<Result<T>>): Promise<Result<T>>;
  /** The settings as they are now: new tokens note when they end. */
  fields(): StoredConnection['fields'];
}

/** The studio speaks of its own commands there; whoever has the connector installed knows others. */
export const outcomeForInstance = (outcome: Outcome | null): Outcome | null =>
  outcome?.kind === 'error'
    ? {
        ...outcome,
        message: outcome.message.replace(/; connect again.*$/s, '; authorize the connector again.'),
      }
    : outcome;

/** Grace for what a call waits for outside of its code, such as a token, ms. */
const GRACE_MS = 5_000;

async function endOf(
  started: StartedRun,
  wallMs: number,
): Promise<{ readonly run: RunDetail; readonly late: boolean }> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    started.cancel();
  }, wallMs + GRACE_MS);
  const run = await started.done;
  clearTimeout(timer);
  return { run, late };
}

const startFailure = ({ message }: Failure): CallEnd => ({
  verdict: { kind: 'failed', code: 'connector_failed', message },
  latencyMs: 0,
});

function connectionOf(subject: Subject, calls: Calls): StoredConnection {
  const { id, name, manifest, auth, fields, secretFields } = subject;
  const authentication = manifest.authentication.find((one) => one.id === auth);
  const baseUrl = fields.baseUrl ?? manifest.connectionConfig.baseUrl?.default;
  const now = new Date().toISOString();
  return {
    ...{ id, name, auth, fields, connector: manifest.id },
    secretFields: secretFields.map((field) => ({ field })),
    allowedHosts: grantsFor(calls.allowedHosts, manifest, authentication, baseUrl),
    ...{ createdAt: now, updatedAt: now },
  };
}

/**
 * Opens a connector, works with it and closes it again. undefined where the server is too busy: nothing was done then.
 * Whatever is not ended by its own limits is ended with the session.
 */
export async function inSession<T>(
  calls: Calls,
  subject: Subject,
  work: (session: Session) => Promise<T>,
): Promise<T | undefined> {
  const leave = await calls.gate.enter(subject.tenant);
  if (!leave) return undefined;
  const { callMs } = marketplaceLimits;
  const { files, manifest, secrets, name } = subject;
  const data = memoryData(files, connectionOf(subject, calls));
  const runner = createRunner({ workspace: data, vault: secrets, sandbox: calls.sandbox });
  const exchangesOf = (run: RunDetail): readonly Exchange[] => data.runs.exchanges(run.id);
  try {
    return await work({
      fields: () => data.connection().fields,
      call: async (target, input) => {
        const request = { connector: manifest.id, connection: name, target, wallMs: callMs, input: { ...input } };
        const started = await runner.start(request);
        if (!started.ok) return startFailure(started.error);
        const { run, late } = await endOf(started.value, callMs);
        const latencyMs = Math.round(run.durationMs ?? 0);
        if (!late) return { verdict: verdictOf(outcomeForInstance(run.outcome), exchangesOf(run)), latencyMs };
        const message = `It did not end within ${callMs + GRACE_MS} ms.`;
        return { verdict: { kind: 'failed', code: 'timeout', message }, latencyMs };
      },
      host: async <Value>(target: string, task: (run: HostRun) => Promise<Result<Value>>): Promise<Result<Value>> => {
        let result: Result<Value> = fail('system', 'connector_failed', `${target} did not end.`);
        const started = await runner.startHost(
          { connector: manifest.id, target, connection: name, input: {}, withoutSecrets: true },
          async (run) => {
            const done = await task(run);
            result = done.ok ? done : { ok: false, error: { ...done.error, message: run.mask(done.error.message) } };
            return null;
          },
          () => undefined,
        );
        if (!started.ok) return started;
        await endOf(started.value, callMs);
        return result;
      },
    });
  } finally {
    await runner.close();
    leave();
  }
}
