import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRunner } from '../../core/runs/index.ts';
import { manifest, memoryVault } from '../../core/studio/testing.ts';
import { openWorkspace } from '../../core/workspace/index.ts';
import type { Workspace } from '../../core/workspace/types.ts';
import type { Result } from '../../shared/result.ts';
import type { RunDetail } from '../../shared/run/run.ts';

/** A connector in a workspace on disk, connected to a source on this machine. */
export interface BenchRunner {
  readonly workspace: Workspace;
  /** Runs its function `data` to the end, recorded as any run; throws where it does not end well. */
  run(input?: Readonly<Record<string, unknown>>): Promise<RunDetail>;
  close(): Promise<void>;
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** Opens a workspace with one connector whose data function is `data`; it may reach the host of `url`. */
export function openRunner(url: string, data: string): BenchRunner {
  const directory = mkdtempSync(path.join(tmpdir(), 'studio-bench-'));
  const workspace = unwrap(openWorkspace(directory));
  const entity = { name: 'rows', title: 'Rows', operation: 'GET /rows', records: '$', primaryKey: ['id'], fields: [] };
  const entities = [{ ...entity, pagination: { kind: 'none' } }];
  const authentication = [{ id: 'none', name: 'None', type: 'none' }];
  const files = [
    { path: 'connector.json', text: JSON.stringify({ ...manifest, authentication, entities }) },
    ...['validate', 'config', 'schema'].map((name) => ({
      path: `functions/${name}.js`,
      text: `export function ${name}() { return {}; }\n`,
    })),
    { path: 'functions/data.js', text: data },
  ];
  unwrap(workspace.connectors.create(files, 'made by a benchmark'));
  workspace.connections.save({
    connector: manifest.id,
    name: 'main',
    auth: 'none',
    fields: {},
    secretFields: [],
    allowedHosts: [new URL(url).host],
  });
  const runner = createRunner({ workspace, vault: memoryVault() });
  return {
    workspace,
    run: async (input) => {
      const request = { connector: manifest.id, target: 'data', input: { requestedType: 'rows', ...input } };
      const detail = await unwrap(await runner.start(request, () => undefined)).done;
      const { outcome } = detail;
      if (outcome?.kind !== 'ok') throw new Error(outcome?.message ?? 'the run did not end');
      return detail;
    },
    close: async () => {
      await runner.close();
      workspace.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
