import { connectorOrigin, forkListing } from '../studio/fork.ts';
import { galleryCategories, galleryContent, galleryListing, galleryLogo, searchGallery } from '../studio/gallery.ts';
import type { Studio } from '../studio/index.ts';
import { applyUpdate, updateOf } from '../studio/update.ts';
import { os, unwrap } from './handler.ts';

export const galleryProcedures = (studio: Studio) => ({
  search: os.gallery.search.handler(async ({ input: { tenant, ...filters } }) =>
    unwrap(await searchGallery(studio, tenant, filters)),
  ),
  categories: os.gallery.categories.handler(async ({ input }) => unwrap(await galleryCategories(studio, input.tenant))),
  get: os.gallery.get.handler(async ({ input }) => unwrap(await galleryListing(studio, input.tenant, input.listing))),
  content: os.gallery.content.handler(async ({ input: { tenant, listing, version } }) =>
    unwrap(await galleryContent(studio, tenant, listing, version)),
  ),
  logo: os.gallery.logo.handler(async ({ input: { tenant, listing, version } }) =>
    unwrap(await galleryLogo(studio, tenant, listing, version)),
  ),
  fork: os.gallery.fork.handler(async ({ input }) => unwrap(await forkListing(studio, input))),
  origin: os.gallery.origin.handler(({ input }) => connectorOrigin(studio, input.connector)),
  update: os.gallery.update.handler(async ({ input }) =>
    unwrap(await updateOf(studio, input.connector, input.version)),
  ),
  applyUpdate: os.gallery.applyUpdate.handler(async ({ input }) => {
    const applied = unwrap(await applyUpdate(studio, input));
    return { ...applied, conflicts: [...applied.conflicts] };
  }),
});
