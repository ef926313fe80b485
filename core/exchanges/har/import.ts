import type { Manifest } from '../../../shared/connector/manifest.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { type BodyRef, type Exchange, initiatorSchema } from '../../../shared/run/exchange.ts';
import type { RunRecord } from '../../../shared/run/run.ts';
import { utf8Text } from '../../../shared/run/utf8.ts';
import { own, textAt } from '../../import/json.ts';
import type { CredentialPlaces } from '../../network/index.ts';
import { maskInitiator } from '../../network/record.ts';
import { credentialPlaces } from '../../runs/access.ts';
import { newRunId } from '../../runs/launch.ts';
import { readSource } from '../../runs/source.ts';
import { WorkspaceError } from '../../workspace/index.ts';
import type { RunStore, Workspace } from '../../workspace/types.ts';
import { type ForeignMasker, foreignMasker } from './mask.ts';
import { type HarBody, type HarEntry, type HarRead, readHar } from './read.ts';

/** Entries taken in between two looks at whatever else the process has to do. */
const AT_ONCE = 20;
/** Target of the run that an archive becomes. */
export const RECORDING = 'recording';

export interface HarImportRequest {
  readonly connector: string;
  /** Name of the file, for the record and for messages. */
  readonly fileName: string;
  readonly text: string;
}

export interface HarImported {
  readonly run: string;
  readonly exchanges: number;
  /** Entries that are no http or https requests: data, blobs, web sockets. */
  readonly leftOut: number;
  /** Bodies whose size the archive states without what was in them; replaying them fails. */
  readonly missingBodies: number;
}

interface Taken {
  readonly exchange: Exchange;
  readonly bodies: readonly (readonly [id: string, bytes: Uint8Array])[];
  readonly missing: number;
}

/** The entries that one goes back to, by their places. */
interface Links {
  readonly redirectOf?: number | undefined;
  readonly retryOf?: number | undefined;
}

/** Redirects of an archive that does not state them, by address and order: each entry is the target of one at most. */
function guessedRedirects(entries: readonly HarEntry[]): readonly Links[] {
  const origins = new Map<number, number>();
  const places = Map.groupBy(entries.keys(), (index) => entries[index]?.url);
  for (const [index, { status, redirectUrl, url }] of entries.entries()) {
    if (status === null || status < 300 || status > 399 || redirectUrl === '') continue;
    const target = URL.parse(redirectUrl, url);
    if (!target) continue;
    target.hash = '';
    const open = places.get(target.href) ?? [];
    // Those before this one are of no use to a later one either.
    while (open[0] !== undefined && open[0] <= index) open.shift();
    const next = open.shift();
    if (next !== undefined) origins.set(next, index);
  }
  return entries.map((_, index) => ({ redirectOf: origins.get(index) }));
}

/** What led to each entry: as the studio wrote it, else redirects alone. */
function linksOf(entries: readonly HarEntry[]): readonly Links[] {
  const byId = new Map(entries.map(({ node }, index) => [textAt(node, '_id'), index]));
  byId.delete(undefined);
  if (byId.size === 0) return guessedRedirects(entries);
  return entries.map(({ node }, index) => {
    // What leads to a request comes before it: no archive can make a circle.
    const before = (name: string): number | undefined => {
      const found = byId.get(textAt(node, name));
      return found !== undefined && found < index ? found : undefined;
    };
    return { redirectOf: before('_redirectOf'), retryOf: before('_retryOf') };
  });
}

/** Text is masked by the names in it, bytes that are text as well. */
function bytesOf({ content }: HarBody, masker: ForeignMasker): Uint8Array | undefined {
  if (!content) return undefined;
  if ('text' in content) return new TextEncoder().encode(masker.body(content.text));
  const text = utf8Text(content.bytes);
  return text === undefined ? content.bytes : new TextEncoder().encode(masker.body(text));
}

function bodyOf(id: string, body: HarBody | undefined, masker: ForeignMasker) {
  if (!body) return undefined;
  const bytes = bytesOf(body, masker);
  const ref: BodyRef = { id, bytes: bytes?.byteLength ?? body.size, mimeType: masker.text(body.mimeType) };
  return { ref, bytes };
}

/** What the studio wrote into an archive beside HAR's own members, and the connection that every writer may name. */
function customOf({ node, status }: HarEntry, masker: ForeignMasker): Partial<Exchange> {
  const initiator = initiatorSchema.safeParse(own(node, '_initiator'));
  const text = (name: string) => textAt(node, name);
  const response = own(node, 'response');
  const error = typeof response === 'object' && response !== null ? { ...response } : {};
  const message = textAt(error, '_error') ?? text('_error');
  const fault = text('_fault');
  const tlsVersion = text('_tlsVersion');
  const address = text('serverIPAddress')?.replace(/^\[|\]$/g, '');
  const connection = text('connection');
  const code = textAt(error, '_errorCode') ?? 'no_response';
  return {
    ...(initiator.success ? { initiator: maskInitiator(initiator.data, masker) } : {}),
    ...(fault === undefined ? {} : { fault: masker.text(fault) }),
    ...(tlsVersion === undefined ? {} : { tlsVersion: masker.text(tlsVersion) }),
    ...(address === undefined ? {} : { remoteAddress: masker.text(address) }),
    ...(connection === undefined ? {} : { connection: masker.text(connection) }),
    ...(status === null || message !== undefined
      ? {
          error: {
            code: masker.text(code),
            message: masker.text(message ?? 'The archive has no answer to this request.'),
          },
        }
      : {}),
  };
}

