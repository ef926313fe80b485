import { ActionIcon, Badge, Tabs, Tooltip } from '@mantine/core';
import { Group as PanelGroup, Panel as ResizePanel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { IconX } from '../../icons.ts';
import { formatCount } from '../../lib/format.ts';
import { textStorage } from '../../lib/storage.ts';
import { useConnectors } from '../connectors/store.ts';
import { LogsPanel } from '../logs/logs-panel.tsx';
import { ProblemsPanel } from '../problems/problems-panel.tsx';
import { problemsOf, useProblems } from '../problems/store.ts';
import { RequestsPanel } from '../requests/requests-panel.tsx';
import { ResultPanel } from '../result/result-panel.tsx';
import { RunBar } from '../run/run-bar.tsx';
import { RunInput } from '../run/run-input.tsx';
import { useRun } from '../run/store.ts';
import { showPanel, togglePanel, useLayout } from './layout.ts';

function Count({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <Badge size="xs" color="gray" className="badge-gray" aria-hidden>
      {formatCount(count)}
    </Badge>
  );
}

const panelNames = ['result', 'requests', 'logs', 'problems'] as const;

/** The run bar and what a run gave: result, requests, logs; and the problems of the files. */
export function BottomPanel() {
  const panel = useLayout((state) => state.panel);
  const inputOpen = useLayout((state) => state.inputOpen);
  const requests = useRun((state) => state.view?.exchanges.length ?? 0);
  const logs = useRun((state) => state.view?.logs.length ?? 0);
  const connector = useConnectors((state) => state.active);
  const problems = useProblems((state) => problemsOf(state.problems, connector).length);
  const inputLayout = useDefaultLayout({
    id: 'studio.input',
    panelIds: inputOpen ? ['input', 'output'] : ['output'],
    storage: textStorage,
  });
  return (
    <section className="bottom-panel" aria-label="Panel">
      <RunBar />
      <PanelGroup
        orientation="horizontal"
        className="grow"
        defaultLayout={inputLayout.defaultLayout}
        onLayoutChanged={inputLayout.onLayoutChanged}
      >
        {inputOpen && connector !== null ? (
          <>
            <ResizePanel id="input" defaultSize="28%" minSize="160px">
              <RunInput />
            </ResizePanel>
            <Separator className="separator-v" aria-label="Resize input" />
          </>
        ) : null}
        <ResizePanel id="output" minSize="300px">
          <Tabs
            value={panel}
            onChange={(value) => showPanel(panelNames.find((name) => name === value) ?? 'result')}
            keepMounted={false}
            className="panel-tabs"
          >
            <div className="panel-head">
              <Tabs.List aria-label="Panel">
                <Tabs.Tab value="result">Result</Tabs.Tab>
                <Tabs.Tab value="requests" rightSection={<Count count={requests} />}>
                  Requests
                </Tabs.Tab>
                <Tabs.Tab value="logs" rightSection={<Count count={logs} />}>
                  Logs
                </Tabs.Tab>
                <Tabs.Tab value="problems" rightSection={<Count count={problems} />}>
                  Problems
                </Tabs.Tab>
              </Tabs.List>
              <Tooltip label="Hide the panel (Ctrl+J)">
                <ActionIcon aria-label="Hide panel" onClick={togglePanel}>
                  <IconX size={14} />
                </ActionIcon>
              </Tooltip>
            </div>
            <Tabs.Panel value="result" className="panel-page">
              <ResultPanel />
            </Tabs.Panel>
            <Tabs.Panel value="requests" className="panel-page">
              <RequestsPanel />
            </Tabs.Panel>
            <Tabs.Panel value="logs" className="panel-page">
              <LogsPanel />
            </Tabs.Panel>
            <Tabs.Panel value="problems" className="panel-page">
              <ProblemsPanel />
            </Tabs.Panel>
          </Tabs>
        </ResizePanel>
      </PanelGroup>
    </section>
  );
}
