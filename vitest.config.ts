import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { ignoredVariables } from './core/network/environment.ts';

// The workers of Vitest, and the many processes and threads that tests start from source, find here what Node made of
// it; without, each of them would take the types out again.
process.env.NODE_COMPILE_CACHE ||= path.join(import.meta.dirname, 'node_modules', '.cache', 'node');

// The machine's proxies and authorities are not heard by a studio (A68), but it warns of them in the log of each run: what
// tests start has none of them.
for (const name of ignoredVariables(process.env)) delete process.env[name];

export default defineConfig({
  test: {
    include: ['{shared,core,cli,marketplace,resources,web,electron,renderer,tools}/**/*.test.{ts,tsx}'],
    // Forks, not threads: keytar, worker pools and SQLite are tested as they run in the product.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
