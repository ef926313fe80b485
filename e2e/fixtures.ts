import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { createMarketplace, type Marketplace } from '../marketplace/index.ts';
import { createDemoApi, type DemoApi } from '../resources/demo/index.ts';
import { launchBrowserHost } from './hosts/browser.ts';
import { launchElectron } from './hosts/electron.ts';
import { launchStandin } from './hosts/standin.ts';
import type { HostKind, Launch, LaunchOptions, StudioApp } from './hosts/types.ts';

export { expect } from '@playwright/test';

const launchers: Readonly<Record<HostKind, Launch>> = {
  browser: launchBrowserHost,
  standin: launchStandin,
  electron: launchElectron,
};

/** Set by the project: which host the specs run on. */
export interface HostOption {
  hostKind: HostKind;
}

interface Fixtures {
  /** A temporary folder of the test, removed after it. */
  folder: string;
  /** Folder of an empty workspace. */
  workspace: string;
  /** Starts a studio on the project's host; each is stopped after the test. For a second start on one workspace. */
  launch: (workspace?: string, env?: LaunchOptions['env']) => Promise<StudioApp>;
  /** A studio that shows its empty workspace. */
  studio: StudioApp;
  /** A demo API of the test's own. */
  demoApi: DemoApi;
  /** A marketplace of the test's own, with the key of its first start. */
  marketplace: Marketplace;
}

export const test = base.extend<Fixtures, HostOption>({
  hostKind: ['browser', { option: true, scope: 'worker' }],
  folder: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'studio-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  workspace: async ({ folder }, use) => use(path.join(folder, 'workspace')),
  launch: async ({ hostKind, workspace }, use) => {
    const started: StudioApp[] = [];
    await use(async (directory = workspace, env = {}) => {
      const studio = await launchers[hostKind]({ workspace: directory, env });
      started.push(studio);
      return studio;
    });
    for (const studio of started) await studio.stop();
  },
  studio: async ({ launch }, use) => use(await launch()),
  demoApi: async ({ browserName: _ }, use) => {
    const demoApi = await createDemoApi();
    await use(demoApi);
    await demoApi.close();
  },
  marketplace: async ({ folder }, use) => {
    const marketplace = await createMarketplace({ dataDirectory: path.join(folder, 'marketplace') });
    await use(marketplace);
    await marketplace.close();
  },
});
