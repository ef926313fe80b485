import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRunner, type Runner } from '../../core/runs/index.ts';
import { saveConnection } from '../../core/studio/connections.ts';
import { createFromReport, type Description } from '../../core/studio/import.ts';
import type { StudioData } from '../../core/studio/index.ts';
import { memoryVault } from '../../core/studio/testing.ts';
import { openWorkspace } from '../../core/workspace/index.ts';
import { authFields } from '../../shared/connector/authentication.ts';
import type { ImportReport } from '../../shared/import/report.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { RunDetail } from '../../shared/run/run.ts';

const CONNECTOR = 'generated';
const ACCOUNT = 'bench';

/** Credentials of one authentication, by field. */
export interface Credentials {
  readonly auth: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A generated connector that is connected to a source on this machine. */
export interface Bench {
  run(target: string, input: Readonly<Record<string, unknown>>, allPages: boolean): Promise<Result<RunDetail>>;
  close(): Promise<void>;
}

async function connect(studio: StudioData, url: string, credentials: Credentials): Promise<Result<unknown>> {
  const detail = studio.workspace.connectors.get(CONNECTOR);
  if (!detail.ok) return detail;
  const authentication = detail.value.manifest?.authentication.find((one) => one.id === credentials.auth);
  const fields = authentication ? authFields(authentication) : [];
  const given = (secret: boolean): Record<string, string> =>
    Object.fromEntries(
      fields.flatMap(({ id, secret: is }) => {
        const value = credentials.fields[id];
        return is === secret && value !== undefined ? [[id, value]] : [];
      }),
    );
  return saveConnection(studio, {
    connector: CONNECTOR,
    name: ACCOUNT,
    auth: credentials.auth,
    fields: given(false),
    secrets: given(true),
    allowedHosts: [new URL(url).host],
  });
}

/** The report with every operation at the source under test, also those that have a server of their own. */
function redirected(report: ImportReport, servers: ReadonlyMap<string, string>): ImportReport {
  const moved = <T extends { readonly server?: string | undefined }>(one: T): T =>
    one.server === undefined ? one : { ...one, server: servers.get(one.server) ?? one.server };
  return { ...report, entities: report.entities.map(moved), commands: report.commands.map(moved) };
}

/** Generates a connector of all entities in a workspace of its own, and connects it. */
export async function openBench(
  source: { readonly url: string; readonly credentials: Credentials; readonly servers?: ReadonlyMap<string, string> },
  report: ImportReport,
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
  const choices = { id: CONNECTOR, entities: 'all', commands: [], baseUrl: source.url } as const;
  const made = createFromReport(
    studio,
    redirected(report, source.servers ?? new Map()),
    { ...choices, commands: [] },
    description,
  );
  const connected = made.ok ? await connect(studio, source.url, source.credentials) : made;
  if (!connected.ok) {
    await close();
    return connected;
  }
  return ok({
    run: async (target, input, allPages) => {
      const started = await runner.start(
        { connector: CONNECTOR, connection: ACCOUNT, target, input: { ...input }, allPages },
        () => undefined,
      );
      return started.ok ? ok(await started.value.done) : started;
    },
    close,
  });
}
