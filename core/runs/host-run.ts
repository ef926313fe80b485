import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Authentication, Manifest } from '../../shared/connector/manifest.ts';
import type { Result } from '../../shared/result.ts';
import type { LogLine, Outcome, RunEvent, RunRecord } from '../../shared/run/run.ts';
import type { TokenDesk } from '../auth/desk.ts';
import type { Tokens } from '../auth/tokens.ts';
import { ExchangeLog, type HttpReply } from '../network/index.ts';
import { chooseConnection, openAccess } from './access.ts';
import { launch, newRunId, type StartedRun } from './launch.ts';
import { openNetwork, type RunHttpRequest } from './network.ts';
import { RunLog } from './record.ts';
import { readSource } from './source.ts';
import { openWire, type WireParts } from './wire.ts';

/** Work of the studio itself that is to be recorded as a run. */
export interface HostRunRequest {
  readonly connector: string;
  /** Name that the record carries as its target. */
  readonly target: string;
  /** Name of a connection; absent = without credentials, or the only one there is. */
  readonly connection?: string | undefined;
  /** What the record carries as its input; it is masked. */
  readonly input: Readonly<Record<string, unknown>>;
  /** True where it starts although secrets of the connection are missing: it is about to get them. */
  readonly withoutSecrets?: true;
}

/** What such work gets: the saved connector, the connection, and the one way out. */
export interface HostRun {
  readonly run: string;
  readonly manifest: Manifest;
  readonly files: readonly ConnectorFile[];
  /** Revision of the files. */
  readonly revision: number;
  readonly authentication: Authentication | undefined;
  /** Settings and credentials, secrets included; never to be stored or shown. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  /** The tokens of the connection and the way to their server; undefined where it has none. */
  readonly tokens: Tokens | undefined;
  send(request: RunHttpRequest): Promise<HttpReply>;
  note(level: LogLine['level'], text: string): void;
  /** A text without the secrets of the connection. */
  mask(text: string): string;
  /** Makes the run end as an error of that name; the work goes on until it returns. */
  fail(name: string, message: string): void;
}

/** Gives the result that is stored with the run, masked. */
export type HostWork = (run: HostRun) => Promise<unknown>;

interface HostParts extends WireParts {
  readonly desk: TokenDesk;
}

/** Checks a request and starts its work as a run; failures as those of a run of guest code. */
export async function startHostRun(
  parts: HostParts,
  { connector, target, connection: name, input, withoutSecrets }: HostRunRequest,
  work: HostWork,
  onEvent: (events: readonly RunEvent[]) => void,
): Promise<Result<StartedRun>> {
  const { workspace, vault, environment, desk } = parts;
  const source = readSource(workspace, { connector, target });
  if (!source.ok) return source;
  const connection = chooseConnection(workspace, connector, name);
  if (!connection.ok) return connection;
  const { manifest, files, revision } = source.value;
  const opened = await openAccess(manifest, connection.value, vault, environment, withoutSecrets);
  if (!opened.ok) return opened;
  const access = opened.value;
  const wire = await openWire(parts, connection.value);
  if (!wire.ok) return wire;
  const { authentication, fields, masker, places } = access;
  const record: RunRecord = {
    id: newRunId(),
    connector,
    revision,
    target,
    connection: connection.value?.name ?? null,
    // An object stays an object.
    input: { ...(masker.json(input) as Record<string, unknown>) },
    outcome: null,
    startedAt: new Date().toISOString(),
    durationMs: null,
    exchangeCount: 0,
    pages: 1,
    mode: 'live',
  };
  const log = new RunLog(record, workspace.runs, masker, onEvent);
  const exchanges = new ExchangeLog({ run: record.id, masker, places, recorder: log });
  const store = workspace.runs;
  const network = openNetwork({ request: { connector }, access, exchanges, store, wire: wire.value, log, desk });
  if (!network.ok) return network;
  const { send, tokens } = network.value;
  const stop = new AbortController();
  let failure: Outcome | undefined;
  const run: HostRun = {
    run: record.id,
    manifest,
    files,
    // Nothing unsaved runs here.
    revision: revision ?? 0,
    authentication,
    fields,
    signal: stop.signal,
    tokens,
    send: (request) => send(request, { signal: stop.signal, queuedMs: 0 }),
    note: (level, text) => log.note(level, text),
    mask: (text) => masker.text(text),
    fail: (errorName, message) => {
      failure = { kind: 'error', name: errorName, message };
    },
  };
  return launch({
    workspace,
    record,
    log,
    network: network.value,
    stop,
    work: async () => {
      const result = await work(run);
      if (stop.signal.aborted)
        return { outcome: { kind: 'cancelled', message: 'The run was cancelled.' }, result: null, pages: 1 };
      if (failure) return { outcome: failure, result: null, pages: 1 };
      return { outcome: { kind: 'ok' }, result: masker.json(result), pages: 1 };
    },
  });
}
