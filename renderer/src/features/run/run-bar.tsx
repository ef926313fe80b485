import { ActionIcon, Badge, Button, Group, Loader, Menu, Select, Switch, Tooltip } from '@mantine/core';
import { type KeyboardEvent, useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import {
  IconAdjustments,
  IconChevronDown,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlayerTrackNext,
  IconRefresh,
  IconTable,
} from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { connectionsOf, refreshConnections, useConnections } from '../connections/store.ts';
import { useActiveDetail, useConnectors } from '../connectors/store.ts';
import { runAllEntities, runAllFunctions } from '../runs/series-store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { toggleInput, useLayout } from '../workbench/layout.ts';
import { Elapsed } from './elapsed.tsx';
import { connectionOf, entityOf, needsEntity, optionsOf, targetOf, targetsOf } from './form.ts';
import { deviations } from './options.ts';
import './run.css';
import { changeForm, formOf, useRun } from './state.ts';
import { cancelAndRun, cancelRun, runLast, startRun } from './store.ts';
import { isLive } from './view.ts';

const newConnection = '\u0000new';

function LiveButtons({ connector }: { readonly connector: string }) {
  const stage = useRun((state) => state.view?.stage);
  return (
    <Group gap={4} wrap="nowrap" className="run-buttons">
      <Tooltip label={texts.cancelAndRun}>
        <ActionIcon aria-label={texts.cancelAndRun} onClick={() => void cancelAndRun(connector)}>
          <IconRefresh size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Button
        color="red"
        variant="light"
        className="cancel-button"
        leftSection={<IconPlayerStop size={13} aria-hidden />}
        aria-label={texts.cancelRun}
        disabled={stage === 'cancelling'}
        onClick={() => void cancelRun()}
      >
        {stage === 'cancelling' ? texts.cancelling : texts.cancel}
      </Button>
    </Group>
  );
}

interface RunButtonsProps {
  readonly connector: string;
  readonly runnable: boolean;
  readonly entities: number;
}

function RunButtons({ connector, runnable, entities }: RunButtonsProps) {
  const hasLast = useRun((state) => state.view !== null);
  return (
    <Button.Group className="run-buttons">
      <Tooltip label={texts.runTip}>
        <Button
          aria-label={texts.run}
          leftSection={<IconPlayerPlay size={13} aria-hidden />}
          disabled={!runnable}
          onClick={() => void startRun(connector)}
        >
          {texts.run}
        </Button>
      </Tooltip>
      <Menu position="top-end" width={230}>
        <Menu.Target>
          <Button aria-label={texts.more} className="run-more" disabled={!runnable}>
            <IconChevronDown size={13} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconRefresh size={13} aria-hidden />}
            disabled={!hasLast}
            onClick={() => void runLast(connector)}
          >
            {texts.again}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconTable size={13} aria-hidden />}
            disabled={entities === 0}
            onClick={() => void runAllEntities(connector, false)}
          >
            {texts.allEntitiesFirst}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTable size={13} aria-hidden />}
            disabled={entities === 0}
            onClick={() => void runAllEntities(connector, true)}
          >
            {texts.allEntities}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPlayerTrackNext size={13} aria-hidden />}
            onClick={() => void runAllFunctions(connector)}
          >
            {texts.allFunctions}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}

function InputButton({ different }: { readonly different: readonly string[] }) {
  const inputOpen = useLayout((state) => state.inputOpen);
  const what = different.join(' · ');
  return (
    <Tooltip label={texts.inputTip(what)} disabled={what === ''}>
      <Button
        variant={inputOpen ? 'light' : 'subtle'}
        color="gray"
        className="quiet-button"
        aria-pressed={inputOpen}
        leftSection={<IconAdjustments size={14} aria-hidden />}
        rightSection={
          what === '' ? null : (
            <Badge size="xs" className="badge-blue run-badge">
              {different.length}
              <span className="sr-only"> {texts.inputTip(what)}</span>
            </Badge>
          )
        }
        onClick={toggleInput}
      >
        {texts.input}
      </Button>
    </Tooltip>
  );
}

function Bar({ connector }: { readonly connector: string }) {
  const detail = useActiveDetail();
  const form = useRun((state) => formOf(state, connector));
  const connections = useConnections(useShallow((state) => connectionsOf(state, connector)));
  const live = useRun((state) => isLive(state.view));
  useEffect(() => void refreshConnections(connector), [connector]);
  const targets = useMemo(() => (detail ? targetsOf(detail) : { functions: [], commands: [] }), [detail]);
  const targetData = useMemo(
    () => [
      { group: texts.functions, items: [...targets.functions] },
      ...(targets.commands.length === 0 ? [] : [{ group: texts.commands, items: [...targets.commands] }]),
    ],
    [targets],
  );
  const target = targetOf(form, targets);
  const entities = detail?.manifest?.entities ?? [];
  const names = connections.map((one) => one.name);
  const data = needsEntity(target);
  const different = target === null ? [] : deviations(optionsOf(form, target));
  const onKeyDown = (event: KeyboardEvent) => {
    // Escape within an open list closes the list.
    const inList = event.target instanceof Element && event.target.closest('[aria-expanded="true"]') !== null;
    if (event.key === 'Escape' && live && !inList) void cancelRun();
  };
  return (
    <div className="run-bar" role="toolbar" aria-label={texts.run} onKeyDown={onKeyDown}>
      <Select
        aria-label={texts.target}
        searchable
        limit={200}
        data={targetData}
        value={target}
        placeholder={texts.nothingToRun}
        disabled={target === null}
        onChange={(choice) => changeForm(connector, { target: choice })}
        comboboxProps={{ width: 260, position: 'bottom-start' }}
      />
      {data ? (
        <Select
          aria-label={texts.entity}
          searchable
          limit={200}
          data={entities.map((one) => ({ value: one.name, label: visibleText(one.name) }))}
          value={entityOf(form, entities)}
          placeholder={texts.entityHint}
          onChange={(entity) => changeForm(connector, { entity })}
          comboboxProps={{ width: 240, position: 'bottom-start' }}
        />
      ) : null}
      <Select
        aria-label={texts.connection}
        data={[
          ...names.map((name) => ({ value: name, label: visibleText(name) })),
          { value: newConnection, label: texts.newConnection },
        ]}
        value={connectionOf(form, names)}
        placeholder={texts.noConnection}
        onChange={(connection) =>
          connection === newConnection
            ? openDialog({ kind: 'connection', connector })
            : changeForm(connector, { connection })
        }
        comboboxProps={{ width: 220, position: 'bottom-start' }}
      />
      {data ? (
        <Switch
          label={texts.allPages}
          checked={form.allPages}
          onChange={(event) => changeForm(connector, { allPages: event.currentTarget.checked })}
        />
      ) : null}
      <InputButton different={different} />
      <span className="run-state" role="status" aria-live={live ? 'off' : 'polite'}>
        {live ? <Loader size={12} aria-hidden /> : null}
        <Elapsed />
      </span>
      {live ? (
        <LiveButtons connector={connector} />
      ) : (
        <RunButtons connector={connector} runnable={target !== null} entities={entities.length} />
      )}
    </div>
  );
}

/** What to run, with what, and the button; for the connector that is worked on. */
export function RunBar() {
  const connector = useConnectors((state) => state.active);
  if (connector === null) return <div className="run-bar run-bar-empty">{texts.chooseConnector}</div>;
  return <Bar connector={connector} />;
}
