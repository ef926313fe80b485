import { Badge, Button, Tooltip } from '@mantine/core';
import type { ReadinessCheck } from '../../../../shared/connector/readiness.ts';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { Failed } from '../../components/states.tsx';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '../../icons.ts';
import { formatPlural } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { readinessTexts as texts } from '../../texts/overview.ts';
import { showFile, showPlace } from '../editor/store.ts';
import { showEntities } from '../entities/store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { refreshCoverage, runMissing, useCoverage } from './coverage-store.ts';
import { chooseLogo } from './logo-file.ts';
import { writeFile } from './write-file.ts';

function StateIcon({ state }: { readonly state: ReadinessCheck['state'] }) {
  if (state === 'done') return <IconCircleCheck size={14} className="tone-ok" aria-label={texts.states.done} />;
  if (state === 'todo') return <IconAlertTriangle size={14} className="tone-warn" aria-label={texts.states.todo} />;
  return <IconInfoCircle size={14} className="tone-info" aria-label={texts.states.advice} />;
}

async function writeReadme({ id, name, revision }: ConnectorDetail): Promise<void> {
  if (await writeFile(id, 'README.md', texts.readme(name), revision)) showFile(id, 'README.md');
}

function showFirst({ id }: ConnectorDetail, { place }: ReadinessCheck): void {
  if (place) showPlace(id, { ...place, column: 1 }, true);
}

/** Goes where each check can be put right. */
const fixes: Readonly<Record<ReadinessCheck['name'], (detail: ConnectorDetail, check: ReadinessCheck) => void>> = {
  manifest: ({ id }) => showFile(id, 'connector.json'),
  description: ({ id }) => openDialog({ kind: 'manifest', connector: id }),
  category: ({ id }) => openDialog({ kind: 'manifest', connector: id }),
  hosts: ({ id }) => openDialog({ kind: 'manifest', connector: id, section: 'hosts' }),
  logo: chooseLogo,
  readme: (detail) => void writeReadme(detail),
  functions: ({ id }) => void runMissing(id),
  commands: ({ id }) => showEntities(id, { view: 'commands' }),
  paging: ({ id }, { missing = [] }) => openDialog({ kind: 'probe', connector: id, entities: missing }),
  personal: showFirst,
  secrets: showFirst,
};

interface CheckProps {
  readonly check: ReadinessCheck;
  readonly detail: ConnectorDetail;
}

function Check({ check, detail }: CheckProps) {
  const [right, wrong] = texts.checks[check.name];
  const done = check.state === 'done';
  const missing = (check.missing ?? []).map(visibleText).join('\n');
  return (
    <li>
      <StateIcon state={check.state} />
      <Tooltip label={missing} disabled={missing === ''} style={{ whiteSpace: 'pre-line' }}>
        <span>{done ? right : wrong}</span>
      </Tooltip>
      {check.of === undefined || done ? null : <span className="dim">{texts.count(check.done ?? 0, check.of)}</span>}
      {done ? null : (
        <Button variant="default" size="compact-xs" onClick={() => fixes[check.name](detail, check)}>
          {texts.fixes[check.name]}
        </Button>
      )}
    </li>
  );
}

/** What is to be done before a connector is published; each with the way to put it right. */
export function ReadinessList({ detail }: { readonly detail: ConnectorDetail }) {
  const loadable = useCoverage((state) => state.readiness.get(detail.id));
  const checks = loadable?.kind === 'ready' ? loadable.value : [];
  const left = checks.filter(({ state }) => state === 'todo').length;
  return (
    <section aria-label={texts.title}>
      <div className="overview-section">
        <h3>{texts.title}</h3>
        {loadable?.kind === 'ready' ? (
          <Badge color={left === 0 ? 'green' : 'orange'} className={left === 0 ? 'badge-green' : 'badge-orange'}>
            {left === 0 ? texts.ready : texts.left(formatPlural(left, texts.thing))}
          </Badge>
        ) : null}
      </div>
      {loadable?.kind === 'failed' ? (
        <Failed failure={loadable.failure} onRetry={() => void refreshCoverage(detail.id)} />
      ) : null}
      {loadable === undefined || loadable.kind === 'loading' ? <p className="dim">{texts.loading}</p> : null}
      {checks.length === 0 ? null : (
        <ul className="readiness">
          {checks.map((check) => (
            <Check key={check.name} check={check} detail={detail} />
          ))}
        </ul>
      )}
    </section>
  );
}
