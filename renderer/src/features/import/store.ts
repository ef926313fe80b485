import { create } from 'zustand';
import { findFunction } from '../../../../shared/connector/files.ts';
import { toConnectorName } from '../../../../shared/connector/names.ts';
import type { ImportSource } from '../../../../shared/contract/imports.ts';
import type { Location } from '../../../../shared/import/location.ts';
import type { ImportChoices, ImportReport } from '../../../../shared/import/report.ts';
import type { Failure, Result } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { counted } from '../../texts/counted.ts';
import { importTexts } from '../../texts/import.ts';
import { refreshConnector, refreshConnectors, selectConnector } from '../connectors/store.ts';
import { showFile, showTab } from '../editor/store.ts';
import { startMerge } from '../reimport/store.ts';
import { closeDialog, openDialog, useDialogs } from '../workbench/dialogs.ts';
import { showDone } from '../workbench/toast.ts';
import { failurePlace } from './failure-place.ts';
import { type FileSet, type NamedFile, readFiles, sourceOf } from './file-set.ts';
import { forgetPlaces } from './places.ts';
import { startReview } from './review-store.ts';
import { addressIn, readSource, textSource } from './source.ts';

/** What an import has come to be reviewed. */
export interface ImportFound {
  readonly fileName: string;
  readonly importId: string;
  readonly suggestedId: string;
  readonly suggestedName: string;
  readonly report: ImportReport;
}

/** Stages of an import. Times are of `Date.now()`. */
export type ImportStage =
  /** `place` shows where in the text the failure lies. */
  | { readonly kind: 'choose'; readonly failure: Failure | null; readonly place: Location | null }
  /** Several descriptions came together: which one is it? */
  | { readonly kind: 'pick'; readonly files: FileSet }
  | { readonly kind: 'fetching'; readonly address: string; readonly since: number }
  | { readonly kind: 'reading'; readonly fileName: string; readonly chars: number; readonly since: number }
  | ({ readonly kind: 'review' } & ImportFound)
  /** A newer description of a connector is read: what does it change? The plan is in the store of re-imports. */
  | { readonly kind: 'merge'; readonly fileName: string };

interface ImportState {
  readonly stage: ImportStage;
  /** Text in the paste box; kept when a reading fails. */
  readonly pasted: string;
  /** Text in the address box; fetched only when the user asks. */
  readonly address: string;
  /** A review that was closed before it became a connector; the host still knows it, as long as few newer ones come. */
  readonly kept: ImportFound | null;
}

const found = ({ fileName, importId, suggestedId, suggestedName, report }: ImportFound): ImportFound => ({
  fileName,
  importId,
  suggestedId,
  suggestedName,
  report,
});

const start: ImportStage = { kind: 'choose', failure: null, place: null };
const empty: ImportState = { stage: start, pasted: '', address: '', kept: null };

export const useImport = create<ImportState>(() => empty);

/** Opens the dialog; where it is open, it stays what it is for. */
function showImport(): void {
  if (useDialogs.getState().dialog?.kind !== 'import') openDialog({ kind: 'import' });
}

/** The connector that the open dialog merges into; undefined where it makes a new one. */
function targetConnector(): string | undefined {
  const { dialog } = useDialogs.getState();
  return dialog?.kind === 'import' ? dialog.connector : undefined;
}

let working: AbortController | undefined;

/** Ends what is under way and gives the controller of what comes next. */
function begin(stage: ImportStage): AbortController {
  working?.abort();
  working = new AbortController();
  useImport.setState({ stage });
  return working;
}

const refuse = (failure: Failure, place: Location | null = null): void =>
  useImport.setState({ stage: { kind: 'choose', failure, place } });

/** Opens the dialog with the reason why something cannot be taken. */
export function refuseImport(failure: Failure): void {
  showImport();
  begin(start);
  refuse(failure);
}

async function inspect(source: ImportSource): Promise<void> {
  const { fileName, text } = source;
  const { signal } = begin({ kind: 'reading', fileName, chars: text.length, since: Date.now() });
  const connector = targetConnector();
  if (connector !== undefined) {
    await inspectAgain(connector, source, signal);
    return;
  }
  const result = await attempt((api) => api.imports.inspect(source, { signal }));
  if (signal.aborted) return;
  if (!result.ok) {
    refuse(result.error, failurePlace(source, result.error));
    return;
  }
  const { importId, suggestedId, report } = result.value;
  const suggestedName = toConnectorName(report.source.title);
  startReview(report, suggestedId, suggestedName);
  // The choices of a review stand in one place: a newer one takes that of the one that was kept.
  useImport.setState({ kept: null, stage: { kind: 'review', fileName, importId, suggestedId, suggestedName, report } });
}

