import { Alert, Button, Tabs, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Failure } from '../../../../shared/result.ts';
import { IconAlertCircle } from '../../icons.ts';
import { formatBytes, formatCount, formatDuration } from '../../lib/format.ts';
import { disguisedHost } from '../../lib/hosts.ts';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { useConnectors } from '../connectors/store.ts';
import { AuthList } from './auth-list.tsx';
import { choicesOf, reviewProblems } from './review.ts';
import { ReviewCommands } from './review-commands.tsx';
import { ReviewEntities } from './review-entities.tsx';
import { ReviewNotes } from './review-notes.tsx';
import { changeReview, useReview } from './review-store.ts';
import { ReviewWarnings } from './review-warnings.tsx';
import { chooseAgain, createConnector, type ImportFound } from './store.ts';

function SourceFacts({ found }: { readonly found: ImportFound }) {
  const { source } = found.report;
  return (
    <p className="import-source">
      <strong>{visibleText(source.title) || visibleText(found.fileName)}</strong>{' '}
      <span className="dim">
        {texts.facts([
          visibleText(found.fileName),
          `${source.kind} ${visibleText(source.version)}`,
          formatBytes(source.bytes),
          counted.operations(source.operations),
          texts.readIn(formatDuration(source.durationMs)),
        ])}
      </span>
    </p>
  );
}

/** Everything an import found, each finding with its evidence; what is taken becomes the connector. */
export function ReviewForm({ found }: { readonly found: ImportFound }) {
  const { report, importId } = found;
  const review = useReview((state) => state.review);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const list = useConnectors((state) => state.list);
  const taken = useMemo(() => new Set(list.kind === 'ready' ? list.value.map((one) => one.id) : []), [list]);
  const problems = useMemo(() => reviewProblems(review, report, taken), [review, report, taken]);
  const disguised = disguisedHost(review.baseUrl);
  const notes = report.notes ?? [];

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
      <SourceFacts found={found} />
      <div className="review-fields">
        <TextInput
          label={texts.id}
          value={review.id}
          onChange={(event) => changeReview({ id: event.currentTarget.value })}
          error={problems.id}
          spellCheck={false}
        />
        <TextInput
          label={texts.name}
          value={review.name}
          onChange={(event) => changeReview({ name: event.currentTarget.value })}
          error={problems.name}
        />
        <TextInput
          label={review.baseUrl === report.baseUrl ? texts.baseUrl : texts.baseUrlSet}
          value={review.baseUrl}
          onChange={(event) => changeReview({ baseUrl: event.currentTarget.value.trim() })}
          error={problems.baseUrl ?? (disguised ? texts.disguised(disguised) : undefined)}
          spellCheck={false}
        />
      </div>
      <AuthList report={report} />
      <Tabs defaultValue="entities" keepMounted={false} className="review-tabs">
        <Tabs.List aria-label={texts.findings}>
          <Tabs.Tab value="entities">{texts.tabs.entities(formatCount(report.entities.length))}</Tabs.Tab>
          <Tabs.Tab value="commands">{texts.tabs.commands(formatCount(report.commands.length))}</Tabs.Tab>
          <Tabs.Tab value="warnings">{texts.tabs.warnings(formatCount(report.warnings.length))}</Tabs.Tab>
          {notes.length > 0 ? <Tabs.Tab value="notes">{texts.tabs.notes(formatCount(notes.length))}</Tabs.Tab> : null}
        </Tabs.List>
        <Tabs.Panel value="entities" className="review-panel">
          <ReviewEntities report={report} importId={importId} problems={problems.entities} />
        </Tabs.Panel>
        <Tabs.Panel value="commands" className="review-panel">
          <ReviewCommands commands={report.commands} />
        </Tabs.Panel>
        <Tabs.Panel value="warnings" className="review-panel">
          <ReviewWarnings warnings={report.warnings} importId={importId} />
        </Tabs.Panel>
        <Tabs.Panel value="notes" className="review-panel">
          <ReviewNotes notes={notes} />
        </Tabs.Panel>
      </Tabs>
      {failure === null ? null : (
        <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert" className="import-failure">
          {visibleText(failure.message)}
        </Alert>
      )}
      <div className="review-foot">
        <span>
          {texts.chosen(
            formatCount(review.entities.size),
            counted.entities(report.entities.length),
            formatCount(review.commands.size),
            counted.commands(report.commands.length),
          )}
        </span>
        <span className="grow" />
        <Button variant="default" onClick={chooseAgain}>
          {texts.back}
        </Button>
        <Button type="submit" loading={busy}>
          {texts.createConnector}
        </Button>
      </div>
    </form>
  );
}
