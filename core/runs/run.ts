import { sandboxLimits } from '../../shared/limits.ts';
import { ok, type Result, reasonOf } from '../../shared/result.ts';
import type { RunEvent, RunOptions, RunRecord, RunRequest } from '../../shared/run/run.ts';
import { orCancelled } from '../auth/cancelled.ts';
import type { TokenDesk } from '../auth/desk.ts';
import { firstToken } from '../auth/tokens.ts';
import { ExchangeLog } from '../network/index.ts';
import type { GuestHttp, Sandbox, SandboxTarget } from '../sandbox/index.ts';
import type { SecretStore } from '../vault/types.ts';
import type { RunData } from '../workspace/types.ts';
import { type Access, chooseConnection, type Environment, openAccess } from './access.ts';
import type { Clock } from './clock.ts';
import { RunFindings } from './findings.ts';
import { type Ending, launch, newRunId, type StartedRun } from './launch.ts';
import { takeOut } from './leaks.ts';
import { mockSandbox, type RunMock, readMock } from './mock.ts';
import { openNetwork } from './network.ts';
import { type ReadPage, readAllPages } from './pages.ts';
import { RunLog } from './record.ts';
import { type BuiltRequest, buildRequest, withAccessToken } from './request.ts';
import { checkResult } from './result.ts';
import { learnTokens, noteReturned } from './returned-tokens.ts';
import { type RunSource, readSource } from './source.ts';
import { resolveTarget } from './target.ts';
import { type CookieJars, noWire, openWire, type Wire } from './wire.ts';

export interface RunParts {
  readonly workspace: RunData;
  readonly vault: SecretStore;
  readonly environment: Environment;
  readonly sandbox: Sandbox;
  /** Default: the clock of the machine, and random numbers. */
  readonly clock?: Clock | undefined;
  readonly random?: (() => number) | undefined;
  readonly jars: CookieJars;
  readonly desk: TokenDesk;
}

/** A run that may start: everything is read and checked, nothing has been executed. */
interface Prepared {
  readonly request: RunRequest;
  readonly source: RunSource;
  readonly target: SandboxTarget;
  readonly access: Access;
  readonly built: BuiltRequest;
  readonly mock: RunMock | undefined;
  readonly wire: Wire;
}

async function prepare(parts: RunParts, request: RunRequest): Promise<Result<Prepared>> {
  const source = readSource(parts.workspace, request);
  if (!source.ok) return source;
  const target = resolveTarget(source.value, request.target);
  if (!target.ok) return target;
  const mock = readMock(source.value, target.value, request);
  if (!mock.ok) return mock;
  // Where no code runs there is nobody to act as.
  const connection =
    mock.value?.kind === 'result'
      ? ok(undefined)
      : chooseConnection(parts.workspace, request.connector, request.connection);
  if (!connection.ok) return connection;
  const { manifest } = source.value;
  const access = await openAccess(manifest, connection.value, parts.vault, parts.environment);
  if (!access.ok) return access;
  const built = buildRequest(target.value, manifest, access.value, request.input ?? {});
  if (!built.ok) return built;
  const isLive = mock.value === undefined && request.replayOf === undefined;
  const wire = isLive ? await openWire(parts, connection.value) : ok(noWire());
  if (!wire.ok) return wire;
  return ok({
    request,
    source: source.value,
    target: target.value,
    access: access.value,
    built: built.value,
    mock: mock.value,
    wire: wire.value,
  });
}

/** What of a request is neither target, input nor files; undefined where there is nothing. */
function optionsOf({ allPages, replayOf, mock, faults, attempts, wallMs, deterministic }: RunRequest) {
  const options: RunOptions = { allPages, replayOf, mock, faults, attempts, wallMs, deterministic };
  return Object.values(options).some((value) => value !== undefined) ? options : undefined;
}

const newRecord = (prepared: Prepared): RunRecord => ({
  id: prepared.request.id ?? newRunId(),
  connector: prepared.request.connector,
  revision: prepared.source.revision,
  target: prepared.target.name,
  connection: prepared.access.connection?.name ?? null,
  input: prepared.built.stored,
  outcome: null,
  startedAt: new Date().toISOString(),
  durationMs: null,
  exchangeCount: 0,
  pages: 1,
  mode: prepared.mock ? 'mock' : prepared.request.replayOf === undefined ? 'live' : 'replay',
  options: optionsOf(prepared.request),
});

/** What every deterministic run starts from, so that two of them can be compared (A47): noon of 1 January 2026, UTC. */
const DETERMINISM = { startMs: Date.UTC(2026, 0, 1, 12), seed: 'studio' } as const;

/** Executes one prepared run; `signal` cancels it. */
class Execution {
  private readonly parts: RunParts;
  private readonly prepared: Prepared;
  private readonly log: RunLog;
  private readonly http: GuestHttp;
  private readonly signal: AbortSignal;
  private readonly findings: RunFindings;

  constructor(parts: RunParts, prepared: Prepared, log: RunLog, http: GuestHttp, signal: AbortSignal) {
    this.parts = parts;
    this.prepared = prepared;
    this.log = log;
    this.http = http;
    this.signal = signal;
    const { request, source, target, access } = prepared;
    const { masker, nameSecret } = access;
    const { manifest } = source;
    const { runs } = parts.workspace;
    this.findings = new RunFindings({
      connector: request.connector,
      ...{ target, source, manifest, runs, masker, nameSecret },
    });
  }

