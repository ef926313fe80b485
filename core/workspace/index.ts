import path from 'node:path';
import { z } from 'zod';
import { ok, type Result } from '../../shared/result.ts';
import { createBodies } from './bodies.ts';
import { createConnectionStore } from './connections.ts';
import { createConnectorStore } from './connectors.ts';
import { openDatabases } from './database.ts';
import { createDraftStore } from './drafts.ts';
import { createFaults } from './faults.ts';
import { createInterfaceStore } from './interface.ts';
import { createMarketplaceStore } from './marketplaces.ts';
import { createOriginStore } from './origins.ts';
import { createPublicationStore } from './publications.ts';
import { createPublishedStore } from './published.ts';
import { createReserve } from './reserve.ts';
import { createRunStore } from './runs.ts';
import { createSettingsStore } from './settings.ts';
import { createTenantStore } from './tenants.ts';
import type { Workspace } from './types.ts';
import { createVaultNotes } from './vault-note.ts';

export { WorkspaceError } from './faults.ts';

/**
 * Opens the workspace in a folder, or makes it; several programs may have it open at once. System failures:
 * `workspace_unusable`, `workspace_corrupt`, `workspace_busy`, `not_a_workspace`, `newer_workspace`, `disk_full`. Its
 * methods without a `Result` throw `WorkspaceError` for the same faults.
 */
export function openWorkspace(directory: string): Result<Workspace> {
  const folder = path.resolve(directory);
  const opened = openDatabases(folder);
  if (!opened.ok) return opened;
  const databases = opened.value;
  const faults = createFaults(folder);
  const close = (): void => {
    databases.records.close();
    databases.saves.close();
  };
  const assembled = faults.result((): Result<Workspace> => {
    const reserve = createReserve(folder);
    const bodies = createBodies(databases.records, folder, reserve);
    return ok({
      directory: folder,
      connectors: createConnectorStore({ databases, bodies, reserve, faults }),
      connections: createConnectionStore(databases.saves, faults),
      runs: createRunStore({ db: databases.records, bodies, reserve, faults }),
      marketplaces: createMarketplaceStore(databases.saves, faults),
      published: createPublishedStore(databases.saves, faults),
      tenants: createTenantStore(databases.saves, faults),
      publications: createPublicationStore(databases.saves, faults),
      origins: createOriginStore(databases.saves, faults),
      settings: createSettingsStore(databases.saves, faults),
      interface: createInterfaceStore(databases.records, faults),
      drafts: createDraftStore(databases.saves, faults),
      vaultNotes: createVaultNotes(databases.saves, faults),
      sqliteVersion: z.string().parse(databases.saves.prepare('SELECT sqlite_version()').pluck().get()),
      close,
    });
  });
  if (!assembled.ok) close();
  return assembled;
}
