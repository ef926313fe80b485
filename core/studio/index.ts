import { ok, type Result } from '../../shared/result.ts';
import { createRunner, type Runner } from '../runs/index.ts';
import { openSecretStore } from '../vault/index.ts';
import type { SecretStore } from '../vault/types.ts';
import { claimHost } from '../workspace/host-lock.ts';
import { openWorkspace } from '../workspace/index.ts';
import type { Workspace } from '../workspace/types.ts';

/** Who carries the studio: it decides nothing but what the status bar says. */
export type HostKind = 'electron' | 'browser' | 'cli';

export interface StudioOptions {
  /** Folder of the workspace; made where it is missing. */
  readonly workspace: string;
  readonly host: HostKind;
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
  readonly runner: Runner;
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
  const workspace = opened.value;
  const claimed = options.host === 'cli' ? ok(() => undefined) : claimHost(workspace.directory, options.host);
  if (!claimed.ok) {
    workspace.close();
    return claimed;
  }
  const vault = await openSecretStore();
  const environment = process.env;
  const runner = createRunner({ workspace, vault, environment });
  return ok({
    host: options.host,
    workspace,
    vault,
    runner,
    environment,
    close: async () => {
      await runner.close();
      workspace.close();
      claimed.value();
    },
  });
}
