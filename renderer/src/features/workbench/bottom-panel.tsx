import { ActionIcon, Badge, Tabs, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Group as PanelGroup, Panel as ResizePanel, Separator } from 'react-resizable-panels';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { IconLayoutBottombar, IconLayoutSidebarRight, IconMaximize, IconMinimize, IconX } from '../../icons.ts';
import { formatCount } from '../../lib/format.ts';
import { workbenchTexts as texts } from '../../texts/workbench.ts';
import { useConnectors } from '../connectors/store.ts';
import { LogsPanel } from '../logs/logs-panel.tsx';
import { ProblemsPanel } from '../problems/problems-panel.tsx';
import { problemsOf, useProblems } from '../problems/store.ts';
import { RequestsPanel } from '../requests/requests-panel.tsx';
import { ResultPanel } from '../result/result-panel.tsx';
import { RunBar } from '../run/run-bar.tsx';
import { RunInput } from '../run/run-input.tsx';
import { useRun } from '../run/store.ts';
import { type Panel, showPanel, toggleMaximised, togglePanel, togglePanelSide, useLayout } from './layout.ts';
import { usePanelSizes } from './panel-sizes.ts';
import { useKeysOf } from './use-keys-of.ts';

function Count({ count }: { readonly count: number }) {
  // Nothing keeps its place too: the tabs stay where they are while a run begins and ends.
  return (
    <Badge size="xs" color="gray" className="badge-gray panel-count" data-empty={count === 0} aria-hidden>
      {formatCount(count)}
    </Badge>
  );
}

/** How many there are of what each page lists. */
function useCounts(): Readonly<Record<Panel, number>> {
  const connector = useConnectors((state) => state.active);
  return {
    result: 0,
    requests: useRun((state) => state.view?.exchanges.length ?? 0),
    logs: useRun((state) => state.view?.logs.length ?? 0),
    problems: useProblems((state) => problemsOf(state.problems, connector).length),
  };
}

const pages: readonly (readonly [Panel, ReactNode])[] = [
  ['result', <ResultPanel key="result" />],
  ['requests', <RequestsPanel key="requests" />],
  ['logs', <LogsPanel key="logs" />],
  ['problems', <ProblemsPanel key="problems" />],
];

interface ActProps {
  readonly title: string;
  readonly label?: string;
  readonly command: string;
  readonly icon: ReactNode;
  onClick(): void;
}

function Act({ title, label = title, command, icon, onClick }: ActProps) {
  const keys = useKeysOf(command);
  return (
    <Tooltip label={texts.withKeys(title, keys)}>
      <ActionIcon aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function Acts() {
  const side = useLayout((state) => state.panelSide);
  const max = useLayout((state) => state.panelMax);
  return (
    <>
      <Act
        title={side === 'bottom' ? texts.toRight : texts.toBottom}
        command="panel-side"
        icon={side === 'bottom' ? <IconLayoutSidebarRight size={14} /> : <IconLayoutBottombar size={14} />}
        onClick={togglePanelSide}
      />
      <Act
        title={max ? texts.restore : texts.maximise}
        command="maximise-panel"
        icon={max ? <IconMinimize size={13} /> : <IconMaximize size={13} />}
        onClick={toggleMaximised}
      />
      <Act title={texts.hidePanel} command="toggle-panel" icon={<IconX size={14} />} onClick={togglePanel} />
    </>
  );
}

/** The run bar and what a run gave: result, requests, logs; and the problems of the files. */
export function BottomPanel() {
  const panel = useLayout((state) => state.panel);
  const inputOpen = useLayout((state) => state.inputOpen);
  const connector = useConnectors((state) => state.active);
  const counts = useCounts();
  const withInput = inputOpen && connector !== null;
  const beside = useLayout((state) => state.panelSide) === 'right';
  const sizes = usePanelSizes(beside ? 'input-above' : 'input', withInput ? ['input', 'output'] : ['output']);
  return (
    <section className="bottom-panel" aria-label={texts.panel} data-region="panel" tabIndex={-1}>
      <ErrorBoundary what={texts.panel}>
        <RunBar />
        <PanelGroup
          // Another group, whose sizes are its own: a tall panel has its room above the result.
          key={beside ? 'above' : 'beside'}
          orientation={beside ? 'vertical' : 'horizontal'}
          className="grow"
          {...sizes}
        >
          {withInput ? (
            <>
              <ResizePanel id="input" defaultSize={beside ? '40%' : '28%'} minSize="160px">
                <RunInput />
              </ResizePanel>
              <Separator className={beside ? 'separator-h' : 'separator-v'} aria-label={texts.resizeInput} />
            </>
          ) : null}
          <ResizePanel id="output" minSize={beside ? '120px' : '260px'}>
            <Tabs
              value={panel}
              onChange={(value) => showPanel(pages.find(([name]) => name === value)?.[0] ?? 'result')}
              keepMounted={false}
              className="panel-tabs"
            >
              <div className="panel-head">
                <Tabs.List aria-label={texts.panel}>
                  {pages.map(([name]) => (
                    <Tabs.Tab
                      key={name}
                      value={name}
                      rightSection={name === 'result' ? null : <Count count={counts[name]} />}
                    >
                      {texts.panels[name]}
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
                <Acts />
              </div>
              {pages.map(([name, content]) => (
                <Tabs.Panel key={name} value={name} className="panel-page">
                  <ErrorBoundary what={texts.panels[name]}>{content}</ErrorBoundary>
                </Tabs.Panel>
              ))}
            </Tabs>
          </ResizePanel>
        </PanelGroup>
      </ErrorBoundary>
    </section>
  );
}