/** The sum of the phases (HR-1). */
const durationOf = ({ timings: { blocked, dns, connect, send, wait, receive } }: HarEntry): number =>
  Math.round([blocked, dns, connect, send, wait, receive].reduce((sum, ms) => sum + Math.max(0, ms), 0) * 100) / 100;

function take(entry: HarEntry, run: string, seq: number, links: Links, masker: ForeignMasker): Taken {
  const id = `${run}-${seq}`;
  const idAt = (index: number): string => `${run}-${index + 1}`;
  const request = bodyOf(`${id}-request`, entry.requestBody, masker);
  const response = bodyOf(`${id}-response`, entry.responseBody, masker);
  const exchange: Exchange = {
    ...{ id, run, seq },
    ...{ method: masker.text(entry.method), url: masker.url(entry.url) },
    ...{ status: entry.status, statusText: masker.text(entry.statusText) },
    ...{ startedAt: entry.startedAt, durationMs: durationOf(entry), timings: entry.timings },
    httpVersion: masker.text(entry.httpVersion),
    requestHeaders: masker.headers(entry.requestHeaders),
    responseHeaders: masker.headers(entry.responseHeaders),
    requestBytes: entry.requestBody?.size ?? 0,
    responseBytes: entry.responseBytes,
    answeredBy: 'recording',
    ...(request ? { requestBody: request.ref } : {}),
    ...(response ? { responseBody: response.ref } : {}),
    ...(links.redirectOf === undefined ? {} : { redirectOf: idAt(links.redirectOf) }),
    ...(links.retryOf === undefined ? {} : { retryOf: idAt(links.retryOf) }),
    ...customOf(entry, masker),
  };
  const both = [request, response].flatMap((body) => body ?? []);
  return {
    exchange,
    bodies: both.flatMap(({ ref, bytes }) => (bytes ? [[ref.id, bytes] as const] : [])),
    missing: both.filter(({ bytes }) => !bytes).length,
  };
}

/** Every place where the connector sends a credential, whichever way a connection has chosen. */
function placesOf(manifest: Manifest): CredentialPlaces {
  const all = manifest.authentication.map(credentialPlaces);
  return { headers: all.flatMap((one) => one.headers), query: all.flatMap((one) => one.query) };
}

function recordOf(
  request: HarImportRequest,
  entries: readonly HarEntry[],
  run: string,
  revision: number | null,
): RunRecord {
  return {
    id: run,
    connector: request.connector,
    revision,
    target: RECORDING,
    connection: null,
    input: { file: request.fileName },
    outcome: null,
    startedAt: entries[0]?.startedAt ?? new Date().toISOString(),
    durationMs: null,
    exchangeCount: 0,
    pages: 1,
    // Nothing was sent for it: its answers are those of a recording.
    mode: 'replay',
  };
}

/** Removes what was written; a disk on which not even that works keeps it as a run without an end, which goes later. */
function letGo(runs: RunStore, run: string): void {
  try {
    runs.abandon(run);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
  }
}

/** Writes the exchanges and the end of a run that has begun, in between with turns for others. Throws `WorkspaceError`. */
async function fill(
  runs: RunStore,
  { id: run, startedAt }: RunRecord,
  { entries, leftOut, creator }: HarRead,
  masker: ForeignMasker,
): Promise<HarImported> {
  const links = linksOf(entries);
  let missingBodies = 0;
  let endedAt = Date.parse(startedAt);
  let batch: Taken[] = [];
  const write = () => {
    const bodies = batch.flatMap((one) => one.bodies.map(([id, bytes]) => ({ id, bytes })));
    runs.record({ exchanges: batch.map((one) => one.exchange), bodies });
    batch = [];
  };
  for (const [index, entry] of entries.entries()) {
    const taken = take(entry, run, index + 1, links[index] ?? {}, masker);
    batch.push(taken);
    missingBodies += taken.missing;
    endedAt = Math.max(endedAt, Date.parse(entry.startedAt) + taken.exchange.durationMs);
    if (index % AT_ONCE !== AT_ONCE - 1) continue;
    write();
    await new Promise((resolve) => setImmediate(resolve));
  }
  write();
  runs.finish(run, {
    outcome: { kind: 'ok' },
    durationMs: Math.round((endedAt - Date.parse(startedAt)) * 100) / 100,
    result: { creator: masker.text(creator), requests: entries.length, leftOut, missingBodies },
    logs: [],
    logsDropped: 0,
    findings: [],
    pages: 1,
  });
  return { run, exchanges: entries.length, leftOut, missingBodies };
}

/**
 * Takes in an HTTP archive as a run of target `recording` with its exchanges and bodies, credentials masked (HR-7), so that it
 * can be inspected and replayed; whole or not at all. Input failures: those of `readHar`, `unknown_connector`, `bad_manifest`;
 * system failures: those of the workspace, such as `disk_full`.
 */
export async function importHar(workspace: Workspace, request: HarImportRequest): Promise<Result<HarImported>> {
  const source = readSource(workspace, { connector: request.connector, target: RECORDING });
  if (!source.ok) return source;
  const read = readHar(request.fileName, request.text);
  if (!read.ok) return read;
  const { runs } = workspace;
  const { manifest, revision } = source.value;
  const record = recordOf(request, read.value.entries, newRunId(), revision);
  try {
    runs.begin(record);
    return ok(await fill(runs, record, read.value, foreignMasker(placesOf(manifest))));
  } catch (error) {
    // Half an archive would look like the whole of it.
    letGo(runs, record.id);
    if (error instanceof WorkspaceError) return { ok: false, error: error.failure };
    throw error;
  }
}
