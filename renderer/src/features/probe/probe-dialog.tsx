import { Alert, Button, Checkbox, Group, Loader, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ProbeReport } from '../../../../shared/import/probe.ts';
import { IconAlertCircle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { connectionsOf, refreshConnections, useConnections } from '../connections/store.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import './probe.css';
import { counted } from '../../texts/counted.ts';
import { probeTexts as texts } from '../../texts/probe.ts';
import { cancelProbe, clearProbe, startProbe, useProbe } from './store.ts';
import { readFilters, verdictCounts } from './verdict.ts';
import { VerdictView } from './verdict-view.tsx';

const without = '';

function Outcome({ report }: { readonly report: ProbeReport }) {
  const { verdicts, requests, applied, notApplied } = report;
  return (
    <>
      <p role="status">
        {texts.result(counted.requests(requests), verdictCounts(verdicts))}
        {applied && applied.files.length > 0 ? texts.written(applied.revision, applied.files.map(visibleText)) : ''}
        {applied && applied.files.length === 0 ? texts.saysSo : ''}
      </p>
      {notApplied === undefined ? null : (
        <Alert color="orange" icon={<IconAlertCircle size={16} />} role="alert" title={texts.notWritten}>
          {visibleText(notApplied)}
        </Alert>
      )}
      <div className="verdicts">
        {verdicts.map((verdict) => (
          <VerdictView key={verdict.entity} verdict={verdict} />
        ))}
      </div>
    </>
  );
}

interface ProbeDialogProps {
  readonly connector: string;
  /** Entities to look at; all where absent. */
  readonly entities: readonly string[] | undefined;
}

/** Reads two pages of entities live and shows what they prove; writes it into the connector where the user wants it. */
export function ProbeDialog({ connector, entities }: ProbeDialogProps) {
  const { running, report, failure } = useProbe();
  const connections = useConnections((state) => state.byConnector);
  const list = connectionsOf({ byConnector: connections, leaving: new Set() }, connector);
  const [chosen, setChosen] = useState<string | null>(null);
  const [filters, setFilters] = useState('');
  const [apply, setApply] = useState(false);
  useEffect(() => {
    clearProbe();
    void refreshConnections(connector);
  }, [connector]);
  const connection = chosen ?? list[0]?.name ?? without;
  const read = readFilters(filters);
  const busy = running === connector;
  const start = () => {
    if (!read.ok) return;
    void startProbe({
      connector,
      ...(connection === without ? {} : { connection }),
      ...(entities === undefined ? {} : { entities: [...entities] }),
      filters: { ...read.filters },
      apply,
    });
  };
  const close = () => {
    if (busy) cancelProbe();
    closeDialog();
  };
  const what = entities?.length === 1 ? entities[0] : connector;
  return (
    <Modal opened onClose={close} title={texts.title(visibleText(what ?? connector))} size={760}>
      <Stack gap="md">
        <p className="dim">{texts.about}</p>
        <div className="probe-form">
          <Select
            label={texts.connection}
            data={[
              ...list.map((one) => ({ value: one.name, label: visibleText(one.name) })),
              { value: without, label: texts.withoutCredentials },
            ]}
            value={connection}
            onChange={(value) => setChosen(value ?? without)}
          />
          <Textarea
            label={texts.filters}
            placeholder={texts.filtersExample}
            autosize
            minRows={1}
            maxRows={5}
            spellCheck={false}
            value={filters}
            error={read.ok ? undefined : texts.badFilter(read.line)}
            onChange={(event) => setFilters(event.currentTarget.value)}
            classNames={{ input: 'mono' }}
          />
        </div>
        <Group justify="space-between">
          <Checkbox label={texts.apply} checked={apply} onChange={(event) => setApply(event.currentTarget.checked)} />
          {busy ? (
            <Group gap="sm">
              <Loader size={14} aria-label={texts.probing} />
              <Button variant="default" onClick={cancelProbe}>
                {texts.stop}
              </Button>
            </Group>
          ) : (
            <Button onClick={start} disabled={!read.ok} data-autofocus>
              {texts.probe}
            </Button>
          )}
        </Group>
        {failure === null ? null : (
          <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert" title={texts.notProbed}>
            {visibleText(failure.message)}
          </Alert>
        )}
        {report === null ? null : <Outcome report={report} />}
      </Stack>
    </Modal>
  );
}
