import path from 'node:path';
import { networkLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { endingOf, saveDownload } from '../runs/downloads.ts';
import type { Workspace } from '../workspace/types.ts';
import { harParts } from './har/export.ts';
import { storedExchange } from './stored.ts';

/** A file in the downloads of the workspace. */
export interface SavedFile {
  /** Whole path. */
  readonly file: string;
  readonly bytes: number;
}

const downloads = (workspace: Workspace): string => path.join(workspace.directory, 'downloads');

/** The failure of a body that is asked for and not there. */
export const noBody = () =>
  fail(
    'input',
    'no_body',
    'This body is no longer stored: older bodies make room for newer ones. Run again to see it.',
  );

/** Saves a recorded body whole, as it came and decompressed, under a name made of its exchange (A69). Fails with `no_body`. */
export async function saveBody(
  workspace: Workspace,
  id: string,
  side: 'request' | 'response',
): Promise<Result<SavedFile>> {
  const exchange = storedExchange(workspace, id);
  if (!exchange.ok) return exchange;
  const ref = side === 'request' ? exchange.value.requestBody : exchange.value.responseBody;
  const body = ref && workspace.runs.readBody(ref.id, networkLimits.decodedBytes);
  if (!ref || !body) return noBody();
  const name = `${side}-${exchange.value.run}-${exchange.value.seq}`;
  const ending = endingOf(ref.mimeType, body.bytes);
  const saved = await saveDownload({ folder: downloads(workspace), name, ending, isNumbered: true }, [body.bytes]);
  return saved.ok ? ok({ file: saved.value, bytes: body.bytes.byteLength }) : saved;
}

/** Saves the archive of a run, or of some of its exchanges (HAR 1.2). Fails with `unknown_run`, `bad_file`. */
export async function saveHar(
  workspace: Workspace,
  run: string,
  only: ReadonlySet<string> | undefined,
): Promise<Result<SavedFile>> {
  const parts = harParts(workspace, run, only);
  if (!parts.ok) return parts;
  let bytes = 0;
  const counted = function* () {
    for (const part of parts.value) {
      bytes += Buffer.byteLength(part);
      yield part;
    }
  };
  const place = { folder: downloads(workspace), name: run, ending: 'har', isNumbered: true };
  const saved = await saveDownload(place, counted());
  return saved.ok ? ok({ file: saved.value, bytes }) : saved;
}
