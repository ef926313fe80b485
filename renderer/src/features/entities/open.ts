import { findCommands, findFunction } from '../../../../shared/connector/files.ts';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { entitiesTexts as texts } from '../../texts/entities.ts';
import { currentText } from '../connectors/write-file.ts';
import { showFile, showPlace } from '../editor/store.ts';
import { changeForm, startRun } from '../run/store.ts';
import { showPanel, useLayout } from '../workbench/layout.ts';
import { showDone } from '../workbench/toast.ts';
import { findName, findOperation } from './places.ts';

const pathsOf = (detail: ConnectorDetail): ReadonlySet<string> => new Set(detail.files.map((file) => file.path));

async function showName(connector: string, paths: readonly (string | undefined)[], name: string): Promise<void> {
  const there = paths.filter((path) => path !== undefined);
  for (const path of there) {
    const place = findName((await currentText(connector, path)) ?? '', name);
    if (place) return showPlace(connector, { file: path, ...place }, true);
  }
  const [first] = there;
  if (first === undefined) showDone(texts.noCode);
  else showFile(connector, first);
}

/** Opens the code that reads a table: its constant in the module of tables where there is one, else the data function. */
export function openTableCode(detail: ConnectorDetail, entity: string): void {
  const paths = pathsOf(detail);
  void showName(detail.id, [findFunction(paths, 'entities'), findFunction(paths, 'data')], entity);
}

/** Opens the function of a command. */
export const openCommandCode = (detail: ConnectorDetail, command: string): void =>
  void showName(detail.id, [findCommands(pathsOf(detail))], command);

/** The description that the connector was imported from, kept with it. */
export const descriptionOf = (detail: ConnectorDetail): string | undefined =>
  detail.files.find((file) => file.path.startsWith('spec/'))?.path;

/** Opens the description where it tells of an operation. */
export async function openOperation(connector: string, file: string, operation: string): Promise<void> {
  const place = findOperation((await currentText(connector, file)) ?? '', operation);
  if (place) showPlace(connector, { file, ...place }, true);
  else showDone(texts.notFound);
}

/** Reads the first page of a table. */
export function previewRows(connector: string, entity: string): void {
  changeForm(connector, { target: 'data', entity });
  showPanel('result');
  void startRun(connector);
}

/** Puts a command into the run bar and opens its input. */
export function prepareCommand(connector: string, target: string): void {
  changeForm(connector, { target });
  showPanel('result');
  useLayout.setState({ inputOpen: true, panelOpen: true });
}
