import { fail } from '../../shared/result.ts';
import type { Studio } from '../studio/index.ts';
import { productVersion } from '../version.ts';
import { os, unwrap } from './handler.ts';

const noDemo = fail('input', 'no_demo', 'This host has no demo API: call studio demo-api, and import its description.');

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
  startDemo: os.app.startDemo.handler(async () => unwrap(await (studio.demo?.start() ?? noDemo))),
});
