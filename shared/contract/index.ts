import { appContract } from './app.ts';
import { archivesContract } from './archives.ts';
import { changesContract } from './changes.ts';
import { connectionsContract } from './connections.ts';
import { connectorsContract } from './connectors.ts';
import { draftsContract } from './drafts.ts';
import { exchangesContract } from './exchanges.ts';
import { galleryContract } from './gallery.ts';
import { importsContract } from './imports.ts';
import { interfaceContract } from './interface.ts';
import { publishContract } from './publish.ts';
import { runsContract } from './runs.ts';
import { settingsContract } from './settings.ts';
import { tenantsContract } from './tenants.ts';
import { vaultContract } from './vault.ts';

/**
 * The one contract between the interface and the hosts (MessagePort in Electron, WebSocket in the browser host).
 * No procedure returns a stored secret (A98).
 */
export const contract = {
  app: appContract,
  archives: archivesContract,
  connectors: connectorsContract,
  imports: importsContract,
  connections: connectionsContract,
  runs: runsContract,
  publish: publishContract,
  tenants: tenantsContract,
  gallery: galleryContract,
  exchanges: exchangesContract,
  settings: settingsContract,
  interface: interfaceContract,
  drafts: draftsContract,
  changes: changesContract,
  vault: vaultContract,
};
export type Contract = typeof contract;
