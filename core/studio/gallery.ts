import type { z } from 'zod';
import { toolsOf } from '../../shared/connector/capabilities.ts';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { installForm } from '../../shared/connector/install-form.ts';
import type { GalleryContent, GalleryListing, galleryVersionSchema, Publisher } from '../../shared/contract/gallery.ts';
import { ok, type Result } from '../../shared/result.ts';
import {
  getListing,
  getLogo,
  type Listing,
  type ListingDetail,
  type ListingFilters,
  listCategories,
  listListings,
} from '../publish/index.ts';
import type { StudioData } from './index.ts';
import { readListed } from './listed.ts';
import { asTenant } from './tenants.ts';

/** Who stands behind a listing. */
export const shownPublisher = (one: Listing): Publisher => ({
  ...{ publisher: one.publisher, publisherId: one.publisher_id },
  ...{ publisherVerified: one.publisher_verified, resembles: one.resembles },
});

const shownListing = (one: Listing): GalleryListing => ({
  ...shownPublisher(one),
  ...{ id: one.id, name: one.name, description: one.description, kind: one.kind, category: one.category },
  ...{ capabilities: one.capabilities, status: one.status, price: one.price },
  ...{ latestVersion: one.latest_version, updatedAt: one.updated_at },
});

const shownVersion = (one: ListingDetail['versions'][number]): z.infer<typeof galleryVersionSchema> => ({
  ...{ version: one.version, digest: one.digest, bytes: one.bytes, changelog: one.changelog },
  ...{ deprecated: one.deprecated, createdAt: one.created_at },
});

/** A page of the catalogue. Failures are those of the marketplace and of `tenantAccess`. */
export const searchGallery = (studio: StudioData, tenant: string, filters: ListingFilters) =>
  asTenant(studio, tenant, async (access) => {
    const page = await listListings({ ...access, ...filters });
    if (!page.ok) return page;
    const { data, has_more, next_cursor } = page.value;
    return ok({ listings: data.map(shownListing), cursor: has_more ? next_cursor : null });
  });

/** The categories of the catalogue; none where the marketplace does not tell. */
export const galleryCategories = (studio: StudioData, tenant: string) =>
  asTenant(studio, tenant, async (access) => {
    const categories = await listCategories(access);
    return categories.ok || categories.error.code !== 'not_found' ? categories : ok([]);
  });

export const galleryListing = (studio: StudioData, tenant: string, listing: string) =>
  asTenant(studio, tenant, async (access) => {
    const detail = await getListing({ ...access, listing });
    return detail.ok
      ? ok({ listing: shownListing(detail.value), versions: detail.value.versions.map(shownVersion) })
      : detail;
  });

/** The logo of a version, foreign text; null where it has none, or the marketplace does not give it by itself. */
export const galleryLogo = (studio: StudioData, tenant: string, listing: string, version: string) =>
  asTenant(studio, tenant, (access) => getLogo({ ...access, listing, version }));

const textOf = (files: readonly ConnectorFile[], path: string): string | null =>
  files.find((file) => file.path === path)?.text ?? null;

/** Looks into a version (the newest where none is named); runs nothing. */
export const galleryContent = (
  studio: StudioData,
  tenant: string,
  listing: string,
  version: string | undefined,
): Promise<Result<GalleryContent>> =>
  asTenant(studio, tenant, async (access): Promise<Result<GalleryContent>> => {
    const detail = await getListing({ ...access, listing });
    if (!detail.ok) return detail;
    const listed = await readListed(access, detail.value, version ?? detail.value.latest_version);
    if (!listed.ok) return listed;
    const { manifest, files, version: stated } = listed.value;
    return ok({
      version: stated.version,
      digest: stated.digest,
      files: files.map(({ path, text }) => ({ path, bytes: Buffer.byteLength(text) })),
      hosts: [...manifest.hosts],
      tools: toolsOf(manifest).map(({ name, sideEffect, description }) => ({
        ...{ name, sideEffect },
        description: description ?? null,
      })),
      entities: manifest.entities.map(({ name }) => name),
      readme: textOf(files, 'README.md'),
      changelog: textOf(files, 'CHANGELOG.md'),
      logo: textOf(files, 'logo.svg'),
      install: installForm(manifest),
    });
  });
