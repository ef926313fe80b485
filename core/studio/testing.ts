import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import { plainManifest } from '../../shared/connector/testing.ts';
import type { SecretStore } from '../vault/types.ts';
import { openWorkspace } from '../workspace/index.ts';
import { createChangeFeed } from './changes.ts';
import type { Studio, StudioData } from './index.ts';
import { createWindows } from './windows.ts';

/** A manifest with an API key and basic authentication, and one setting of each kind that is checked. */
export const manifest: Manifest = {
  ...plainManifest,
  id: 'crm',
  name: 'Crm',
  authentication: [
    { id: 'apiKey', name: 'API key', type: 'apiKey', in: 'header', param: 'X-Key' },
    { id: 'basic', name: 'Basic', type: 'basic' },
  ],
  connectionConfig: {
    baseUrl: { type: 'string', default: 'https://crm.example.com' },
    pageSize: { type: 'number' },
    archived: { type: 'boolean' },
    region: { type: 'select', options: ['eu', 'us'] },
  },
  hosts: ['crm.example.com'],
};

/** A complete connector with that manifest. */
export const files: readonly ConnectorFile[] = [
  { path: 'connector.json', text: JSON.stringify(manifest) },
  ...['validate', 'config', 'schema', 'data'].map((name) => ({
    path: `functions/${name}.js`,
    text: `export function ${name}() { return {}; }\n`,
  })),
];

/** A secret store in memory that shows what it holds. */
export function memoryVault(): SecretStore & { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    kind: 'session',
    reason: 'This is a test.',
    values,
    get: async (key) => values.get(key) ?? null,
    set: async (key, secret) => void values.set(key, secret),
    delete: async (key) => values.delete(key),
  };
}

/** A workspace of its own in a temporary folder, with the connector above in it. */
export function openTestStudio(environment: Record<string, string> = {}) {
  const directory = mkdtempSync(path.join(tmpdir(), 'studio-test-'));
  const workspace = openWorkspace(directory);
  if (!workspace.ok) throw new Error(workspace.error.message);
  const created = workspace.value.connectors.create(files, 'made by a test');
  if (!created.ok) throw new Error(created.error.message);
  const vault = memoryVault();
  const studio: StudioData = { workspace: workspace.value, vault, environment };
  const close = () => {
    workspace.value.close();
    rmSync(directory, { recursive: true, force: true });
  };
  return { studio, vault, close };
}

/** What a studio has for its windows, where nobody watches. */
export const noWindows = (): Pick<Studio, 'changes' | 'windows'> => ({
  changes: createChangeFeed(),
  windows: createWindows(),
});
