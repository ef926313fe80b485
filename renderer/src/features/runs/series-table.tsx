import { ActionIcon, Button, Loader, Menu, Progress } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Series, SeriesStep } from '../../../../shared/run/series.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { byNumber, byText } from '../../components/grid-sort.ts';
import { useSortedRows } from '../../components/use-sorted-rows.ts';
import { IconPlayerStop, IconX } from '../../icons.ts';
import { formatCount, formatDuration } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { runsTexts as texts } from '../../texts/runs.ts';
import { openRun } from '../run/store.ts';
import { outcomeLabel } from './outcome-label.ts';
import './runs.css';
import { seriesSums, stepName, stepWhy } from './series.ts';
import { cancelSeries, useSeries } from './series-store.ts';

const { columns: titles } = texts;

function State({ step }: { readonly step: SeriesStep }) {
  if (step.state === 'running')
    return (
      <span className="tone-info step-running">
        <Loader size={10} aria-hidden /> {texts.states.running}
      </span>
    );
  if (step.state === 'done') {
    const { label, tone } = outcomeLabel(step.outcome);
    return <span className={`tone-${tone}`}>{label}</span>;
  }
  return <span className={step.state === 'failed' ? 'tone-error' : 'dim'}>{texts.states[step.state]}</span>;
}

function Found({ findings: { error, warning, info } }: SeriesStep) {
  return (
    <span>
      {error > 0 ? <span className="tone-error">{formatCount(error)} </span> : null}
      {warning > 0 ? <span className="tone-warn">{formatCount(warning)} </span> : null}
      {info > 0 ? <span className="dim">{formatCount(info)}</span> : null}
    </span>
  );
}

const number = (id: 'rows' | 'pages' | 'requests'): GridColumn<SeriesStep> => ({
  id,
  title: titles[id],
  width: '80px',
  align: 'end',
  cell: (step) => (step[id] === null || (step[id] === 0 && step.state === 'waiting') ? '' : formatCount(step[id])),
  compare: (a, b) => byNumber(a[id] ?? -1, b[id] ?? -1),
});

const weight = ({ findings: { error, warning, info } }: SeriesStep): number => error * 1e6 + warning * 1e3 + info;

const columns: readonly GridColumn<SeriesStep>[] = [
  {
    id: 'name',
    title: titles.name,
    width: 'minmax(140px, 1fr)',
    cell: (step) => visibleText(stepName(step)),
    compare: (a, b) => byText(stepName(a), stepName(b)),
  },
  {
    id: 'state',
    title: titles.state,
    width: '110px',
    cell: (step) => <State step={step} />,
    compare: (a, b) => byText(a.outcome?.kind ?? a.state, b.outcome?.kind ?? b.state),
  },
  number('rows'),
  number('pages'),
  number('requests'),
  {
    id: 'time',
    title: titles.time,
    width: '84px',
    align: 'end',
    cell: (step) => (step.durationMs === null ? '' : formatDuration(step.durationMs)),
    compare: (a, b) => byNumber(a.durationMs ?? -1, b.durationMs ?? -1),
  },
  {
    id: 'findings',
    title: titles.findings,
    width: '84px',
    cell: (step) => <Found {...step} />,
    compare: (a, b) => byNumber(weight(a), weight(b)),
  },
  {
    id: 'why',
    title: titles.why,
    width: 'minmax(160px, 2fr)',
    cell: (step) => <span title={visibleText(stepWhy(step))}>{visibleText(stepWhy(step))}</span>,
  },
];

/** The runs of a series: how far it is, what each gave, and one line for all. */
export function SeriesTable({ series }: { readonly series: Series }) {
  const [selected, setSelected] = useState(-1);
  const { steps, durationMs, kind, cancelled, id } = series;
  const { layout, shown } = useSortedRows('series', steps, columns);
  const sums = useMemo(() => seriesSums(steps), [steps]);
  const live = durationMs === null;
  const open = (index: number) => {
    const run = shown[index]?.run;
    if (run) void openRun(run, false);
  };
  return (
    <div className="fill">
      <div className="series-head">
        <strong>{texts.seriesTitle[kind]}</strong>
        <span className="dim" role="status">
          {live
            ? texts.seriesRunning(formatCount(sums.ended), formatCount(steps.length))
            : texts.seriesEnded(formatCount(sums.ok), formatCount(sums.ended - sums.ok), formatDuration(durationMs))}
          {`${cancelled ? `, ${texts.seriesCancelled}` : ''} · ${sums.text}`}
        </span>
        <span className="grow" />
        {live ? (
          <Button
            color="red"
            variant="light"
            className="cancel-button"
            leftSection={<IconPlayerStop size={13} aria-hidden />}
            disabled={cancelled}
            onClick={() => void cancelSeries(id)}
          >
            {texts.seriesCancel}
          </Button>
        ) : (
          <ActionIcon aria-label={texts.seriesClose} onClick={() => useSeries.setState({ shown: null })}>
            <IconX size={13} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {live ? (
        <Progress.Root size={3} radius={0}>
          <Progress.Section value={(sums.ended / steps.length) * 100} aria-label={texts.seriesTitle[kind]} />
        </Progress.Root>
      ) : null}
      <DataGrid
        label={texts.seriesLabel}
        rows={shown}
        columns={columns}
        selected={selected}
        onSelect={setSelected}
        onOpen={open}
        layout={layout}
        menu={(index) => (
          <Menu.Item disabled={!shown[index]?.run} onClick={() => open(index)}>
            {texts.seriesOpen}
          </Menu.Item>
        )}
      />
    </div>
  );
}
