import { Button, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { Coverage } from '../../../../shared/connector/coverage.ts';
import type { Series } from '../../../../shared/run/series.ts';
import { Failed } from '../../components/states.tsx';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconPlayerPlay,
  IconPlayerStop,
  IconX,
} from '../../icons.ts';
import { formatCount } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { coverageTexts as texts } from '../../texts/overview.ts';
import { changeForm, startRun } from '../run/store.ts';
import { seriesSums, stepName } from '../runs/series.ts';
import { cancelSeries, seriesOf, useSeries } from '../runs/series-store.ts';
import { showPanel } from '../workbench/layout.ts';
import { aboutCoverage, coverageGroups, nameOf, runnable } from './coverage.ts';
import './coverage.css';
import { refreshCoverage, runMissing, useCoverage } from './coverage-store.ts';

/** Chips shown of one group before one asks for more. */
const shownAtFirst = 60;

function StateIcon({ state }: { readonly state: Coverage['state'] }) {
  if (state === 'green') return <IconCircleCheck size={13} className="tone-ok" aria-hidden />;
  if (state === 'stale') return <IconAlertTriangle size={13} className="tone-warn" aria-hidden />;
  if (state === 'failed') return <IconX size={13} className="tone-error" aria-hidden />;
  return <IconCircleDashed size={13} className="tone-dim" aria-hidden />;
}

/** Puts a target into the run bar; what only reads is run at once. */
function run(connector: string, { target, entity }: Coverage, atOnce: boolean): void {
  changeForm(connector, entity === null ? { target } : { target, entity });
  showPanel('result');
  if (atOnce) void startRun(connector);
}

interface GroupProps {
  readonly connector: string;
  readonly title: string;
  readonly targets: readonly Coverage[];
  /** False where a click only fills the run bar. */
  readonly atOnce: boolean;
}

function Group({ connector, title, targets, atOnce }: GroupProps) {
  const [whole, setWhole] = useState(false);
  if (targets.length === 0) return null;
  const shown = whole ? targets : targets.slice(0, shownAtFirst);
  return (
    <>
      <dt>{title}</dt>
      <dd className="coverage-chips">
        {shown.map((one) => {
          const about = visibleText(aboutCoverage(one));
          return (
            <Tooltip key={`${one.target} ${one.entity}`} label={`${visibleText(nameOf(one))}: ${about}`}>
              <button
                type="button"
                className="coverage-chip"
                data-state={one.state}
                onClick={() => run(connector, one, atOnce)}
              >
                <StateIcon state={one.state} />
                <span className="ellipsis">{visibleText(one.entity ?? one.target)}</span>
                <span className="sr-only">{texts.spoken(about)}</span>
                {one.green ? (
                  <span className="dim" aria-hidden>
                    {texts.revision(one.green.revision)}
                  </span>
                ) : null}
              </button>
            </Tooltip>
          );
        })}
        {shown.length < targets.length ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setWhole(true)}>
            {texts.more(formatCount(targets.length - shown.length))}
          </Button>
        ) : null}
      </dd>
    </>
  );
}

/** Which run of a series is under way. */
function howFar({ steps }: Series): string {
  const { ended } = seriesSums(steps);
  const now = steps.find(({ state }) => state === 'running') ?? steps[ended];
  return texts.running(visibleText(now ? stepName(now) : ''), Math.min(ended + 1, steps.length), steps.length);
}

/** What of a connector ran green, and on which revision; a click runs it. */
export function CoverageStrip({ connector }: { readonly connector: string }) {
  const loadable = useCoverage((state) => state.coverage.get(connector));
  const series = useSeries((state) => seriesOf(state, connector));
  const coverage = loadable?.kind === 'ready' ? loadable.value : [];
  const { functions, tables, commands } = coverageGroups(coverage);
  const green = coverage.filter(({ state }) => state === 'green').length;
  const busy = series?.durationMs === null;
  const running = busy && series.kind === 'missing' ? series : undefined;
  return (
    <section aria-label={texts.title}>
      <div className="overview-section">
        <h3>{texts.title}</h3>
        <span className="dim" role="status">
          {running
            ? howFar(running)
            : coverage.length > 0
              ? texts.count(formatCount(green), formatCount(coverage.length))
              : ''}
        </span>
        {running ? (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlayerStop size={13} aria-hidden />}
            disabled={running.cancelled}
            onClick={() => void cancelSeries(running.id)}
          >
            {texts.stop}
          </Button>
        ) : (
          <Tooltip label={texts.onlyFunctions}>
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconPlayerPlay size={13} aria-hidden />}
              disabled={busy || runnable(coverage).length === 0}
              onClick={() => void runMissing(connector)}
            >
              {texts.runMissing}
            </Button>
          </Tooltip>
        )}
      </div>
      {loadable?.kind === 'failed' ? (
        <Failed failure={loadable.failure} onRetry={() => void refreshCoverage(connector)} />
      ) : null}
      {loadable === undefined || loadable.kind === 'loading' ? <p className="dim">{texts.loading}</p> : null}
      <dl className="coverage">
        <Group connector={connector} title={texts.groups.functions} targets={functions} atOnce />
        <Group connector={connector} title={texts.groups.tables} targets={tables} atOnce />
        <Group connector={connector} title={texts.groups.commands} targets={commands} atOnce={false} />
      </dl>
    </section>
  );
}
