import { defineConfig } from 'vitest/config';

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
