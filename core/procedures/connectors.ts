import { checkTypeScript } from '../sandbox/index.ts';
import { createBlank } from '../studio/create.ts';
import { duplicateConnector } from '../studio/duplicate.ts';
import type { Studio } from '../studio/index.ts';
import { readinessOfConnector } from '../studio/readiness.ts';
import { disconnectConnector } from '../studio/revoke.ts';
import { os, unwrap } from './handler.ts';
import { searchProcedures } from './search.ts';

export const connectorProcedures = (studio: Studio) => {
  const { connectors } = studio.workspace;
  return {
    list: os.connectors.list.handler(() => [...connectors.list().data]),
    get: os.connectors.get.handler(({ input }) => unwrap(connectors.get(input.id))),
    create: os.connectors.create.handler(({ input }) => unwrap(createBlank(studio, input))),
    readiness: os.connectors.readiness.handler(({ input }) => [...unwrap(readinessOfConnector(studio, input.id))]),
    readFile: os.connectors.readFile.handler(({ input }) =>
      unwrap(connectors.readFile(input.id, input.path, input.revision)),
    ),
    saveFiles: os.connectors.saveFiles.handler(async ({ input }) => {
      unwrap(await checkTypeScript(input.files.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]))));
      const gone = input.files.every((file) => file.text === null);
      const message =
        input.message ?? `${gone ? 'Removed' : 'Edited'} ${input.files.map((file) => file.path).join(', ')}`;
      return { revision: unwrap(connectors.save(input.id, input.baseRevision, input.files, message)).revision };
    }),
    revisions: os.connectors.revisions.handler(({ input }) => [...unwrap(connectors.revisions(input.id))]),
    compare: os.connectors.compare.handler(({ input }) => [...unwrap(connectors.compare(input.id, input.pairs))]),
    label: os.connectors.label.handler(({ input }) => {
      unwrap(connectors.label(input.id, input.revision, input.label));
      return { labelled: true };
    }),
    restore: os.connectors.restore.handler(({ input: { id, revision, baseRevision } }) => {
      const { files } = unwrap(connectors.files(id, revision));
      const saved = unwrap(connectors.replace(id, files, `Back to revision ${revision}`, { baseRevision }));
      return { revision: saved.revision };
    }),
    remove: os.connectors.remove.handler(async ({ input }) => ({
      removed: await disconnectConnector(studio, input.id),
    })),
    duplicate: os.connectors.duplicate.handler(({ input }) => unwrap(duplicateConnector(studio, input.id, input.as))),
    search: searchProcedures(studio),
  };
};
