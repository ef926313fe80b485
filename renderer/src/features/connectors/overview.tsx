import { Alert, Badge, Button } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { findCommands } from '../../../../shared/connector/files.ts';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { IconAlertTriangle, IconFileCode, IconPlugConnected, IconTable } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { overviewTexts as texts } from '../../texts/overview.ts';
import { ConnectionList } from '../connections/connection-list.tsx';
import { refreshConnections } from '../connections/store.ts';
import { showFile } from '../editor/store.ts';
import { showEntities } from '../entities/store.ts';
import { DemoConnect } from '../import/demo-connect.tsx';
import { changeForm, startRun } from '../run/store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { showPanel } from '../workbench/layout.ts';
import { CoverageStrip } from './coverage-strip.tsx';
import './overview.css';
import { OriginStrip } from '../gallery/origin-strip.tsx';
import { CommandGrid, EntityGrid } from './overview-grids.tsx';
import { OverviewFacts, OverviewHead } from './overview-head.tsx';
import { ReadinessList } from './readiness-list.tsx';
import { RevisionList } from './revision-list.tsx';
import { refreshConnector, useConnectors } from './store.ts';
import { useFreshCoverage } from './use-fresh-coverage.ts';

function Entities({ detail }: { readonly detail: ConnectorDetail }) {
  const { id, manifest } = detail;
  const preview = (entity: string) => {
    changeForm(id, { target: 'data', entity });
    showPanel('result');
    void startRun(id);
  };
  return (
    <section aria-label={texts.entities}>
      <div className="overview-section">
        <h3>{texts.entities}</h3>
        <Badge>{detail.entities}</Badge>
        {detail.entities === 0 ? null : (
          <>
            <span className="dim">{texts.entitiesHint}</span>
            <span className="overview-buttons">
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<IconTable size={13} />}
                onClick={() => showEntities(id)}
              >
                {texts.showEntities}
              </Button>
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<IconPlugConnected size={13} />}
                onClick={() => openDialog({ kind: 'probe', connector: id })}
              >
                {texts.probeAll}
              </Button>
            </span>
          </>
        )}
      </div>
      <EntityGrid connector={id} entities={manifest?.entities ?? []} onOpen={preview} />
    </section>
  );
}

function Commands({ detail }: { readonly detail: ConnectorDetail }) {
  const { id, manifest, files } = detail;
  const commands = useMemo(() => Object.entries(manifest?.commands ?? {}), [manifest]);
  const path = useMemo(() => findCommands(new Set(files.map((file) => file.path))), [files]);
  if (commands.length === 0) return null;
  return (
    <section aria-label={texts.commands}>
      <div className="overview-section">
        <h3>{texts.commands}</h3>
        <Badge>{commands.length}</Badge>
        {path === undefined ? null : (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconFileCode size={13} />}
            onClick={() => showFile(id, path)}
          >
            {texts.openFile(path)}
          </Button>
        )}
      </div>
      <CommandGrid
        commands={commands}
        onOpen={(target) => {
          changeForm(id, { target });
          showPanel('result');
        }}
      />
    </section>
  );
}

function Page({ detail }: { readonly detail: ConnectorDetail }) {
  const { id } = detail;
  return (
    <div className="overview">
      <OverviewHead detail={detail} />
      {detail.problem === undefined ? null : (
        <Alert color="red" icon={<IconAlertTriangle size={16} />} title={texts.badManifest}>
          <p>{visibleText(detail.problem)}</p>
          <Button mt="sm" variant="default" onClick={() => showFile(id, 'connector.json')}>
            {texts.openManifest}
          </Button>
        </Alert>
      )}
      <OverviewFacts detail={detail} />
      <OriginStrip connector={id} />
      <section aria-label={texts.connections}>
        <div className="overview-section">
          <h3>{texts.connections}</h3>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlugConnected size={13} />}
            onClick={() => openDialog({ kind: 'connection', connector: id })}
          >
            {texts.newConnection}
          </Button>
        </div>
        <ConnectionList connector={id} />
        <DemoConnect detail={detail} />
      </section>
      {detail.manifest === null ? null : <CoverageStrip connector={id} />}
      <ReadinessList detail={detail} />
      <Entities detail={detail} />
      <Commands detail={detail} />
      <section aria-label={texts.revisions}>
        <div className="overview-section">
          <h3>{texts.revisions}</h3>
        </div>
        <RevisionList connector={id} />
      </section>
    </div>
  );
}

/** The first page of a connector: what it is, its connections, what ran green, its tables and commands, its history. */
export function Overview({ connector }: { readonly connector: string }) {
  const detail = useConnectors((state) => state.details.get(connector));
  useEffect(() => {
    void refreshConnector(connector);
    void refreshConnections(connector);
  }, [connector]);
  useFreshCoverage(connector);
  if (detail === undefined || detail.kind === 'loading') return <Loading what={texts.opening(connector)} />;
  if (detail.kind === 'failed')
    return <Failed failure={detail.failure} onRetry={() => void refreshConnector(connector)} />;
  return <Page detail={detail.value} />;
}
