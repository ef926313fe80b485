import { defineConfig } from '@playwright/test';
import { ignoredVariables } from './core/network/environment.ts';
import type { HostOption } from './e2e/fixtures.ts';
import { electronBinary } from './e2e/hosts/electron.ts';

// The machine's proxies and authorities are not heard by a studio (A68), but it warns of them in the log of each run: what
// tests start has none of them.
for (const name of ignoredVariables(process.env)) delete process.env[name];

const commandLine = /(cli.*|packaging)\.spec\.ts$/;
const browserOnly = /(security|host-program)\.spec\.ts$/;
const electronOnly = /(shell.*|links)\.spec\.ts$/;

/** What runs on the stand-in too, where a host could make a difference; the page itself is the same on both. */
const onStandin = /(journey|safety|connections|shell.*|links)\.spec\.ts$/;
/**
 * `npm run e2e:all`: every spec on every host, pictures, and a checker of accessibility in every place. `npm test` leaves out
 * what is tagged `@all`, and on the stand-in what is tagged `@once`: nobody waits longer than a quarter of an hour.
 */
const everything = process.env.STUDIO_E2E === 'all';

// One host per project; Electron itself only where its program has been downloaded. The command line has no host.
export default defineConfig<object, HostOption>({
  testDir: 'e2e',
  // Long enough for a machine that is busy ten times over; what passes does not wait for them.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  // Each test has folders, ports and a browser of its own; a studio waits more than it computes: two leave half of two
  // processors idle.
  workers: 3,
  retries: 0,
  forbidOnly: true,
  ...(everything ? {} : { grepInvert: /@all/ }),
  reporter: 'list',
  use: { screenshot: 'only-on-failure', actionTimeout: 30_000 },
  projects: [
    { name: 'cli', testMatch: commandLine },
    { name: 'browser', testIgnore: [commandLine, electronOnly], use: { hostKind: 'browser' } },
    {
      name: 'standin',
      ...(everything ? {} : { testMatch: onStandin, grepInvert: /@all|@once/ }),
      testIgnore: [commandLine, browserOnly],
      use: { hostKind: 'standin' },
    },
    ...(electronBinary() === undefined
      ? []
      : [
          {
            name: 'electron',
            testIgnore: [commandLine, browserOnly],
            use: { hostKind: 'electron' as const },
          },
        ]),
  ],
});
