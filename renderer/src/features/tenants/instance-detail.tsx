import { Badge, Button, Group } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Instance, InstanceSummary, InstanceTest, Tenant } from '../../../../shared/contract/tenants.ts';
import type { Result } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { IconArrowsExchange, IconPlayerPlay, IconTrash } from '../../icons.ts';
import { formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { instancesTexts as texts } from '../../texts/tenants.ts';
import { showTab } from '../editor/store.ts';
import { Fact } from '../entities/facts.tsx';
import { priceWords } from '../gallery/price.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { AccountSection } from './account-section.tsx';
import { StatusBadge } from './status-badge.tsx';
import { noteInstancesChanged } from './store.ts';
import { ToolResults } from './tool-results.tsx';

const words = texts.facts;

function Facts({ tenant, instance }: { readonly tenant: Tenant; readonly instance: Instance }) {
  const { listing, tools, auth } = instance;
  return (
    <dl className="facts-list">
      <Fact title={words.status}>
        <StatusBadge status={instance.status} />
      </Fact>
      <Fact title={words.reason}>{instance.reason === null ? null : visibleText(instance.reason)}</Fact>
      <Fact title={words.listing}>
        <button
          type="button"
          className="entity-link mono"
          onClick={() => showTab({ kind: 'listing', tenant: tenant.id, listing })}
        >
          {visibleText(listing)}
        </button>
      </Fact>
      <Fact title={words.version}>{visibleText(instance.version ?? texts.unknown)}</Fact>
      <Fact title={words.id}>
        <span className="mono">{visibleText(instance.id)}</span>
      </Fact>
      <Fact title={words.auth}>
        <span className="mono">{visibleText(texts.authOf(auth.type, auth.hint ?? ''))}</span>
      </Fact>
      <Fact title={words.capabilities}>
        <span className="mono">{visibleText(instance.capabilities.join(', ')) || texts.unknown}</span>
      </Fact>
      <Fact title={words.tools}>
        <span className="market-tags">
          {tools.length === 0 ? texts.unknown : null}
          {tools.map((tool) => (
            <Badge key={tool.name} color="gray" className="badge-gray">
              {texts.tool(visibleText(tool.name), tool.sideEffect)}
            </Badge>
          ))}
        </span>
      </Fact>
      <Fact title={words.synced}>
        {instance.lastSyncedAt === null ? texts.never : formatTime(instance.lastSyncedAt)}
      </Fact>
      <Fact title={words.created}>{formatTime(instance.createdAt)}</Fact>
      <Fact title={words.price}>{instance.price === null ? null : priceWords(instance.price)}</Fact>
    </dl>
  );
}

interface InstanceDetailProps {
  readonly tenant: Tenant;
  readonly summary: InstanceSummary;
}

/** An installed connector in full, and what can be done with it. */
export function InstanceDetail({ tenant, summary }: InstanceDetailProps) {
  const { id, name } = summary;
  const [loaded, reload] = useLoaded(`${tenant.id} ${id} ${summary.version} ${summary.status}`, () =>
    attempt((api) => api.tenants.instance({ tenant: tenant.id, instance: id })),
  );
  // The account says what came of a change also while the instance is read again.
  const [known, setKnown] = useState<Instance | null>(null);
  useEffect(() => {
    if (loaded.kind !== 'ready') return;
    setKnown(loaded.value);
    if (loaded.value.status !== summary.status) noteInstancesChanged();
  }, [loaded, summary.status]);
  const [test, setTest] = useState<Result<InstanceTest> | null>(null);
  const [testing, setTesting] = useState(false);
  const run = async () => {
    setTesting(true);
    setTest(await attempt((api) => api.tenants.test({ tenant: tenant.id, instance: id })));
    setTesting(false);
    reload();
  };
  return (
    <article className="market-detail" aria-label={visibleText(name)}>
      <h2>{visibleText(name)}</h2>
      <Group gap={6}>
        <Button leftSection={<IconPlayerPlay size={13} aria-hidden />} loading={testing} onClick={() => void run()}>
          {texts.test}
        </Button>
        <Button
          variant="default"
          leftSection={<IconArrowsExchange size={13} aria-hidden />}
          onClick={() => openDialog({ kind: 'swap', tenant: tenant.id, instance: id, name })}
        >
          {texts.swap}
        </Button>
        <Button
          variant="default"
          color="red"
          leftSection={<IconTrash size={13} aria-hidden />}
          onClick={() => openDialog({ kind: 'uninstall', tenant: tenant.id, instance: id, name })}
        >
          {texts.uninstall}
        </Button>
      </Group>
      {known === null ? null : <AccountSection tenant={tenant.id} instance={known} onChanged={reload} />}
      {loaded.kind === 'loading' ? <Loading what={texts.reading} /> : null}
      {loaded.kind === 'failed' ? <Failed failure={loaded.failure} onRetry={reload} /> : null}
      {loaded.kind === 'ready' ? <Facts tenant={tenant} instance={loaded.value} /> : null}
      {test === null ? null : (
        <section aria-label={texts.results}>
          <h3>{texts.results}</h3>
          {test.ok ? (
            <>
              <p className={test.value.status === 'passed' ? 'tone-ok' : 'tone-error'} role="status">
                {test.value.status === 'passed' ? texts.passed : texts.failed}
              </p>
              <ToolResults results={test.value.results} />
            </>
          ) : (
            <p className="tone-error" role="alert">
              {visibleText(test.error.message)}
            </p>
          )}
        </section>
      )}
    </article>
  );
}