  async run(): Promise<Ending> {
    const ending = await this.work();
    const request = this.prepared.built.stored;
    const run = { ok: ending.outcome.kind === 'ok', request };
    try {
      return { ...ending, findings: await this.findings.finish(run, this.log, this.signal) };
    } catch (error) {
      // A bug of ours in a check takes nothing from the run itself.
      this.log.note('error', `The result could not be checked: ${reasonOf(error)}`);
      return ending;
    }
  }

  private async work(): Promise<Ending> {
    const { target, request, built, source } = this.prepared;
    const command = target.kind === 'command' ? source.manifest.commands[target.name] : undefined;
    // FL-14: it still runs.
    if (command?.deprecated)
      this.log.note(
        'warn',
        `The command ${target.name} is deprecated${command.deprecatedMessage ? `: ${command.deprecatedMessage}` : '.'}`,
      );
    if (target.kind === 'function' && target.name === 'data' && request.allPages === true) {
      const read = (pagination: { readonly value: unknown } | undefined) => this.page(pagination);
      return readAllPages(read, built.value.pagination, (page, rows) => this.log.page(page, rows));
    }
    const { outcome, raw, masked } = await this.invoke(built.value);
    if (outcome.kind !== 'ok') return { outcome, result: null, pages: 1 };
    const checked = checkResult(target, raw);
    if (!checked.ok) {
      if (checked.error.note !== undefined) this.log.note('error', checked.error.note);
      return { outcome: checked.error.outcome, result: null, pages: 1 };
    }
    await noteReturned(this.parts, this.prepared, raw, this.log);
    // A command's result is normalised: the masked one must be too.
    const kept = checkResult(target, masked);
    return { outcome, result: kept.ok ? kept.value : null, pages: 1 };
  }

  /** One call in a fresh instance: its result as the guest gave it, and as it may be kept. */
  private async invoke(input: Readonly<Record<string, unknown>>) {
    const { source, target, access, request, mock } = this.prepared;
    const offsetMs = this.log.elapsed();
    const from = this.log.exchangeCount();
    const sandbox = mock?.kind === 'result' ? mockSandbox(mock.value) : this.parts.sandbox;
    const { wallMs = sandboxLimits.wallMs } = request;
    const end = await sandbox.run({
      files: source.files,
      target,
      input: JSON.stringify(input),
      limits: { ...this.log.logBudget(), wallMs: Math.min(wallMs, sandboxLimits.wallMs) },
      ...(request.deterministic ? { deterministic: DETERMINISM } : {}),
      http: this.http,
      onLogs: (lines) => this.log.addLogs(lines, offsetMs),
      onProgress: (progress) => this.log.progress(progress),
      signal: this.signal,
    });
    this.log.addTail(end.logTail, end.logsDropped, offsetMs);
    const { outcome, result } = end;
    if (!result) return { outcome, raw: null, masked: null, bytes: 0 };
    const raw: unknown = JSON.parse(Buffer.from(result.buffer, result.byteOffset, result.byteLength).toString());
    learnTokens(target, raw, access.masker);
    // The text is searched before the values: almost always there is nothing, and that is quick to see.
    const clean = access.masker.bytes(result) === result;
    const masked = clean ? raw : takeOut(raw, access.masker, (leak) => this.findings.leak(leak));
    this.findings.call(masked, from, this.log.exchangeCount());
    return { outcome, raw, masked, bytes: result.byteLength };
  }

  private async page(pagination: { readonly value: unknown } | undefined): Promise<ReadPage> {
    const { value } = this.prepared.built;
    // What was sent before it, such as a request for a token, is not the page's own.
    this.log.takeOrigin();
    const { outcome, raw, masked, bytes } = await this.invoke(
      pagination ? { ...value, pagination: pagination.value } : value,
    );
    const items =
      typeof masked === 'object' && masked !== null && 'items' in masked && Array.isArray(masked.items)
        ? masked.items
        : [];
    return { outcome, result: raw, maskedItems: items, bytes, origin: this.log.takeOrigin() };
  }
}

/** Checks a request, notes the run, and starts it; what can be mended by the caller is a failure and leaves no run. */
export async function startRun(
  parts: RunParts,
  request: RunRequest,
  onEvent: (events: readonly RunEvent[]) => void,
): Promise<Result<StartedRun>> {
  const prepared = await prepare(parts, request);
  if (!prepared.ok) return prepared;
  const record = newRecord(prepared.value);
  const log = new RunLog(record, parts.workspace.runs, prepared.value.access.masker, onEvent);
  const { access, wire } = prepared.value;
  const { masker, places } = access;
  const exchanges = new ExchangeLog({ run: record.id, masker, places, recorder: log });
  const { mock } = prepared.value;
  const http = mock?.kind === 'http' ? mock.http : undefined;
  const { clock, random, workspace, desk } = parts;
  const store = workspace.runs;
  const network = openNetwork({ request, access, exchanges, store, wire, log, desk, mock: http, clock, random });
  if (!network.ok) return network;
  const stop = new AbortController();
  const { send, tokens } = network.value;
  const work = async (): Promise<Ending> => {
    const token = await orCancelled(firstToken(tokens), stop.signal);
    if (!token.ok && token.error.code !== 'cancelled') {
      const { message } = token.error;
      return { outcome: { kind: 'error', name: 'AuthorizationError', message }, result: null, pages: 1 };
    }
    const { built } = prepared.value;
    // What was cancelled meanwhile is ended by the sandbox, as at any other time.
    const ready = token.ok && token.value !== undefined ? withAccessToken(built, token.value) : built;
    return new Execution(parts, { ...prepared.value, built: ready }, log, send, stop.signal).run();
  };
  return launch({
    workspace: parts.workspace,
    record,
    log,
    network: network.value,
    stop,
    work,
  });
}
