import { viewLimits } from '../../shared/limits.ts';
import { impactOf } from '../studio/impact.ts';
import type { Studio } from '../studio/index.ts';
import { startPublication } from '../studio/outbox/begin.ts';
import { cancelPublication, removePublication, retryPublication } from '../studio/outbox/control.ts';
import { listPublications, shownPublication } from '../studio/outbox/index.ts';
import { previewPublish, raiseForMarketplace } from '../studio/publish.ts';
import { listMarketplaces } from '../studio/tenants.ts';
import { os, unwrap } from './handler.ts';
import { latest } from './latest.ts';

export const publishProcedures = (studio: Studio) => {
  const { outbox } = studio;
  /** What was written down goes out while the page goes on. */
  const goOn = (): void => {
    outbox.changed();
    outbox.wake();
  };
  const marketplaceOf = ({ marketplace, tenant }: { marketplace?: string | undefined; tenant?: string | undefined }) =>
    tenant === undefined ? marketplace : unwrap(studio.workspace.tenants.get(tenant)).marketplace;
  return {
    preview: os.publish.preview.handler(({ input }) => previewPublish(studio, input.connector, marketplaceOf(input))),
    marketplaces: os.publish.marketplaces.handler(async () => [...(await listMarketplaces(studio))]),
    raise: os.publish.raise.handler(async ({ input }) => unwrap(await raiseForMarketplace(studio, input))),
    impact: os.publish.impact.handler(async ({ input }) =>
      unwrap(await impactOf(studio, input.connector, input.tenants)),
    ),
    start: os.publish.start.handler(async ({ input }) => {
      const publication = unwrap(await startPublication(studio, input));
      goOn();
      return { publication };
    }),
    publications: os.publish.publications.handler(() => listPublications(studio)),
    follow: os.publish.follow.handler(async function* ({ signal }) {
      yield* latest(() => listPublications(studio), outbox.onChange, viewLimits.eventBatchMs, signal);
    }),
    retry: os.publish.retry.handler(async ({ input }) => {
      const publication = unwrap(await retryPublication(studio, input.publication, input.auth));
      goOn();
      return shownPublication(publication);
    }),
    cancel: os.publish.cancel.handler(async ({ input }) => {
      const publication = unwrap(await cancelPublication(studio, input.publication));
      outbox.changed();
      return shownPublication(publication);
    }),
    remove: os.publish.remove.handler(async ({ input }) => {
      const removed = unwrap(await removePublication(studio, input.publication));
      outbox.changed();
      return { removed };
    }),
  };
};
