import path from 'node:path';
import { onTestFinished } from 'vitest';
import { unpackConnector } from '../../core/package/index.ts';
import type { StudioData } from '../../core/studio/index.ts';
import { createOutbox, type Outbox, type OutboxClock } from '../../core/studio/outbox/index.ts';
import { addTenant } from '../../core/studio/tenants.ts';
import { temporaryFolder, temporaryWorkspace, unwrap } from '../../core/workspace/testing/temporary.ts';
import { crmPackage } from '../../marketplace/testing/crm.ts';
import { furtherKey, type RunningMarketplace } from '../../marketplace/testing/running.ts';
import { fileVault } from './file-vault.ts';

/** Time that only goes on when a test says so. */
export function testClock(): OutboxClock & { tick(ms: number): void } {
  let now = Date.now();
  const waiting = new Map<object, { readonly at: number; readonly call: () => void }>();
  return {
    now: () => now,
    after: (ms, call) => {
      const mine = {};
      waiting.set(mine, { at: now + ms, call });
      return () => waiting.delete(mine);
    },
    tick: (ms) => {
      now += ms;
      for (const [mine, { at, call }] of [...waiting]) {
        if (at > now) continue;
        waiting.delete(mine);
        call();
      }
    },
  };
}

export interface MarketStudio {
  readonly directory: string;
  readonly studio: StudioData;
  readonly vault: ReturnType<typeof fileVault>;
  readonly clock: ReturnType<typeof testClock>;
  readonly outbox: Outbox;
}

/** A workspace with the connector of `crmPackage`, and an outbox whose time stands still. */
export async function marketStudio(...connector: Parameters<typeof crmPackage>): Promise<MarketStudio> {
  const directory = temporaryFolder();
  const workspace = temporaryWorkspace(directory);
  const vault = fileVault(path.join(directory, 'vault.json'));
  const studio = { workspace, vault, environment: {} };
  const clock = testClock();
  const outbox = createOutbox(studio, clock);
  onTestFinished(() => outbox.close());
  await saveCrm(studio, ...connector);
  return { directory, studio, vault, clock, outbox };
}

/** Makes the connector of `crmPackage` the newest revision. */
export async function saveCrm(
  { workspace }: Pick<StudioData, 'workspace'>,
  ...connector: Parameters<typeof crmPackage>
) {
  const files = unwrap(await unpackConnector((await crmPackage(...connector)).bytes));
  if (workspace.connectors.get('crm').ok) unwrap(workspace.connectors.replace('crm', files, 'Changed'));
  else unwrap(workspace.connectors.create(files, 'Made'));
}

/** A tenant of a marketplace, with a key of its own; the first is the publisher. */
export async function tenantOf(
  { studio }: Pick<MarketStudio, 'studio'>,
  marketplace: RunningMarketplace,
  name: string,
): Promise<string> {
  const key = name === 'publisher' ? marketplace.key : await furtherKey(marketplace, { tenant: `t_${name}` });
  return unwrap(await addTenant(studio, { marketplace: marketplace.url, name, key })).id;
}
