import { Badge, Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { GalleryListing } from '../../../../shared/contract/gallery.ts';
import type { Tenant } from '../../../../shared/contract/tenants.ts';
import { attempt } from '../../backend/session.ts';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconBuildingStore, IconSearch } from '../../icons.ts';
import { formatCount } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { usePages } from '../../lib/use-pages.ts';
import { publisherTexts, galleryTexts as texts } from '../../texts/gallery.ts';
import { tenantsTexts } from '../../texts/tenants.ts';
import { showTab } from '../editor/store.ts';
import { FilterText } from '../tenants/filter-text.tsx';
import { chooseTenant, marketplacesOf, useTenants } from '../tenants/store.ts';
import { TenantSelect } from '../tenants/tenant-select.tsx';
import './gallery.css';
import { CardLogo } from './card-logo.tsx';
import { priceWords } from './price.ts';
import { VerifiedBadge } from './publisher.tsx';
import { changeSearch, emptySearch, type GallerySearch, searchOf, useGallery } from './store.ts';

const typedMs = 250;
const kinds = ['saas', 'hardware'] as const;

function Filters({ tenant, search }: { readonly tenant: Tenant; readonly search: GallerySearch }) {
  const marketplaces = useTenants(marketplacesOf);
  const [categories] = useLoaded(tenant.id, () => attempt((api) => api.gallery.categories({ tenant: tenant.id })));
  const names = categories.kind === 'ready' ? categories.value : [];
  return (
    <div className="market-bar">
      <TenantSelect
        label={tenantsTexts.tenant}
        hideLabel
        marketplaces={marketplaces}
        value={tenant.id}
        onChange={chooseTenant}
      />
      <TextInput
        aria-label={texts.search}
        placeholder={texts.search}
        leftSection={<IconSearch size={13} aria-hidden />}
        className="gallery-search"
        value={search.query}
        onChange={(event) => changeSearch(tenant.id, { query: event.currentTarget.value })}
        data-autofocus
      />
      {names.length === 0 ? null : (
        <Select
          aria-label={texts.category}
          w={170}
          data={[
            { value: '', label: texts.allCategories },
            ...names.map(({ name, count }) => ({
              value: name,
              label: texts.categoryCount(visibleText(name), formatCount(count)),
            })),
          ]}
          value={search.category}
          onChange={(category) => changeSearch(tenant.id, { category: category ?? '' })}
        />
      )}
      <Select
        aria-label={texts.kind}
        w={110}
        data={[{ value: '', label: texts.allKinds }, ...kinds.map((value) => ({ value, label: texts.kinds[value] }))]}
        value={search.kind}
        onChange={(kind) => changeSearch(tenant.id, { kind: kinds.find((one) => one === kind) ?? '' })}
      />
      <FilterText
        key={search.capability}
        label={texts.capability}
        placeholder={texts.capabilityExample}
        value={search.capability}
        onChange={(capability) => changeSearch(tenant.id, { capability })}
      />
    </div>
  );
}

function Card({ tenant, listing }: { readonly tenant: string; readonly listing: GalleryListing }) {
  const { id, name, description, latestVersion, status, capabilities, price, category } = listing;
  const { publisher, publisherVerified, resembles } = listing;
  const shown = visibleText(name);
  const further = [visibleText(category ?? ''), price === null ? '' : priceWords(price)]
    .filter((part) => part !== '')
    .join(' · ');
  return (
    <li>
      <button type="button" className="listing-card" onClick={() => showTab({ kind: 'listing', tenant, listing: id })}>
        <CardLogo tenant={tenant} listing={id} version={latestVersion} name={shown} />
        <span className="listing-words">
          <span className="listing-name">
            <strong className="ellipsis">{shown}</strong>
            <span className="dim">{visibleText(latestVersion)}</span>
            {resembles === null ? null : (
              <Badge color="orange" className="badge-orange" title={publisherTexts.resembles(visibleText(resembles))}>
                {publisherTexts.lookalike}
              </Badge>
            )}
            {status === 'live' ? null : (
              <Badge color="orange" className="badge-orange">
                {visibleText(texts.status(status))}
              </Badge>
            )}
          </span>
          <span className="listing-text">{visibleText(description)}</span>
          <span className="listing-facts dim">
            {publisher === null ? null : (
              <>
                {texts.by(visibleText(publisher))} <VerifiedBadge publisherVerified={publisherVerified} />
              </>
            )}
            {publisher === null || further === '' ? further : ` · ${further}`}
          </span>
          <span className="mono dim ellipsis">{visibleText(capabilities.join(', '))}</span>
        </span>
      </button>
    </li>
  );
}

/** The catalogue of a marketplace, as a tenant sees it. */
export function GalleryPage({ tenant }: { readonly tenant: Tenant }) {
  const search = useGallery((state) => searchOf(state, tenant.id));
  const { query: typed, category, kind, capability } = search;
  const [query] = useDebouncedValue(typed.trim(), typedMs);
  const { list, hasMore, busy, more, reload } = usePages(
    JSON.stringify([tenant.id, query, category, kind, capability]),
    async (cursor) => {
      const result = await attempt((api) =>
        api.gallery.search({
          tenant: tenant.id,
          ...(query === '' ? {} : { query }),
          ...(category === '' ? {} : { category }),
          ...(kind === '' ? {} : { kind }),
          ...(capability === '' ? {} : { capability }),
          ...(cursor === undefined ? {} : { cursor }),
        }),
      );
      return result.ok ? { ok: true, value: { rows: result.value.listings, cursor: result.value.cursor } } : result;
    },
  );
  const isFiltered = [query, category, kind, capability].some((part) => part !== '');
  return (
    <section className="market" aria-label={texts.title}>
      <Filters tenant={tenant} search={search} />
      {list.kind === 'loading' ? <Loading what={texts.searching} /> : null}
      {list.kind === 'failed' ? <Failed failure={list.failure} onRetry={reload} /> : null}
      {list.kind === 'ready' && list.value.length === 0 ? (
        <Empty
          icon={<IconBuildingStore size={28} stroke={1.4} aria-hidden />}
          title={isFiltered ? texts.noneFound : texts.none}
        >
          {isFiltered ? (
            <Button variant="default" onClick={() => changeSearch(tenant.id, emptySearch)}>
              {texts.clear}
            </Button>
          ) : (
            <p>{texts.noneText}</p>
          )}
        </Empty>
      ) : null}
      {list.kind === 'ready' && list.value.length > 0 ? (
        <div className="gallery-scroll">
          <ul className="gallery-cards" aria-label={texts.listings}>
            {list.value.map((one) => (
              <Card key={one.id} tenant={tenant.id} listing={one} />
            ))}
          </ul>
          {hasMore ? (
            <Button variant="default" loading={busy} onClick={more}>
              {texts.more}
            </Button>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
