import type { Studio } from '../studio/index.ts';
import { appProcedures } from './app.ts';
import { connectionProcedures } from './connections.ts';
import { connectorProcedures } from './connectors.ts';
import { exchangeProcedures } from './exchanges.ts';
import { os } from './handler.ts';
import { importProcedures } from './imports.ts';
import { publishProcedures } from './publish.ts';
import { runProcedures } from './runs.ts';
import { settingsProcedures } from './settings.ts';
import { vaultProcedures } from './vault.ts';

/** The contract with its handlers: what Electron serves over a MessagePort and the browser host over a WebSocket. */
export const createRouter = (studio: Studio) =>
  os.router({
    app: appProcedures(studio),
    connectors: connectorProcedures(studio),
    imports: importProcedures(studio),
    connections: connectionProcedures(studio),
    runs: runProcedures(studio),
    publish: publishProcedures(studio),
    exchanges: exchangeProcedures(studio),
    settings: settingsProcedures(studio),
    vault: vaultProcedures(studio),
  });
export type Router = ReturnType<typeof createRouter>;
