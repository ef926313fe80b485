import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { InstanceSummary, Tenant } from '../../../../shared/contract/tenants.ts';
import { attempt } from '../../backend/session.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconPackage, IconRefresh } from '../../icons.ts';
import { formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { usePages } from '../../lib/use-pages.ts';
import { tenantsTexts, instancesTexts as texts } from '../../texts/tenants.ts';
import { isOver } from '../publish/publication.ts';
import { publicationsOf, usePublications } from '../publish/publications-store.ts';
import { showMarket } from './actions.ts';
import { FilterText } from './filter-text.tsx';
import { InstanceDetail } from './instance-detail.tsx';
import { StatusBadge } from './status-badge.tsx';
import { chooseTenant, marketplacesOf, useTenants } from './store.ts';
import { TenantSelect } from './tenant-select.tsx';

const words = texts.columns;

const columns: readonly GridColumn<InstanceSummary>[] = [
  { id: 'status', title: words.status, width: '136px', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    id: 'name',
    title: words.name,
    width: 'minmax(110px, 1fr)',
    cell: ({ name }) => <strong>{visibleText(name)}</strong>,
  },
  {
    id: 'version',
    title: words.version,
    width: '70px',
    cell: ({ version }) => (version === null ? texts.unknown : visibleText(version)),
  },
  {
    id: 'capabilities',
    title: words.capabilities,
    width: 'minmax(90px, 1.2fr)',
    cell: ({ capabilities }) => <span className="mono">{visibleText(capabilities.join(', '))}</span>,
  },
  {
    id: 'synced',
    title: words.synced,
    width: '104px',
    cell: ({ lastSyncedAt }) => (
      <span className="dim">{lastSyncedAt === null ? texts.never : formatTime(lastSyncedAt)}</span>
    ),
  },
];

const statuses = ['connected', 'pending_auth', 'error'] as const;
type Status = (typeof statuses)[number];

/** What is installed in a tenant, beside the one that is looked at. */
export function InstalledPage({ tenant }: { readonly tenant: Tenant }) {
  const marketplaces = useTenants(marketplacesOf);
  const [status, setStatus] = useState<Status | ''>('');
  const [capability, setCapability] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { list, hasMore, busy, more, reload } = usePages(`${tenant.id} ${status} ${capability}`, async (cursor) => {
    const result = await attempt((api) =>
      api.tenants.instances({
        tenant: tenant.id,
        ...(status === '' ? {} : { status }),
        ...(capability === '' ? {} : { capability }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
    );
    return result.ok ? { ok: true, value: { rows: result.value.instances, cursor: result.value.cursor } } : result;
  });
  // What publications and swaps have done by now.
  const over = usePublications((state) => publicationsOf(state).filter(isOver).length);
  const changes = useTenants((state) => state.instanceChanges) + over;
  useEffect(() => {
    if (changes > 0) reload();
  }, [changes, reload]);
  const rows = list.kind === 'ready' ? list.value : [];
  const shown = rows.find(({ id }) => id === chosen) ?? rows[0];
  return (
    <section className="market" aria-label={texts.title(visibleText(tenant.name))}>
      <div className="market-bar">
        <TenantSelect
          label={tenantsTexts.tenant}
          hideLabel
          marketplaces={marketplaces}
          value={tenant.id}
          onChange={chooseTenant}
        />
        <Select
          aria-label={texts.filter}
          data={[
            { value: '', label: texts.anyStatus },
            ...statuses.map((value) => ({ value, label: texts.statuses[value] })),
          ]}
          value={status}
          w={140}
          onChange={(value) => setStatus(statuses.find((one) => one === value) ?? '')}
        />
        <FilterText
          label={texts.capability}
          placeholder={texts.capabilityExample}
          value={capability}
          onChange={setCapability}
        />
        <span className="grow" />
        <Tooltip label={texts.refresh}>
          <ActionIcon aria-label={texts.refresh} onClick={reload}>
            <IconRefresh size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
      {list.kind === 'loading' ? <Loading what={texts.reading} /> : null}
      {list.kind === 'failed' ? <Failed failure={list.failure} onRetry={reload} /> : null}
      {list.kind === 'ready' && shown === undefined ? (
        status === '' && capability === '' ? (
          <Empty icon={<IconPackage size={28} stroke={1.4} aria-hidden />} title={texts.none}>
            <p>{texts.noneText}</p>
            <Button variant="default" onClick={() => showMarket('gallery')}>
              {texts.showGallery}
            </Button>
          </Empty>
        ) : (
          <Empty title={texts.noneFound} />
        )
      ) : null}
      {shown === undefined ? null : (
        <div className="market-split">
          <div className="market-list">
            <DataGrid
              label={texts.list}
              rows={rows}
              columns={columns}
              rowHeight={28}
              selected={rows.indexOf(shown)}
              onSelect={(index) => setChosen(rows[index]?.id ?? null)}
            />
            {hasMore ? (
              <Button variant="default" className="market-more" loading={busy} onClick={more}>
                {texts.more}
              </Button>
            ) : null}
          </div>
          <InstanceDetail key={shown.id} tenant={tenant} summary={shown} />
        </div>
      )}
    </section>
  );
}
