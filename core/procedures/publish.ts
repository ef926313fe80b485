import type { Studio } from '../studio/index.ts';
import { listMarketplaces, previewPublish, publishFromWorkspace, raiseForMarketplace } from '../studio/publish.ts';
import { os, unwrap } from './handler.ts';

export const publishProcedures = (studio: Studio) => ({
  preview: os.publish.preview.handler(({ input }) => previewPublish(studio, input.connector, input.marketplace)),
  marketplaces: os.publish.marketplaces.handler(() => listMarketplaces(studio)),
  raise: os.publish.raise.handler(async ({ input }) => unwrap(await raiseForMarketplace(studio, input))),
  publish: os.publish.publish.handler(async ({ input }) => unwrap(await publishFromWorkspace(studio, input))),
});
