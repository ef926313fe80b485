import { Alert, Badge, Button, Group } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { Failed, Loading } from '../../components/states.tsx';
import {
  IconAlertTriangle,
  IconFileCode,
  IconFileImport,
  IconPackage,
  IconPlayerPlay,
  IconPlugConnected,
  IconTrash,
  IconUpload,
} from '../../icons.ts';
import { formatPlural, formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { ConnectionList } from '../connections/connection-list.tsx';
import { refreshConnections } from '../connections/store.ts';
import { showFile } from '../editor/store.ts';
import { changeForm, startRun } from '../run/store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { showPanel } from '../workbench/layout.ts';
import { CommandGrid, EntityGrid } from './overview-grids.tsx';
import './overview.css';
import { RevisionList } from './revision-list.tsx';
import { refreshConnector, useConnectors } from './store.ts';

function Facts({ detail }: { readonly detail: ConnectorDetail }) {
  const { manifest } = detail;
  return (
    <dl className="facts">
      <div>
        <dt>Version</dt>
        <dd>{detail.version}</dd>
      </div>
      <div>
        <dt>Revision</dt>
        <dd>
          {detail.revision}, {formatTime(detail.updatedAt)}
        </dd>
      </div>
      <div>
        <dt>Authentication</dt>
        <dd>{manifest?.authentication.map((one) => visibleText(one.name)).join(', ') ?? '–'}</dd>
      </div>
      <div>
        <dt>Hosts</dt>
        <dd className="mono">{manifest?.hosts.map(visibleText).join(', ') || 'none declared'}</dd>
      </div>
    </dl>
  );
}

function Page({ detail }: { readonly detail: ConnectorDetail }) {
  const { id, manifest } = detail;
  const commands = useMemo(() => Object.entries(manifest?.commands ?? {}), [manifest]);
  const preview = (entity: string) => {
    changeForm(id, { target: 'data', entity });
    showPanel('result');
    void startRun(id);
  };
  return (
    <div className="overview">
      <header className="overview-head">
        <IconPackage size={34} stroke={1.3} className="tone-info" aria-hidden />
        <div className="grow">
          <h2 className="overview-title">
            {visibleText(detail.name)} <span className="mono dim">{id}</span>
          </h2>
          <p className="overview-text">{visibleText(detail.description) || 'No description.'}</p>
        </div>
        <Group gap={6} wrap="nowrap" align="start">
          <Button
            variant="default"
            leftSection={<IconFileImport size={13} />}
            onClick={() => openDialog({ kind: 'import', connector: id })}
          >
            Import a newer description…
          </Button>
          <Button
            variant="default"
            leftSection={<IconUpload size={13} />}
            onClick={() => openDialog({ kind: 'publish', connector: id })}
          >
            Publish…
          </Button>
          <Button
            variant="default"
            color="red"
            leftSection={<IconTrash size={13} />}
            onClick={() => openDialog({ kind: 'remove', connector: id })}
          >
            Remove…
          </Button>
        </Group>
      </header>
      {detail.problem === undefined ? null : (
        <Alert color="red" icon={<IconAlertTriangle size={16} />} title="connector.json cannot be read">
          <p>{visibleText(detail.problem)}</p>
          <Button mt="sm" variant="default" onClick={() => showFile(id, 'connector.json')}>
            Open connector.json
          </Button>
        </Alert>
      )}
      <Facts detail={detail} />
      <section aria-label="Connections">
        <div className="overview-section">
          <h3>Connections</h3>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlugConnected size={13} />}
            onClick={() => openDialog({ kind: 'connection', connector: id })}
          >
            New connection…
          </Button>
        </div>
        <ConnectionList connector={id} />
      </section>
      <section aria-label="Entities">
        <div className="overview-section">
          <h3>Entities</h3>
          <Badge>{detail.entities}</Badge>
          <span className="dim">Enter or a double click reads the first page, Space probes.</span>
          {detail.entities === 0 ? null : (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconPlugConnected size={13} />}
              onClick={() => openDialog({ kind: 'probe', connector: id })}
            >
              Probe all…
            </Button>
          )}
        </div>
        <EntityGrid connector={id} entities={manifest?.entities ?? []} onOpen={preview} />
      </section>
      {commands.length === 0 ? null : (
        <section aria-label="Commands">
          <div className="overview-section">
            <h3>Commands</h3>
            <Badge>{commands.length}</Badge>
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconFileCode size={13} />}
              onClick={() => showFile(id, 'commands.js')}
            >
              Open commands.js
            </Button>
          </div>
          <CommandGrid
            commands={commands}
            onOpen={(target) => {
              changeForm(id, { target });
              showPanel('result');
            }}
          />
        </section>
      )}
      <section aria-label="Revisions">
        <div className="overview-section">
          <h3>Revisions</h3>
        </div>
        <RevisionList connector={id} />
      </section>
      <p className="dim overview-foot">
        <IconPlayerPlay size={12} aria-hidden /> {formatPlural(detail.files.length, 'file')},{' '}
        {formatPlural(detail.entities, 'entity', 'entities')}, {formatPlural(detail.commands, 'command')}.
      </p>
    </div>
  );
}

/** The first page of a connector: what it is, its connections, its tables and commands, its history. */
export function Overview({ connector }: { readonly connector: string }) {
  const detail = useConnectors((state) => state.details.get(connector));
  useEffect(() => {
    void refreshConnector(connector);
    void refreshConnections(connector);
  }, [connector]);
  if (detail === undefined || detail.kind === 'loading') return <Loading what={`Opening ${connector}…`} />;
  if (detail.kind === 'failed')
    return <Failed failure={detail.failure} onRetry={() => void refreshConnector(connector)} />;
  return <Page detail={detail.value} />;
}
