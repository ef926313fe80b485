import { Button, Group } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import type { Preview } from '../../../../shared/contract/publish.ts';
import { attempt } from '../../backend/session.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { visibleText } from '../../lib/text.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { overviewTexts } from '../../texts/overview.ts';
import { publicationsTexts, publishTexts as texts } from '../../texts/publish.ts';
import '../connectors/overview.css';
import { ReadinessList } from '../connectors/readiness-list.tsx';
import { refreshConnector, useConnectors } from '../connectors/store.ts';
import { useFreshCoverage } from '../connectors/use-fresh-coverage.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { saveConnector } from '../editor/save.ts';
import { useEditor } from '../editor/store.ts';
import { refreshTenants, shownTenant, tenantOf, useTenants } from '../tenants/store.ts';
import { ConfirmSection, FilesSection } from './confirm-section.tsx';
import { formOf, usePublishForms } from './forms-store.ts';
import { FoundSection } from './found-section.tsx';
import { InstallsSection } from './installs-section.tsx';
import { isOver } from './publication.ts';
import { PublicationView } from './publication-view.tsx';
import { latestOf, showPublication, usePublications } from './publications-store.ts';
import './publish.css';
import { PublishFoot } from './publish-foot.tsx';
import { TargetSection } from './target-section.tsx';
import { useStart } from './use-start.ts';
import { VersionSection } from './version-section.tsx';

async function saveAll(connector: string): Promise<void> {
  if (await saveConnector(connector)) await refreshConnector(connector);
}

function Unsaved({ connector }: { readonly connector: string }) {
  const count = useEditor((state) => dirtyDocs(state.docs, connector).length);
  if (count === 0) return null;
  return (
    <Group className="publish-unsaved" justify="space-between" wrap="nowrap">
      <span>{texts.unsaved}</span>
      <Button variant="default" onClick={() => void saveAll(connector)}>
        {texts.saveAll}
      </Button>
    </Group>
  );
}

/** The publication of this connector that is under way, stopped, or was begun here. */
function Progress({ connector, started }: { readonly connector: string; readonly started: string | null }) {
  const latest = usePublications((state) => latestOf(state, connector));
  const section = useRef<HTMLElement>(null);
  const begun = started !== null && latest?.id === started;
  // What was begun at the foot of the page goes on at its head.
  useEffect(() => {
    if (begun) section.current?.scrollIntoView({ block: 'nearest' });
  }, [begun]);
  if (latest === undefined || (isOver(latest) && latest.state !== 'failed' && latest.id !== started)) return null;
  return (
    <section ref={section} className="publish-progress" aria-label={publicationsTexts.steps}>
      <div className="overview-section">
        <h3>{visibleText(publicationsTexts.named(latest.kind, `${latest.listing} ${latest.version}`))}</h3>
        <span className="dim">{publicationsTexts.states[latest.state]}</span>
        <Button variant="default" size="compact-sm" onClick={() => showPublication(latest.id)}>
          {publicationsTexts.showAll}
        </Button>
      </div>
      <PublicationView key={latest.id} publication={latest} />
    </section>
  );
}

interface ReadyProps {
  readonly detail: ConnectorDetail;
  readonly preview: Preview;
  readonly measuring: boolean;
}

function Ready({ detail, preview, measuring }: ReadyProps) {
  const { id } = detail;
  const form = usePublishForms((state) => formOf(state, id));
  const start = useStart({ detail, preview, form, measuring });
  const { tenant, tenants, rows, impacts } = start;
  return (
    <>
      <div className="overview">
        <header>
          <h2 className="overview-title">
            {texts.heading} {visibleText(detail.name)} <span className="mono dim">{id}</span>
          </h2>
        </header>
        <Unsaved connector={id} />
        <Progress connector={id} started={form.started} />
        <ReadinessList detail={detail} />
        <VersionSection
          connector={id}
          preview={preview}
          marketplace={tenant?.marketplace}
          note={form.note}
          measuring={measuring}
          onRaised={() => void refreshConnector(id)}
        />
        <FoundSection connector={id} preview={preview} looked={form.personal} />
        <ConfirmSection connector={id} preview={preview} form={form} />
        <FilesSection preview={preview} />
        <TargetSection connector={id} tenant={tenant?.id ?? null} />
        {start.running ? null : (
          <InstallsSection
            connector={id}
            tenants={tenants}
            rows={rows}
            impacts={impacts}
            version={preview.version}
            install={preview.install}
            secrets={start.secrets}
            problem={start.problem}
            onSecrets={start.changeSecrets}
          />
        )}
      </div>
      <PublishFoot
        blockers={start.blockers}
        installs={rows.length}
        busy={start.busy}
        failure={start.failure}
        onStart={() => void start.start()}
      />
    </>
  );
}

/** The preview against what is published at the tenant's marketplace, once that has answered; the plain one until then. */
function Loaded({ detail }: { readonly detail: ConnectorDetail }) {
  const { id, revision } = detail;
  const chosen = usePublishForms((state) => formOf(state, id).tenant);
  const tenant = useTenants((state) => tenantOf(state, chosen) ?? shownTenant(state));
  const published = usePublications((state) => latestOf(state, id)?.state);
  const [plain, again] = useLoaded(`${id} ${revision}`, () => attempt((api) => api.publish.preview({ connector: id })));
  const [measured] = useLoaded(`${id} ${revision} ${tenant?.id} ${published === 'done'}`, () =>
    attempt((api) => api.publish.preview({ connector: id, ...(tenant === undefined ? {} : { tenant: tenant.id }) })),
  );
  if (plain.kind === 'loading') return <Loading what={texts.packing} />;
  if (plain.kind === 'failed') return <Failed failure={plain.failure} onRetry={again} />;
  const preview = measured.kind === 'ready' ? measured.value : plain.value;
  return <Ready detail={detail} preview={preview} measuring={measured.kind === 'loading'} />;
}

/** What would be published, what it may do, where it goes, and how far it is: one page instead of many questions. */
export function PublishPage({ connector }: { readonly connector: string }) {
  const detail = useConnectors((state) => state.details.get(connector));
  useEffect(() => {
    void refreshConnector(connector);
    void refreshTenants();
  }, [connector]);
  useFreshCoverage(connector);
  if (detail === undefined || detail.kind === 'loading') return <Loading what={overviewTexts.opening(connector)} />;
  if (detail.kind === 'failed')
    return <Failed failure={detail.failure} onRetry={() => void refreshConnector(connector)} />;
  return <Loaded detail={detail.value} />;
}
