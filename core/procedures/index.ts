import type { Router } from '@orpc/server';
import type { Contract } from '../../shared/contract/index.ts';
import type { Studio } from '../studio/index.ts';
import { appProcedures } from './app.ts';
import { archiveProcedures } from './archives.ts';
import { changeProcedures } from './changes.ts';
import { connectionProcedures } from './connections.ts';
import { connectorProcedures } from './connectors.ts';
import { draftProcedures } from './drafts.ts';
import { exchangeProcedures } from './exchanges.ts';
import { galleryProcedures } from './gallery.ts';
import { importProcedures } from './imports.ts';
import { interfaceProcedures } from './interface.ts';
import { publishProcedures } from './publish.ts';
import { runProcedures } from './runs.ts';
import { settingsProcedures } from './settings.ts';
import { tenantProcedures } from './tenants.ts';
import { vaultProcedures } from './vault.ts';

/** The procedures by their place in the contract. Named, since the inferred type is too long for a declaration. */
type Procedures = {
  readonly app: ReturnType<typeof appProcedures>;
  readonly archives: ReturnType<typeof archiveProcedures>;
  readonly connectors: ReturnType<typeof connectorProcedures>;
  readonly imports: ReturnType<typeof importProcedures>;
  readonly connections: ReturnType<typeof connectionProcedures>;
  readonly runs: ReturnType<typeof runProcedures>;
  readonly publish: ReturnType<typeof publishProcedures>;
  readonly tenants: ReturnType<typeof tenantProcedures>;
  readonly gallery: ReturnType<typeof galleryProcedures>;
  readonly exchanges: ReturnType<typeof exchangeProcedures>;
  readonly settings: ReturnType<typeof settingsProcedures>;
  readonly vault: ReturnType<typeof vaultProcedures>;
  readonly interface: ReturnType<typeof interfaceProcedures>;
  readonly drafts: ReturnType<typeof draftProcedures>;
  readonly changes: ReturnType<typeof changeProcedures>;
};

/** The contract with its handlers: what Electron serves over a MessagePort and the browser host over a WebSocket. */
export const createRouter = (studio: Studio): Procedures =>
  ({
    app: appProcedures(studio),
    archives: archiveProcedures(studio),
    connectors: connectorProcedures(studio),
    imports: importProcedures(studio),
    connections: connectionProcedures(studio),
    runs: runProcedures(studio),
    publish: publishProcedures(studio),
    tenants: tenantProcedures(studio),
    gallery: galleryProcedures(studio),
    exchanges: exchangeProcedures(studio),
    settings: settingsProcedures(studio),
    vault: vaultProcedures(studio),
    interface: interfaceProcedures(studio),
    drafts: draftProcedures(studio),
    changes: changeProcedures(studio),
  }) satisfies Router<Contract, Record<never, never>>;
