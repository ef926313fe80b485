import { Badge, Button } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { Empty, Failed } from '../../components/states.tsx';
import { IconTable } from '../../icons.ts';
import { formatTime } from '../../lib/format.ts';
import { loadedValue } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { resultTexts as texts } from '../../texts/result.ts';
import { connectionsOf, useConnections } from '../connections/store.ts';
import { useConnectors } from '../connectors/store.ts';
import { DemoConnect } from '../import/demo-connect.tsx';
import { cancelRun, startRun, useRun } from '../run/store.ts';
import { isLive, type RunView } from '../run/view.ts';
import { seriesOf, showSeries, useSeries } from '../runs/series-store.ts';
import { SeriesTable } from '../runs/series-table.tsx';
import { FindingsList } from './findings-list.tsx';
import { LiveCard } from './live-card.tsx';
import { OutcomeBanner } from './outcome-banner.tsx';
import { needsConnection } from './remedies.ts';
import { reviewConnection } from './review-connection.ts';
import './result.css';
import { ValueView } from './value-view.tsx';

/** Of a run of the past, of another mode or of a series: what it is. */
function Note({ view }: { readonly view: RunView }) {
  const series = useSeries((state) => seriesOf(state, view.connector));
  const mode = view.detail?.mode ?? 'live';
  const isOfSeries = series?.steps.some((step) => step.run === view.run && view.run !== null) === true;
  if (!view.past && mode === 'live' && !isOfSeries) return null;
  return (
    <div className="past-note">
      <span>
        {view.past ? texts.past : texts.runOf} <strong>{visibleText(view.target)}</strong>{' '}
        {texts.on(view.connector, formatTime(new Date(view.startedAt).toISOString()))}
      </span>
      {mode === 'live' ? null : <Badge className="badge-blue">{texts.mode[mode]}</Badge>}
      {isOfSeries && series ? (
        <Button variant="subtle" size="compact-xs" onClick={() => showSeries(series.id)}>
          {texts.series}
        </Button>
      ) : null}
    </div>
  );
}

/** The way to the connection that a run could not start without. */
function OpenConnection({ view }: { readonly view: RunView }) {
  const all = useConnections((state) => connectionsOf(state, view.connector));
  const name = view.request?.connection ?? all[0]?.name;
  const known = all.some((one) => one.name === name);
  return (
    <Button onClick={() => reviewConnection(view.connector, known ? name : undefined)}>
      {known ? texts.authorize : texts.newConnection}
    </Button>
  );
}

/** Before the first run; a connector of the demo API is offered its connection here too, since nothing works without. */
function NothingYet({ connector }: { readonly connector: string | null }) {
  const detail = useConnectors((state) => (connector === null ? undefined : loadedValue(state.details.get(connector))));
  return (
    <Empty icon={<IconTable size={24} stroke={1.4} aria-hidden />} title={texts.nothingYet}>
      <p>{texts.nothingYetHint}</p>
      {detail ? <DemoConnect detail={detail} /> : null}
    </Empty>
  );
}

function Run({ view }: { readonly view: RunView }) {
  const { detail } = view;
  const outcome = detail?.outcome ?? null;
  if (isLive(view)) return <LiveCard view={view} />;
  if (view.failure)
    return (
      <Failed
        failure={view.failure}
        {...(view.stage === 'ended' ? { onRetry: () => void startRun(view.connector) } : {})}
      >
        {needsConnection(view.failure) ? <OpenConnection view={view} /> : null}
      </Failed>
    );
  if (detail === null || outcome === null)
    return (
      <Empty title={texts.unknownEnd}>
        <p>{texts.unknownEndHint}</p>
      </Empty>
    );
  return (
    <>
      <OutcomeBanner detail={detail} outcome={outcome} />
      <FindingsList detail={detail} />
      {outcome.kind === 'ok' ? <ValueView key={detail.id} detail={detail} /> : null}
    </>
  );
}

/** How the run on view ended, and what it gave; or how a series of runs goes on. */
export function ResultPanel() {
  const view = useRun((state) => state.view);
  const active = useConnectors((state) => state.active);
  const series = useSeries((state) => {
    const one = seriesOf(state, active);
    return one?.id === state.shown ? one : undefined;
  });
  if (series) return <SeriesTable series={series} />;
  if (view === null) return <NothingYet connector={active} />;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isLive(view)) void cancelRun();
  };
  return (
    <div className="fill" role="presentation" {...{ onKeyDown }}>
      <Note view={view} />
      <Run view={view} />
    </div>
  );
}