async function inspectAgain(connector: string, source: ImportSource, signal: AbortSignal): Promise<void> {
  const result = await attempt((api) => api.imports.inspectAgain({ connector, ...source }, { signal }));
  if (signal.aborted) return;
  if (!result.ok) {
    refuse(result.error, failurePlace(source, result.error));
    return;
  }
  startMerge(result.value.importId, result.value.plan);
  useImport.setState({ stage: { kind: 'merge', fileName: source.fileName } });
}

/** Opens the dialog and reads files: one description, or one with the files that it refers to. */
export async function importFiles(files: readonly NamedFile[]): Promise<void> {
  showImport();
  const [only, second] = files;
  const { signal } = begin({
    kind: 'reading',
    fileName: only === undefined || second !== undefined ? counted.files(files.length) : only.path,
    chars: files.reduce((sum, one) => sum + one.file.size, 0),
    since: Date.now(),
  });
  if (only !== undefined && second === undefined) {
    const source = await readSource(only.file);
    if (signal.aborted) return;
    if (source.ok) await inspect(source.value);
    else refuse(source.error);
    return;
  }
  const read = await readFiles(files);
  if (signal.aborted) return;
  if (!read.ok) refuse(read.error);
  else if (read.value.roots.length > 1) useImport.setState({ stage: { kind: 'pick', files: read.value } });
  else for (const root of read.value.roots) await importRoot(read.value, root);
}

/** Reads the one of several descriptions that the user picked. */
export const importRoot = (files: FileSet, root: string): Promise<void> => inspect(sourceOf(files, root));

/** Opens the dialog and reads a text. An address alone only fills the address box: nothing is fetched unasked (A78). */
export async function importText(text: string): Promise<void> {
  showImport();
  const address = addressIn(text);
  if (address !== undefined) {
    useImport.setState(({ kept }) => ({ ...empty, kept, address }));
    return;
  }
  const source = textSource(text);
  if (source.ok) await inspect(source.value);
  else refuse(source.error);
}

/** Fetches the typed address, because the user asked for it, and reads what comes. */
export async function importAddress(): Promise<void> {
  const address = useImport.getState().address.trim();
  const { signal } = begin({ kind: 'fetching', address, since: Date.now() });
  const result = await attempt((api) => api.imports.fetch({ address }, { signal }));
  if (signal.aborted) return;
  if (result.ok) await inspect(result.value);
  else refuse(result.error);
}

/** Opens the dialog and fetches an address that the user was asked about and agreed to (A101). */
export async function importFrom(address: string): Promise<void> {
  showImport();
  useImport.setState({ ...empty, address });
  await importAddress();
}

/** Gives up what is being read and asks for a source again; a review is kept, so that a slip of the hand loses nothing. */
export function chooseAgain(): void {
  const { stage } = useImport.getState();
  begin(start);
  if (stage.kind === 'review') useImport.setState({ kept: found(stage) });
  forgetPlaces();
}

/** Closes the dialog and forgets all but a review. */
export function closeImport(): void {
  chooseAgain();
  useImport.setState(({ kept }) => ({ ...empty, kept }));
  closeDialog();
}

/** Goes on with the review that was closed. */
export function continueImport(): void {
  const { kept } = useImport.getState();
  if (kept !== null) useImport.setState({ stage: { kind: 'review', ...kept }, kept: null });
}

/** Makes the connector and opens it. */
export async function createConnector(importId: string, choices: ImportChoices): Promise<Result<string>> {
  const result = await attempt((api) => api.imports.create({ importId, choices }));
  if (!result.ok) return result;
  const { id } = result.value;
  closeImport();
  useImport.setState({ kept: null });
  await refreshConnectors();
  selectConnector(id);
  const detail = await refreshConnector(id);
  showTab({ kind: 'overview', connector: id });
  const data = findFunction(new Set(detail?.files.map((file) => file.path)), 'data');
  if (data !== undefined) showFile(id, data);
  showDone(importTexts.created(id));
  return { ok: true, value: id };
}
