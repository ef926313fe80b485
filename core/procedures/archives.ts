import { fetchFile } from '../import/fetch.ts';
import { packConnector } from '../package/index.ts';
import { openRoute } from '../runs/index.ts';
import { inspectArchive, openArchive } from '../studio/archive.ts';
import type { Studio } from '../studio/index.ts';
import { os, unwrap } from './handler.ts';

const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

export const archiveProcedures = (studio: Studio) => ({
  fetch: os.archives.fetch.handler(async ({ input, signal }) => {
    const { fileName, bytes } = unwrap(await fetchFile(input.address, signal, unwrap(await openRoute(studio))));
    return { fileName, base64: Buffer.from(bytes).toString('base64') };
  }),
  inspect: os.archives.inspect.handler(async ({ input }) =>
    unwrap(await inspectArchive(studio, bytesOf(input.base64))),
  ),
  open: os.archives.open.handler(async ({ input: { base64, ...request } }) =>
    unwrap(await openArchive(studio, bytesOf(base64), request)),
  ),
  export: os.archives.export.handler(async ({ input: { id } }) => {
    const { bytes, digest } = unwrap(await packConnector(unwrap(studio.workspace.connectors.files(id)).files));
    return { fileName: `${id}.connector`, base64: Buffer.from(bytes).toString('base64'), digest };
  }),
});
