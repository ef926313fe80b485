import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useEffect } from 'react';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconPlugConnected, IconPlus } from '../../icons.ts';
import { connectionTexts as t } from '../../texts/connections.ts';
import { refreshConnectors, useConnectors } from '../connectors/store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { SideView } from '../workbench/side-view.tsx';
import { ConnectionList } from './connection-list.tsx';
import { refreshConnections } from './store.ts';
import { VaultLockedNote } from './vault-settings.tsx';

function Group({ connector }: { readonly connector: string }) {
  useEffect(() => void refreshConnections(connector), [connector]);
  return (
    <section className="connection-group" aria-label={t.of(connector)}>
      <div className="connection-group-head">
        <h3>{connector}</h3>
        <Tooltip label={t.add}>
          <ActionIcon aria-label={t.addFor(connector)} onClick={() => openDialog({ kind: 'connection', connector })}>
            <IconPlus size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
      <ConnectionList connector={connector} />
    </section>
  );
}

/** All connections, by connector. */
export function ConnectionsView() {
  const list = useConnectors((state) => state.list);
  return (
    <SideView title={t.title}>
      <VaultLockedNote />
      {list.kind === 'loading' ? <Loading what={t.readingWorkspace} /> : null}
      {list.kind === 'failed' ? <Failed failure={list.failure} onRetry={() => void refreshConnectors()} /> : null}
      {list.kind === 'ready' && list.value.length === 0 ? (
        <Empty icon={<IconPlugConnected size={28} stroke={1.4} aria-hidden />} title={t.noConnectors}>
          <p>{t.noConnectorsWhat}</p>
          <Button variant="default" onClick={() => openDialog({ kind: 'import' })}>
            {t.importOne}
          </Button>
        </Empty>
      ) : null}
      {list.kind === 'ready' ? list.value.map((one) => <Group key={one.id} connector={one.id} />) : null}
    </SideView>
  );
}
