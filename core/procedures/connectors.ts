import { checkTypeScript } from '../sandbox/index.ts';
import { createBlank } from '../studio/create.ts';
import type { Studio } from '../studio/index.ts';
import { readinessOfConnector } from '../studio/readiness.ts';
import { disconnectConnector } from '../studio/revoke.ts';
import { os, unwrap } from './handler.ts';

export const connectorProcedures = (studio: Studio) => {
  const { connectors } = studio.workspace;
  return {
    list: os.connectors.list.handler(() => [...connectors.list().data]),
    get: os.connectors.get.handler(({ input }) => unwrap(connectors.get(input.id))),
    create: os.connectors.create.handler(({ input }) => unwrap(createBlank(studio, input))),
    readiness: os.connectors.readiness.handler(({ input }) => [...unwrap(readinessOfConnector(studio, input.id))]),
    readFile: os.connectors.readFile.handler(({ input }) => unwrap(connectors.readFile(input.id, input.path))),
    saveFiles: os.connectors.saveFiles.handler(async ({ input }) => {
      unwrap(await checkTypeScript(input.files));
      const message = input.message ?? `Edited ${input.files.map((file) => file.path).join(', ')}`;
      return { revision: unwrap(connectors.save(input.id, input.baseRevision, input.files, message)).revision };
    }),
    revisions: os.connectors.revisions.handler(({ input }) => [...unwrap(connectors.revisions(input.id))]),
    restore: os.connectors.restore.handler(({ input: { id, revision, baseRevision } }) => {
      const { files } = unwrap(connectors.files(id, revision));
      const saved = unwrap(connectors.replace(id, files, `Back to revision ${revision}`, { baseRevision }));
      return { revision: saved.revision };
    }),
    remove: os.connectors.remove.handler(async ({ input }) => ({
      removed: await disconnectConnector(studio, input.id),
    })),
  };
};
