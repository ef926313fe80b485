import { formatTime } from '../../lib/format.ts';
import { loadedValue } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { paletteTexts } from '../../texts/palette.ts';
import { useConnections } from '../connections/store.ts';
import { refreshConnector, useConnectors } from '../connectors/store.ts';
import { showFile, showTab } from '../editor/store.ts';
import { openRun } from '../run/store.ts';
import { useRuns } from '../runs/store.ts';
import { allCommands } from '../workbench/commands.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { keysOf, useKeymap } from '../workbench/keymap.ts';
import { shownKeys } from '../workbench/keys.ts';
import type { QuickItem } from './rank.ts';

/** Every command that makes sense now. */
export function commandItems(): readonly QuickItem[] {
  const { overrides } = useKeymap.getState();
  return allCommands()
    .filter((command) => command.enabled())
    .map((command) => {
      const [keys] = keysOf(command, overrides);
      return {
        id: `command ${command.id}`,
        kind: 'command',
        label: command.title,
        detail: command.group,
        ...(keys === undefined ? {} : { keys: shownKeys(keys) }),
        choose: () => command.run(),
      };
    });
}

/** What there is in the workspace: connectors with their files and entities, connections, runs. */
export function placeItems(): readonly QuickItem[] {
  const { list, details } = useConnectors.getState();
  const items: QuickItem[] = [];
  for (const { id, name } of loadedValue(list) ?? []) {
    items.push({
      id: `connector ${id}`,
      kind: 'connector',
      label: id,
      detail: visibleText(name),
      choose: () => showTab({ kind: 'overview', connector: id }),
    });
    const detail = loadedValue(details.get(id));
    for (const { path } of detail?.files ?? [])
      items.push({
        id: `file ${id}/${path}`,
        kind: 'file',
        label: visibleText(path),
        detail: id,
        choose: () => showFile(id, path),
      });
    for (const entity of detail?.manifest?.entities ?? [])
      items.push({
        id: `entity ${id}/${entity.name}`,
        kind: 'entity',
        label: visibleText(entity.name),
        detail: paletteTexts.entityOf(id),
        choose: () => showTab({ kind: 'overview', connector: id }),
      });
  }
  for (const [connector, loadable] of useConnections.getState().byConnector)
    for (const { name } of loadedValue(loadable) ?? [])
      items.push({
        id: `connection ${connector}/${name}`,
        kind: 'connection',
        label: visibleText(name),
        detail: paletteTexts.connectionOf(connector),
        choose: () => openDialog({ kind: 'connection', connector, name }),
      });
  for (const [connector, loadable] of useRuns.getState().byConnector)
    for (const run of loadedValue(loadable) ?? [])
      items.push({
        id: `run ${run.id}`,
        kind: 'run',
        label: paletteTexts.run(visibleText(run.target), formatTime(run.startedAt)),
        detail: connector,
        choose: () => void openRun(run.id),
      });
  return items;
}

/** Reads the connectors whose files are not known yet, one after another, as long as `wanted` says so. */
export async function loadMissingDetails(wanted: () => boolean): Promise<void> {
  for (const { id } of loadedValue(useConnectors.getState().list) ?? []) {
    if (!wanted()) return;
    if (!useConnectors.getState().details.has(id)) await refreshConnector(id);
  }
}
