import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { ignoredVariables } from './core/network/environment.ts';

// The workers of Vitest, and the many processes and threads that tests start from source, find here what Node made of
// it; without, each of them would take the types out again.
process.env.NODE_COMPILE_CACHE ||= path.join(import.meta.dirname, 'node_modules', '.cache', 'node');

// The machine's proxies and authorities are not heard by a studio (A68), but it warns of them in the log of each run: what
// tests start has none of them.
for (const name of ignoredVariables(process.env)) delete process.env[name];

const tests = '**/*.test.{ts,tsx}';
const all = ['shared', 'core', 'cli', 'marketplace', 'resources', 'web', 'electron', 'renderer', 'tools'];
/** Folders without state of their own: their files share a process, which saves starting and loading for each of them. */
const pure = [
  'shared',
  ...['infer', 'import', 'generate', 'reimport', 'mock-api'].map((name) => `core/${name}`),
  'renderer',
];
/** Their module mocks would meet modules that another file of the same process has loaded already. */
const mocking = (): string[] =>
  globSync(within(pure), { cwd: import.meta.dirname })
    .filter((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8').includes('vi.mock('))
    .map((file) => file.replaceAll('\\', '/'));
const within = (folders: readonly string[]): string[] => folders.map((folder) => `${folder}/${tests}`);

const mocks = mocking();

export default defineConfig({
  test: {
    // Forks, not threads: keytar, worker pools and SQLite are tested as they run in the product.
    pool: 'forks',
    // Servers, kills and databases are waited for: two workers leave half of two processors idle.
    maxWorkers: 3,
    // Its compiler alone is 9 MB, which Node reads as it stands.
    server: { deps: { external: [/node_modules\/monaco-editor/] } },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: within(pure), exclude: [...configDefaults.exclude, ...mocks], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: [...within(all.filter((name) => !pure.includes(name) && name !== 'marketplace')), ...mocks],
          exclude: [...configDefaults.exclude, ...within(pure.filter((name) => name.includes('/')))],
        },
      },
      {
        extends: true,
        test: {
          name: 'marketplace',
          include: within(['marketplace']),
          globalSetup: ['marketplace/testing/setup.ts'],
        },
      },
    ],
  },
});
