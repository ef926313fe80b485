import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright';
import { manifest } from '../../core/studio/testing.ts';
import { openWorkspace } from '../../core/workspace/index.ts';
import type { ConnectorFile } from '../../shared/connector/files.ts';

const root = path.join(import.meta.dirname, '../..');
const program = path.join(root, 'out/main/browser-host.js');

/** A built studio in the browser host, with one connector whose data function is given. */
export interface BenchStudio {
  readonly url: string;
  /** From the start of the process to its launch address, ms. */
  readonly readyMs: number;
  close(): Promise<void>;
}

/** A workspace on disk with one connector `crm`; it needs no credentials, may reach `host` and has `more` files. */
export function makeWorkspace(
  data: string,
  host: string,
  more: readonly ConnectorFile[] = [],
): { readonly directory: string; remove(): void } {
  const directory = mkdtempSync(path.join(tmpdir(), 'studio-bench-'));
  const opened = openWorkspace(directory);
  if (!opened.ok) throw new Error(opened.error.message);
  const { connectors, connections } = opened.value;
  const entities = [
    {
      ...{ name: 'rows', title: 'Rows', operation: 'GET /rows', records: '$', primaryKey: ['id'], fields: [] },
      pagination: { kind: 'none' },
    },
  ];
  const authentication = [{ id: 'none', name: 'None', type: 'none' }];
  const made = connectors.create(
    [
      { path: 'connector.json', text: JSON.stringify({ ...manifest, authentication, entities, connectionConfig: {} }) },
      ...['validate', 'config', 'schema'].map((name) => ({
        path: `functions/${name}.js`,
        text: `export function ${name}() { return {}; }\n`,
      })),
      { path: 'functions/data.js', text: data },
      ...more,
    ],
    'made by a benchmark',
  );
  if (!made.ok) throw new Error(made.error.message);
  const connection = { connector: manifest.id, name: 'main', auth: 'none', fields: {}, secretFields: [] };
  connections.save({ ...connection, allowedHosts: [host] });
  opened.value.close();
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }) };
}

const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('exit', resolve));

/** Starts the built browser host as a person would. */
export async function startBuiltHost(directory: string): Promise<BenchStudio> {
  if (!existsSync(program)) throw new Error('The studio has not been built: call npm run build first.');
  const start = performance.now();
  const child = spawn(process.execPath, [program, '--workspace', directory], {
    env: { ...process.env, STUDIO_VAULT: 'session' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const found = /^Connector Studio: (\S+)\n/m.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the browser host ended with ${code}`)));
  });
  const readyMs = performance.now() - start;
  return {
    url,
    readyMs,
    close: async () => {
      const exit = ended(child);
      child.kill('SIGTERM');
      await exit;
    },
  };
}

/** A headless Chromium: that of STUDIO_CHROMIUM, the system's, or Playwright's. */
export function launchBrowser(): Promise<Browser> {
  const candidates = [process.env.STUDIO_CHROMIUM, '/usr/bin/chromium', chromium.executablePath()];
  const executablePath = candidates.find((file) => file !== undefined && file !== '' && existsSync(file));
  if (executablePath === undefined) throw new Error('There is no Chromium: set STUDIO_CHROMIUM.');
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}
