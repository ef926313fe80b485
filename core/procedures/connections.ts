import { listConnections, removeConnection, saveConnection } from '../studio/connections.ts';
import type { Studio } from '../studio/index.ts';
import { os, unwrap } from './handler.ts';

export const connectionProcedures = (studio: Studio) => ({
  list: os.connections.list.handler(({ input }) => listConnections(studio, input.connector)),
  save: os.connections.save.handler(async ({ input }) => unwrap(await saveConnection(studio, input))),
  remove: os.connections.remove.handler(async ({ input }) => ({
    removed: await removeConnection(studio, input.connector, input.name),
  })),
});
