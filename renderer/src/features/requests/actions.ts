import type { Exchange, Header } from '../../../../shared/run/exchange.ts';
import type { SnippetKind } from '../../../../shared/run/snippets/index.ts';
import { attempt } from '../../backend/session.ts';
import { copyText } from '../../lib/clipboard.ts';
import { formatCount } from '../../lib/format.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { useConnectors } from '../connectors/store.ts';
import { showPlace } from '../editor/store.ts';
import { openRun, useRun } from '../run/store.ts';
import { showPanel } from '../workbench/layout.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { headerLines } from './headers-view.tsx';
import { openRequestDialog, useRequests } from './store.ts';

const texts = requestsTexts;

/** Copies a program that sends the request; where the reader has something to know or to set, says it. */
export async function copyAs(exchange: string, as: SnippetKind): Promise<void> {
  const result = await attempt((api) => api.exchanges.copy({ exchange, as }));
  if (!result.ok) {
    showError(texts.copyDialog.title, result.error);
    return;
  }
  const { text, variables, notes } = result.value;
  copyText(text, texts.copyDialog.program);
  if (variables.length + notes.length > 0) openRequestDialog({ kind: 'copy', exchange, as });
}

export const copyAddress = ({ url }: Exchange): void => copyText(url, texts.copied.address);

export const copyHeaders = (headers: readonly Header[]): void => copyText(headerLines(headers), texts.copied.headers);

/** Copies a recorded body as text. */
export async function copyBody(exchange: string, side: 'request' | 'response'): Promise<void> {
  const result = await attempt((api) => api.runs.body({ exchange, side }));
  if (result.ok) copyText(result.value.text, texts.copied.body);
  else showError(texts.copied.noBody, result.error);
}

/** Shows the line of the connector that asked for an exchange; false where it was none. */
export function goToCode({ initiator }: Exchange): boolean {
  const connector = useRun.getState().view?.connector;
  if (initiator?.kind !== 'code' || connector === undefined) return false;
  showPlace(connector, initiator.place, true);
  return true;
}

/** Saves the archive of the run on view, or of these exchanges of it. */
export async function saveHar(exchanges?: readonly string[]): Promise<void> {
  const run = useRun.getState().view?.run;
  if (run === null || run === undefined) return;
  const result = await attempt((api) =>
    api.exchanges.saveHar(exchanges === undefined ? { run } : { run, exchanges: [...exchanges] }),
  );
  if (result.ok) showDone(texts.har.saved(result.value.file));
  else showError(texts.har.notSaved, result.error);
}

/** Takes in an archive as a recording of the active connector and shows it. */
export async function importHar(file: File): Promise<void> {
  const connector = useRun.getState().view?.connector ?? useConnectors.getState().active;
  if (connector === null) return;
  const text = await file.text();
  const result = await attempt((api) => api.exchanges.importHar({ connector, fileName: file.name, text }));
  if (!result.ok) {
    showError(texts.har.notOpened, result.error);
    return;
  }
  const { run, exchanges, leftOut } = result.value;
  useRequests.setState({ selected: null, open: false, filter: '' });
  await openRun(run);
  showPanel('requests');
  showDone(texts.har.opened(formatCount(exchanges), leftOut));
}

/** Asks for an archive and takes it in. */
export function chooseHar(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.har,application/json';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) void importHar(file);
  });
  input.click();
}
