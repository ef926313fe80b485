import path from 'node:path';
import { ok, type Result } from '../../shared/result.ts';
import { createRunner, type Runner } from '../runs/index.ts';
import { openVault, type Vault, vaultFileAt } from '../vault/index.ts';
import type { SecretStore } from '../vault/types.ts';
import { claimHost } from '../workspace/host-lock.ts';
import { openWorkspace } from '../workspace/index.ts';
import type { Workspace } from '../workspace/types.ts';
import { announceChanges } from './announce.ts';
import { type ChangeFeed, createChangeFeed } from './changes.ts';
import { createDemoHost, type DemoHost, type StartDemo } from './demo.ts';
import { createOutbox, type Outbox } from './outbox/index.ts';
import { createWindows, type Windows } from './windows.ts';

/** Who carries the studio: it decides nothing but what the status bar says. */
export type HostKind = 'electron' | 'browser' | 'cli';

export interface StudioOptions {
  /** Folder of the workspace; made where it is missing. */
  readonly workspace: string;
  readonly host: HostKind;
  /** Starts the demo API; absent where the host carries none. */
  readonly startDemo?: StartDemo;
}

/** What is kept: all that the actions of this folder need. */
export interface StudioData {
  readonly workspace: Workspace;
  readonly vault: SecretStore;
  /** Environment that connections given by variable are read from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Everything a host works with. One per process and workspace. */
export interface Studio extends StudioData {
  readonly host: HostKind;
  readonly vault: Vault;
  readonly runner: Runner;
  /** What changes, for windows that show it. */
  readonly changes: ChangeFeed;
  readonly windows: Windows;
  /** What goes to marketplaces. */
  readonly outbox: Outbox;
  /** Absent where the host carries none. */
  readonly demo?: DemoHost;
  /** Ends running functions and closes the database; saved work is already on disk. */
  close(): Promise<void>;
}

/**
 * Opens a workspace. Fails with a `system` failure where the folder or its database cannot be used, and a host with
 * `workspace_in_use` where another host has it (R12).
 */
export async function openStudio(options: StudioOptions): Promise<Result<Studio>> {
  const opened = openWorkspace(options.workspace);
  if (!opened.ok) return opened;
  const claimed = options.host === 'cli' ? ok(() => undefined) : claimHost(opened.value.directory, options.host);
  if (!claimed.ok) {
    opened.value.close();
    return claimed;
  }
  const changes = createChangeFeed();
  const workspace = announceChanges(opened.value, changes.emit);
  const file = vaultFileAt(path.join(workspace.directory, 'secrets.vault'));
  const vault = await openVault({ file, notes: workspace.vaultNotes });
  const environment = process.env;
  const runner = createRunner({ workspace, vault, environment });
  const demo = options.startDemo && createDemoHost(options.startDemo);
  const outbox = createOutbox({ workspace, vault, environment });
  // The command line sends what it is asked to.
  if (options.host !== 'cli') outbox.start();
  return ok({
    host: options.host,
    workspace,
    vault,
    runner,
    ...(demo === undefined ? {} : { demo }),
    environment,
    changes,
    windows: createWindows(),
    outbox,
    close: async () => {
      await outbox.close();
      await runner.close();
      vault.lock();
      await demo?.close();
      workspace.close();
      claimed.value();
    },
  });
}
