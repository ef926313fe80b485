import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WholeDescription } from '../../core/import/read.ts';
import { createRunner, type Runner } from '../../core/runs/index.ts';
import { saveConnection } from '../../core/studio/connections.ts';
import { createFromReport, type Description } from '../../core/studio/import.ts';
import type { StudioData } from '../../core/studio/index.ts';
import { memoryVault } from '../../core/studio/testing.ts';
import { openWorkspace } from '../../core/workspace/index.ts';
import { authFields } from '../../shared/connector/authentication.ts';
import type { ImportChoices, ImportReport } from '../../shared/import/report.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { RunDetail } from '../../shared/run/run.ts';

const CONNECTOR = 'generated';
/** A run that reads one entity is cancelled after this, ms: a list that never ends is a failure too. */
const RUN_MS = 300_000;

/** Credentials of one authentication, by field. */
export interface Credentials {
  readonly auth: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What one run is to do. */
export interface Job {
  readonly target: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly allPages?: boolean;
  /** Keys of the operations it will call: the account is one that they take. */
  readonly operations?: readonly string[];
}

/** A generated connector that is connected to a source on this machine, once for each authentication. */
export interface Bench {
  run(job: Job): Promise<Result<RunDetail>>;
  close(): Promise<void>;
}

/** Of some credentials those that the most of these operations take: a connection has one authentication. */
function accountFor(
  { description }: WholeDescription,
  credentials: readonly Credentials[],
  keys: readonly string[],
): string | undefined {
  const called = description.operations.filter((operation) => keys.includes(operation.key));
  const taken = ({ auth }: Credentials): number =>
    called.filter((operation) => operation.auth === undefined || operation.auth.includes(auth)).length;
  return credentials.toSorted((a, b) => taken(b) - taken(a))[0]?.auth;
}

async function connect(studio: StudioData, url: string, credentials: Credentials): Promise<Result<unknown>> {
  const detail = studio.workspace.connectors.get(CONNECTOR);
  if (!detail.ok) return detail;
  const { manifest } = detail.value;
  const authentication = manifest?.authentication.find((one) => one.id === credentials.auth);
  const given = (secret: boolean): [string, string][] =>
    (authentication ? authFields(authentication) : []).flatMap(({ id, secret: is }) => {
      const value = credentials.fields[id];
      return is === secret && value !== undefined ? [[id, value]] : [];
    });
  // Settings beside the base URL: any value of their type will do.
  const settings = Object.entries(manifest?.connectionConfig ?? {})
    .filter(([, field]) => field.required === true && field.default === undefined)
    .map(([id, field]) => [id, field.type, field.options?.[0] ?? (field.type === 'number' ? '1' : 'true')] as const);
  const among = (secret: boolean): [string, string][] =>
    settings.flatMap(([id, type, value]) => ((type === 'secret') === secret ? [[id, value]] : []));
  return saveConnection(studio, {
    connector: CONNECTOR,
    name: credentials.auth,
    auth: credentials.auth,
    fields: Object.fromEntries([...given(false), ...among(false)]),
    secrets: Object.fromEntries([...given(true), ...among(true)]),
    allowedHosts: [new URL(url).host],
  });
}

/** The report with every operation at the source under test, also those that have a server of their own. */
function redirected(report: ImportReport, servers: ReadonlyMap<string, string>): ImportReport {
  const moved = <T extends { readonly server?: string | undefined }>(one: T): T =>
    one.server === undefined ? one : { ...one, server: servers.get(one.server) ?? one.server };
  return { ...report, entities: report.entities.map(moved), commands: report.commands.map(moved) };
}

/** Where a connector is pointed to. */
export interface Source {
  readonly url: string;
  readonly credentials: readonly Credentials[];
  /** Addresses here of further servers that the description names. */
  readonly servers: ReadonlyMap<string, string>;
}

/** Generates a connector of all entities in a workspace of its own, and connects it. */
export async function openBench(
  source: Source,
  whole: WholeDescription,
  description: Description,
): Promise<Result<Bench>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'studio-conformance-'));
  const workspace = openWorkspace(directory);
  if (!workspace.ok) return workspace;
  const studio: StudioData = { workspace: workspace.value, vault: memoryVault(), environment: {} };
  const runner: Runner = createRunner(studio);
  const close = async (): Promise<void> => {
    await runner.close();
    workspace.value.close();
    rmSync(directory, { recursive: true, force: true });
  };
  const choices: ImportChoices = { id: CONNECTOR, entities: 'all', commands: [], baseUrl: source.url };
  let ready: Result<unknown> = createFromReport(studio, redirected(whole.report, source.servers), choices, description);
  for (const credentials of source.credentials) if (ready.ok) ready = await connect(studio, source.url, credentials);
  if (!ready.ok) {
    await close();
    return ready;
  }
  return ok({
    run: async ({ target, input = {}, allPages = false, operations = [] }) => {
      const connection = accountFor(whole, source.credentials, operations);
      const started = await runner.start(
        {
          connector: CONNECTOR,
          target,
          input: { ...input },
          allPages,
          ...(connection === undefined ? {} : { connection }),
        },
        () => undefined,
      );
      if (!started.ok) return started;
      const timer = setTimeout(() => started.value.cancel(), RUN_MS);
      const detail = await started.value.done;
      clearTimeout(timer);
      return ok(detail);
    },
    close,
  });
}
