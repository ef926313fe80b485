import { Button, Loader, Select, Switch, Tooltip } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { IconAdjustments, IconPlayerPlay, IconPlayerStop } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { connectionsOf, refreshConnections, useConnections } from '../connections/store.ts';
import { useActiveDetail, useConnectors } from '../connectors/store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { toggleInput, useLayout } from '../workbench/layout.ts';
import { Elapsed } from './elapsed.tsx';
import { connectionOf, emptyForm, entityOf, needsEntity, targetOf, targetsOf } from './form.ts';
import './run.css';
import { cancelRun, changeForm, startRun, useRun } from './store.ts';
import { isLive } from './view.ts';

const newConnection = '\u0000new';

function RunButton({ connector, runnable }: { readonly connector: string; readonly runnable: boolean }) {
  const view = useRun((state) => state.view);
  if (isLive(view))
    return (
      <Button
        color="red"
        variant="light"
        className="cancel-button"
        leftSection={<IconPlayerStop size={13} aria-hidden />}
        aria-label="Cancel run"
        onClick={() => void cancelRun()}
      >
        Cancel
      </Button>
    );
  return (
    <Tooltip label="Run with the unsaved text of the editor (F5 or Ctrl+Enter)">
      <Button
        aria-label="Run"
        leftSection={<IconPlayerPlay size={13} aria-hidden />}
        disabled={!runnable}
        onClick={() => void startRun(connector)}
      >
        Run
      </Button>
    </Tooltip>
  );
}

function Bar({ connector }: { readonly connector: string }) {
  const detail = useActiveDetail();
  const form = useRun((state) => state.forms.get(connector) ?? emptyForm);
  const connections = useConnections(useShallow((state) => connectionsOf(state, connector)));
  const inputOpen = useLayout((state) => state.inputOpen);
  const live = useRun((state) => isLive(state.view));
  useEffect(() => void refreshConnections(connector), [connector]);
  const targets = useMemo(() => (detail ? targetsOf(detail) : { functions: [], commands: [] }), [detail]);
  const targetData = useMemo(
    () => [
      { group: 'Functions', items: [...targets.functions] },
      ...(targets.commands.length === 0 ? [] : [{ group: 'Commands', items: [...targets.commands] }]),
    ],
    [targets],
  );
  const target = targetOf(form, targets);
  const entities = detail?.manifest?.entities ?? [];
  const names = connections.map((one) => one.name);
  const data = needsEntity(target);
  return (
    <div className="run-bar" role="toolbar" aria-label="Run">
      <Select
        aria-label="Function or command"
        w={160}
        searchable
        limit={200}
        data={targetData}
        value={target}
        placeholder="nothing to run"
        disabled={target === null}
        onChange={(choice) => changeForm(connector, { target: choice })}
        comboboxProps={{ width: 260, position: 'bottom-start' }}
      />
      {data ? (
        <Select
          aria-label="Entity"
          w={150}
          searchable
          limit={200}
          data={entities.map((one) => ({ value: one.name, label: visibleText(one.name) }))}
          value={entityOf(form, entities)}
          placeholder="entity"
          onChange={(entity) => changeForm(connector, { entity })}
          comboboxProps={{ width: 240, position: 'bottom-start' }}
        />
      ) : null}
      <Select
        aria-label="Connection"
        w={150}
        data={[
          ...names.map((name) => ({ value: name, label: visibleText(name) })),
          { value: newConnection, label: 'New connection…' },
        ]}
        value={connectionOf(form, names)}
        placeholder="no connection"
        onChange={(connection) =>
          connection === newConnection
            ? openDialog({ kind: 'connection', connector })
            : changeForm(connector, { connection })
        }
        comboboxProps={{ width: 220, position: 'bottom-start' }}
      />
      {data ? (
        <Switch
          label="All pages"
          checked={form.allPages}
          onChange={(event) => changeForm(connector, { allPages: event.currentTarget.checked })}
        />
      ) : null}
      <Button
        variant={inputOpen ? 'light' : 'subtle'}
        color="gray"
        className="quiet-button"
        aria-pressed={inputOpen}
        leftSection={<IconAdjustments size={14} aria-hidden />}
        onClick={toggleInput}
      >
        Input
      </Button>
      <span className="run-state" role="status" aria-live="polite">
        {live ? <Loader size={12} aria-hidden /> : null}
        <Elapsed />
      </span>
      <RunButton connector={connector} runnable={target !== null} />
    </div>
  );
}

/** What to run, with what, and the button; for the connector that is worked on. */
export function RunBar() {
  const connector = useConnectors((state) => state.active);
  if (connector === null) return <div className="run-bar run-bar-empty">Choose a connector to run its functions.</div>;
  return <Bar connector={connector} />;
}
