import { Alert, Button, Tabs, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Failure } from '../../../../shared/result.ts';
import { IconAlertCircle } from '../../icons.ts';
import { formatBytes, formatCount, formatDuration, formatPlural } from '../../lib/format.ts';
import { disguisedHost } from '../../lib/hosts.ts';
import { visibleText } from '../../lib/text.ts';
import { useConnectors } from '../connectors/store.ts';
import { AuthList } from './auth-list.tsx';
import { choicesOf, firstReview, reviewProblems } from './review.ts';
import { ReviewCommands } from './review-commands.tsx';
import { ReviewEntities } from './review-entities.tsx';
import { ReviewWarnings } from './review-warnings.tsx';
import { chooseAgain, createConnector, type ImportStage } from './store.ts';

type Stage = Extract<ImportStage, { kind: 'review' }>;

function SourceFacts({ stage }: { readonly stage: Stage }) {
  const { source } = stage.report;
  return (
    <p className="import-source">
      <strong>{visibleText(source.title) || visibleText(stage.fileName)}</strong>{' '}
      <span className="dim">
        {visibleText(stage.fileName)} · {source.kind} {visibleText(source.version)} · {formatBytes(source.bytes)} ·{' '}
        {formatPlural(source.operations, 'operation')} · read in {formatDuration(source.durationMs)}
      </span>
    </p>
  );
}

/** Everything an import found, each finding with its evidence; what is taken becomes the connector. */
export function ReviewForm({ stage }: { readonly stage: Stage }) {
  const { report, importId } = stage;
  const [review, setReview] = useState(() => firstReview(report, stage.suggestedId, stage.suggestedName));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const list = useConnectors((state) => state.list);
  const taken = useMemo(() => new Set(list.kind === 'ready' ? list.value.map((one) => one.id) : []), [list]);
  const problems = reviewProblems(review, taken);
  const disguised = disguisedHost(review.baseUrl);

  const create = async () => {
    const choices = choicesOf(review, report, problems);
    if (!choices.ok) {
      setFailure(choices.error);
      return;
    }
    setBusy(true);
    setFailure(null);
    const result = await createConnector(importId, choices.value);
    setBusy(false);
    if (!result.ok) setFailure(result.error);
  };

  return (
    <form
      className="review"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <SourceFacts stage={stage} />
      <div className="review-fields">
        <TextInput
          label="Id"
          value={review.id}
          onChange={(event) => setReview({ ...review, id: event.currentTarget.value })}
          error={problems.id}
          spellCheck={false}
        />
        <TextInput
          label="Name"
          value={review.name}
          onChange={(event) => setReview({ ...review, name: event.currentTarget.value })}
          error={problems.name}
        />
        <TextInput
          label="Base URL"
          value={review.baseUrl}
          onChange={(event) => setReview({ ...review, baseUrl: event.currentTarget.value.trim() })}
          error={problems.baseUrl ?? (disguised ? `Foreign letters: this host is really ${disguised}.` : undefined)}
          spellCheck={false}
        />
      </div>
      <AuthList report={report} />
      <Tabs defaultValue="entities" keepMounted={false} className="review-tabs">
        <Tabs.List aria-label="Findings">
          <Tabs.Tab value="entities">Entities {formatCount(report.entities.length)}</Tabs.Tab>
          <Tabs.Tab value="commands">Commands {formatCount(report.commands.length)}</Tabs.Tab>
          <Tabs.Tab value="warnings">Warnings {formatCount(report.warnings.length)}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="entities" className="review-panel">
          <ReviewEntities
            entities={report.entities}
            chosen={review.entities}
            onChange={(entities) => setReview({ ...review, entities })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="commands" className="review-panel">
          <ReviewCommands
            commands={report.commands}
            chosen={review.commands}
            onChange={(commands) => setReview({ ...review, commands })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="warnings" className="review-panel">
          <ReviewWarnings warnings={report.warnings} />
        </Tabs.Panel>
      </Tabs>
      {failure === null ? null : (
        <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert" className="import-failure">
          {visibleText(failure.message)}
        </Alert>
      )}
      <div className="review-foot">
        <span>
          {formatCount(review.entities.size)} of {formatPlural(report.entities.length, 'entity', 'entities')},{' '}
          {formatCount(review.commands.size)} of {formatPlural(report.commands.length, 'command')} chosen
        </span>
        <span className="grow" />
        <Button variant="default" onClick={chooseAgain}>
          Back
        </Button>
        <Button type="submit" loading={busy}>
          Create connector
        </Button>
      </div>
    </form>
  );
}
