import { create } from 'zustand';
import type { Archive, ArchiveContent } from '../../../../shared/contract/archives.ts';
import { packageLimits } from '../../../../shared/limits.ts';
import type { OpenRequest } from '../../../../shared/open.ts';
import type { Failure } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { openRequestTexts as texts } from '../../texts/open-request.ts';
import { refreshConnectors, selectConnector } from '../connectors/store.ts';
import { followInTurn } from '../editor/save.ts';
import { showTab } from '../editor/store.ts';
import { importFiles, importFrom } from '../import/store.ts';
import { closeDialog, openDialog, useDialogs } from '../workbench/dialogs.ts';
import { showDone } from '../workbench/toast.ts';
import { baseName, isArchive, toBase64 } from './request.ts';

/** What the dialog shows. Nothing has been fetched or kept before the user agreed to it (A101). */
export type OpenStage =
  | { readonly kind: 'ask'; readonly request: OpenRequest }
  | { readonly kind: 'fetching'; readonly host: string }
  | { readonly kind: 'reading'; readonly fileName: string }
  | { readonly kind: 'content'; readonly archive: Archive; readonly content: ArchiveContent; readonly opening: boolean }
  | { readonly kind: 'failed'; readonly failure: Failure };

interface OpenState {
  readonly stage: OpenStage | null;
  /** Further requests, in the order they came. */
  readonly waiting: readonly OpenRequest[];
}

export const useOpenRequests = create<OpenState>(() => ({ stage: null, waiting: [] }));

let working = new AbortController();

const show = (stage: OpenStage): void => useOpenRequests.setState({ stage });

/** Shows the next request, unless a dialog is open: what someone is in the middle of is never covered. */
function showNext(): void {
  const { stage, waiting } = useOpenRequests.getState();
  const [request, ...rest] = waiting;
  if (stage !== null || request === undefined || useDialogs.getState().dialog !== null) return;
  useOpenRequests.setState({ waiting: rest });
  openDialog({ kind: 'open-request' });
  // What is in an archive of this machine can be told at once: reading it keeps and runs nothing.
  if (request.kind === 'file' && isArchive(request.path)) void readArchive(baseName(request.path), request.bytes);
  else show({ kind: 'ask', request });
}

/** Puts requests into the queue. */
export function receiveRequests(requests: readonly OpenRequest[]): void {
  useOpenRequests.setState(({ waiting }) => ({ waiting: [...waiting, ...requests] }));
  showNext();
}

/** Takes requests of the desktop shell for as long as the page lives; gives the function that stops it. */
export function followOpenRequests(): () => void {
  const take = async (): Promise<void> => receiveRequests((await window.studio?.takeOpenRequests()) ?? []);
  const stopListening = window.studio?.onOpenRequests(() => void take());
  const stopWatching = useDialogs.subscribe(({ dialog }) => dialog === null && showNext());
  void take();
  return () => {
    stopListening?.();
    stopWatching();
  };
}

/** Closes the dialog; what was being fetched is given up, and the next request has its turn. */
export function closeRequest(): void {
  working.abort();
  useOpenRequests.setState({ stage: null });
  closeDialog();
}

async function inspect(archive: Archive, signal: AbortSignal): Promise<void> {
  show({ kind: 'reading', fileName: archive.fileName });
  const content = await attempt((api) => api.archives.inspect(archive, { signal }));
  if (signal.aborted) return;
  if (content.ok) show({ kind: 'content', archive, content: content.value, opening: false });
  else show({ kind: 'failed', failure: content.error });
}

async function readArchive(fileName: string, bytes: Uint8Array): Promise<void> {
  working = new AbortController();
  await inspect({ fileName, base64: toBase64(bytes) }, working.signal);
}

async function fetchArchive(address: string, host: string): Promise<void> {
  working = new AbortController();
  const { signal } = working;
  show({ kind: 'fetching', host });
  const archive = await attempt((api) => api.archives.fetch({ address }, { signal }));
  if (signal.aborted) return;
  if (archive.ok) await inspect(archive.value, signal);
  else show({ kind: 'failed', failure: archive.error });
}

/** Does what the request on view asks for, because the user agreed. */
export async function agree(request: OpenRequest): Promise<void> {
  if (request.kind === 'install') return fetchArchive(request.address, request.host);
  if (request.kind === 'refused') return;
  // The dialog of the import takes the place of this one: closed first, it would let the next request in between.
  useOpenRequests.setState({ stage: null });
  if (request.kind === 'import') return importFrom(request.address);
  const name = baseName(request.path);
  await importFiles([{ path: name, file: new File([request.bytes], name) }]);
}

/** Opens the archive on view as a connector, on top of the revision that was told, and shows it. */
export async function openContent(): Promise<void> {
  const { stage } = useOpenRequests.getState();
  if (stage?.kind !== 'content' || stage.opening) return;
  show({ ...stage, opening: true });
  const baseRevision = stage.content.existing?.revision ?? null;
  const opened = await attempt((api) => api.archives.open({ ...stage.archive, baseRevision }));
  if (!opened.ok) {
    show({ kind: 'failed', failure: opened.error });
    return;
  }
  const { id, changed } = opened.value;
  closeRequest();
  await refreshConnectors();
  selectConnector(id);
  await followInTurn(id);
  showTab({ kind: 'overview', connector: id });
  showDone(changed ? texts.opened(id) : texts.unchanged(id));
}

/** Takes a `.connector` file that was dropped or chosen. */
export async function receiveArchive(file: File): Promise<void> {
  const tooLarge = file.size > packageLimits.archiveBytes;
  const bytes = tooLarge ? undefined : await file.arrayBuffer().catch(() => undefined);
  const reason = tooLarge ? 'too-large' : 'unreadable';
  receiveRequests([
    bytes === undefined
      ? { kind: 'refused', text: file.name, reason }
      : { kind: 'file', path: file.name, bytes: new Uint8Array(bytes) },
  ]);
}
