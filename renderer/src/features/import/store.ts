import { create } from 'zustand';
import { toConnectorName } from '../../../../shared/connector/names.ts';
import type { ImportChoices, ImportReport } from '../../../../shared/import/report.ts';
import type { Failure, Result } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { refreshConnector, refreshConnectors, selectConnector } from '../connectors/store.ts';
import { showFile, showTab } from '../editor/store.ts';
import { closeDialog, openDialog } from '../workbench/dialogs.ts';
import { showDone } from '../workbench/toast.ts';
import { type FileLike, readSource, type Source, textSource } from './source.ts';

/** Stages of an import. */
export type ImportStage =
  | { readonly kind: 'choose'; readonly failure: Failure | null }
  | { readonly kind: 'reading'; readonly fileName: string; readonly chars: number; readonly since: number }
  | {
      readonly kind: 'review';
      readonly fileName: string;
      readonly importId: string;
      readonly suggestedId: string;
      readonly suggestedName: string;
      readonly report: ImportReport;
    };

interface ImportState {
  readonly stage: ImportStage;
  /** Text in the paste box; kept when a reading fails. */
  readonly pasted: string;
}

const start: ImportStage = { kind: 'choose', failure: null };

export const useImport = create<ImportState>(() => ({ stage: start, pasted: '' }));

let reading: AbortController | undefined;

const refuse = (failure: Failure): void => useImport.setState({ stage: { kind: 'choose', failure } });

async function inspect(source: Source): Promise<void> {
  reading?.abort();
  const mine = new AbortController();
  reading = mine;
  useImport.setState({
    stage: { kind: 'reading', fileName: source.fileName, chars: source.text.length, since: Date.now() },
  });
  const result = await attempt((api) => api.imports.inspect(source, { signal: mine.signal }));
  if (mine.signal.aborted) return;
  if (!result.ok) {
    refuse(result.error);
    return;
  }
  const { importId, suggestedId, report } = result.value;
  useImport.setState({
    stage: {
      kind: 'review',
      fileName: source.fileName,
      importId,
      suggestedId,
      suggestedName: toConnectorName(report.source.title),
      report,
    },
  });
}

/** Opens the dialog and reads a file. */
export async function importFile(file: FileLike): Promise<void> {
  openDialog({ kind: 'import' });
  const source = await readSource(file);
  if (source.ok) await inspect(source.value);
  else refuse(source.error);
}

/** Opens the dialog and reads a text. */
export async function importText(text: string): Promise<void> {
  openDialog({ kind: 'import' });
  const source = textSource(text);
  if (source.ok) await inspect(source.value);
  else refuse(source.error);
}

/** Opens the dialog with the reason why a drop cannot be taken. */
export function refuseDrop(message: string): void {
  openDialog({ kind: 'import' });
  refuse({ kind: 'input', code: 'drop', message });
}

/** Gives up what is being read, or what was read, and asks for a source again. */
export function chooseAgain(): void {
  reading?.abort();
  useImport.setState({ stage: start });
}

/** Closes the dialog and forgets the import. */
export function closeImport(): void {
  chooseAgain();
  useImport.setState({ pasted: '' });
  closeDialog();
}

/** Makes the connector and opens it. */
export async function createConnector(importId: string, choices: ImportChoices): Promise<Result<string>> {
  const result = await attempt((api) => api.imports.create({ importId, choices }));
  if (!result.ok) return result;
  const { id } = result.value;
  closeImport();
  await refreshConnectors();
  selectConnector(id);
  const detail = await refreshConnector(id);
  showTab({ kind: 'overview', connector: id });
  if (detail?.files.some((file) => file.path === 'functions/data.js')) showFile(id, 'functions/data.js');
  showDone(`${id} is created.`);
  return { ok: true, value: id };
}
