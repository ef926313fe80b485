import type { Studio } from '../studio/index.ts';
import { productVersion } from '../version.ts';
import { os } from './handler.ts';

export const appProcedures = (studio: Studio) => ({
  info: os.app.info.handler(() => ({
    version: productVersion,
    host: studio.host === 'electron' ? ('electron' as const) : ('browser' as const),
    platform: process.platform,
    node: process.versions.node,
    sqlite: studio.workspace.sqliteVersion,
    workspace: studio.workspace.directory,
    vault: studio.vault.state(),
  })),
});
