import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconBuildingStore } from '../../icons.ts';
import { tenantsTexts as texts } from '../../texts/tenants.ts';
import type { MarketView } from '../editor/tabs.ts';
import { GalleryPage } from '../gallery/gallery-page.tsx';
import { PublicationsPage } from '../publish/publications-page.tsx';
import { openDialog } from '../workbench/dialogs.ts';
import { InstalledPage } from './installed-page.tsx';
import { refreshTenants, shownTenant, useTenants } from './store.ts';
import './tenants.css';

/** What is looked at through a tenant; the way to the first one where there is none. */
function OfTenant({ view }: { readonly view: 'gallery' | 'installed' }) {
  const list = useTenants((state) => state.list);
  const tenant = useTenants(shownTenant);
  useEffect(() => void refreshTenants(), []);
  if (list.kind === 'loading') return <Loading what={texts.reading} />;
  if (list.kind === 'failed') return <Failed failure={list.failure} onRetry={() => void refreshTenants()} />;
  if (tenant === undefined)
    return (
      <Empty icon={<IconBuildingStore size={28} stroke={1.4} aria-hidden />} title={texts.none}>
        <p>{texts.noneText}</p>
        <Button onClick={() => openDialog({ kind: 'tenant', intent: 'add' })}>{texts.add}</Button>
      </Empty>
    );
  return view === 'gallery' ? (
    <GalleryPage key={tenant.id} tenant={tenant} />
  ) : (
    <InstalledPage key={tenant.id} tenant={tenant} />
  );
}

/** A part of the marketplace: the gallery, what is installed, or publications. */
export function MarketPage({ view }: { readonly view: MarketView }) {
  return view === 'publications' ? <PublicationsPage /> : <OfTenant view={view} />;
}
