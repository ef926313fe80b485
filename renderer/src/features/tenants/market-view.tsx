import { ActionIcon, Badge, Button, Menu, Tooltip } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import type { Marketplace, Tenant } from '../../../../shared/contract/tenants.ts';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconBuildingStore, IconDots, IconPackage, IconPlus, IconSearch, IconUpload } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { tenantsTexts as texts } from '../../texts/tenants.ts';
import { activeTab, showTab, useEditor } from '../editor/store.ts';
import type { MarketView as View } from '../editor/tabs.ts';
import { isOver } from '../publish/publication.ts';
import { publicationsOf, usePublications } from '../publish/publications-store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { SideView } from '../workbench/side-view.tsx';
import { checkKey } from './actions.ts';
import { chooseTenant, refreshTenants, shownTenant, useTenants } from './store.ts';
import './tenants.css';

const parts = [
  ['gallery', IconSearch],
  ['installed', IconPackage],
  ['publications', IconUpload],
] as const;

function Part({ view, icon }: { readonly view: View; readonly icon: ReactNode }) {
  const current = useEditor((state) => {
    const tab = activeTab(state);
    return tab?.kind === 'market' && tab.view === view;
  });
  const underWay = usePublications((state) =>
    view === 'publications' ? publicationsOf(state).filter((one) => !isOver(one)).length : 0,
  );
  return (
    <button
      type="button"
      className="market-part"
      aria-current={current ? 'page' : undefined}
      onClick={() => showTab({ kind: 'market', view })}
    >
      {icon}
      <span className="grow">{texts.views[view]}</span>
      {underWay === 0 ? null : <Badge className="badge-blue">{underWay}</Badge>}
    </button>
  );
}

function TenantMenu({ tenant }: { readonly tenant: Tenant }) {
  const { id, name } = tenant;
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon aria-label={texts.tenantMenu(visibleText(name))}>
          <IconDots size={13} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => openDialog({ kind: 'tenant', intent: 'rename', tenant: id })}>
          {texts.rename}
        </Menu.Item>
        <Menu.Item onClick={() => openDialog({ kind: 'tenant', intent: 'replaceKey', tenant: id })}>
          {texts.replaceKey}
        </Menu.Item>
        <Menu.Item onClick={() => void checkKey(tenant)}>{texts.check}</Menu.Item>
        <Menu.Divider />
        <Menu.Item className="menu-danger" onClick={() => openDialog({ kind: 'forget', what: { tenant: id }, name })}>
          {texts.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function TenantRow({ tenant }: { readonly tenant: Tenant }) {
  const shown = useTenants((state) => shownTenant(state)?.id === tenant.id);
  return (
    <li className="tenant">
      <button
        type="button"
        className="tenant-name ellipsis"
        aria-pressed={shown}
        onClick={() => chooseTenant(tenant.id)}
      >
        {visibleText(tenant.name)}
      </button>
      {tenant.hasKey ? null : (
        <Tooltip label={texts.noKeyTip}>
          <Badge color="orange" className="badge-orange">
            {texts.noKey}
          </Badge>
        </Tooltip>
      )}
      <TenantMenu tenant={tenant} />
    </li>
  );
}

function MarketplaceGroup({ marketplace: { url, tenants } }: { readonly marketplace: Marketplace }) {
  const shown = visibleText(url);
  return (
    <section className="tenant-group" aria-label={texts.ofMarketplace(shown)}>
      <div className="tenant-group-head">
        <Tooltip label={shown}>
          <h3 className="ellipsis">{shown.replace(/^https?:\/\//, '')}</h3>
        </Tooltip>
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <ActionIcon aria-label={texts.marketplaceMenu(shown)}>
              <IconDots size={13} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => openDialog({ kind: 'tenant', intent: 'add', marketplace: url })}>
              {texts.add}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              className="menu-danger"
              onClick={() => openDialog({ kind: 'forget', what: { marketplace: url }, name: url })}
            >
              {texts.removeMarketplace}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <ul className="tenants">
        {tenants.map((tenant) => (
          <TenantRow key={tenant.id} tenant={tenant} />
        ))}
      </ul>
    </section>
  );
}

/** The way to the gallery, to what is installed and to publications, and the tenants that are known. */
export function MarketView() {
  const list = useTenants((state) => state.list);
  useEffect(() => void refreshTenants(), []);
  const add = () => openDialog({ kind: 'tenant', intent: 'add' });
  return (
    <SideView
      title={texts.title}
      actions={
        <Tooltip label={texts.add}>
          <ActionIcon aria-label={texts.add} onClick={add}>
            <IconPlus size={14} />
          </ActionIcon>
        </Tooltip>
      }
    >
      <nav className="market-parts" aria-label={texts.sections}>
        {parts.map(([view, Icon]) => (
          <Part key={view} view={view} icon={<Icon size={14} aria-hidden />} />
        ))}
      </nav>
      {list.kind === 'loading' ? <Loading what={texts.reading} /> : null}
      {list.kind === 'failed' ? <Failed failure={list.failure} onRetry={() => void refreshTenants()} /> : null}
      {list.kind === 'ready' && list.value.length === 0 ? (
        <div className="market-empty">
          <Empty icon={<IconBuildingStore size={28} stroke={1.4} aria-hidden />} title={texts.none}>
            <p>{texts.noneText}</p>
            <Button variant="default" onClick={add}>
              {texts.add}
            </Button>
          </Empty>
        </div>
      ) : null}
      {list.kind === 'ready' ? list.value.map((one) => <MarketplaceGroup key={one.url} marketplace={one} />) : null}
    </SideView>
  );
}
