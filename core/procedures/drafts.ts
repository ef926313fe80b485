import type { Studio } from '../studio/index.ts';
import { os, unwrap } from './handler.ts';

export const draftProcedures = (studio: Studio) => {
  const { drafts } = studio.workspace;
  return {
    save: os.drafts.save.handler(({ input }) => ({ kept: unwrap(drafts.save(input.window, input.drafts)) })),
    claim: os.drafts.claim.handler(({ input }) => [...drafts.claim(input.window, studio.windows.names)]),
    drop: os.drafts.drop.handler(({ input }) => ({ dropped: drafts.drop(input.window, input.places) })),
  };
};
