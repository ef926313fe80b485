import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { Store } from '../marketplace/database/index.ts';
import { createMarketplace, type Marketplace } from '../marketplace/index.ts';
import { createDemoApi, type DemoApi } from '../resources/demo/index.ts';
import { createFaults, type Faults } from './faults.ts';
import { launchBrowserHost } from './hosts/browser.ts';
import { launchElectron } from './hosts/electron.ts';
import { launchStandin } from './hosts/standin.ts';
import type { HostKind, Launch, LaunchOptions, StudioApp } from './hosts/types.ts';
import { startMarketplace, type TestMarketplace } from './marketplaces.ts';

export { expect };

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
  /** Watches every page of `launch`; the test fails where one breaks its content policy or throws (A74). */
  faults: Faults;
  /** A temporary folder of the test, removed after it. */
  folder: string;
  /** Folder of an empty workspace. */
  workspace: string;
  /** Starts a studio on the project's host; each is stopped after the test. For a second start on one workspace. */
  launch: (workspace?: string, options?: Omit<LaunchOptions, 'workspace'>) => Promise<StudioApp>;
  /** A studio that shows its empty workspace. */
  studio: StudioApp;
  /** A demo API of the test's own. */
  demoApi: DemoApi;
  /** A marketplace of the test's own, with the key of its first start. */
  marketplace: Marketplace;
  /** Starts a marketplace whose connectors reach this machine, on either database; undefined where that is not here. */
  marketplaceOn: (kind: Store['kind']) => Promise<TestMarketplace | undefined>;
}

export const test = base.extend<Fixtures, HostOption>({
  hostKind: ['browser', { option: true, scope: 'worker' }],
  faults: [
    async ({ browserName: _ }, use) => {
      const faults = createFaults();
      await use(faults);
      expect(faults.found(), 'faults of the pages').toEqual([]);
    },
    { auto: true },
  ],
  folder: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'studio-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  workspace: async ({ folder }, use) => use(path.join(folder, 'workspace')),
  launch: async ({ hostKind, workspace, faults }, use) => {
    const started: StudioApp[] = [];
    await use(async (directory = workspace, options = {}) => {
      const studio = await launchers[hostKind]({ ...options, workspace: directory });
      started.push(studio);
      await faults.watch(studio.page.context());
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
  marketplaceOn: async ({ folder }, use) => {
    const started: TestMarketplace[] = [];
    await use(async (kind) => {
      const marketplace = await startMarketplace(folder, kind);
      if (marketplace !== undefined) started.push(marketplace);
      return marketplace;
    });
    for (const marketplace of started) await marketplace.close();
  },
});
