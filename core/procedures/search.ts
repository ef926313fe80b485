import { searchFiles } from '../search/index.ts';
import type { Studio } from '../studio/index.ts';
import { os, unwrap } from './handler.ts';

export const searchProcedures = (studio: Studio) =>
  os.connectors.search.handler(async function* ({ input, signal }) {
    yield* unwrap(searchFiles(studio.workspace.connectors, input, signal));
  });
