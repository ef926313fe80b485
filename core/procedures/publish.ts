import type { Studio } from '../studio/index.ts';
import { listMarketplaces, previewPublish, publishFromWorkspace } from '../studio/publish.ts';
import { os, unwrap } from './handler.ts';

export const publishProcedures = (studio: Studio) => ({
  preview: os.publish.preview.handler(({ input }) => previewPublish(studio, input.connector)),
  marketplaces: os.publish.marketplaces.handler(() => listMarketplaces(studio)),
  publish: os.publish.publish.handler(async ({ input }) => unwrap(await publishFromWorkspace(studio, input))),
});
