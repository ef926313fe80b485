import { viewLimits } from '../../../shared/limits.ts';
import { JsonDocument, type JsonMatches, type JsonTrail } from './json-document.ts';
import type { JsonNode } from './json-node.ts';
import type { JsonAnswer, JsonCall } from './json-worker.ts';

/** Something that is there, or comes. */
export type Soon<T> = T | Promise<T>;

/** How far a text has been read: `whole` is the end of it, `broken` that it is no JSON from an offset on. */
export type JsonStage = { readonly kind: 'reading' | 'whole' } | { readonly kind: 'broken'; readonly offset: number };

/** A JSON text to look at: read here, or in a worker. */
export interface JsonSource {
  /** Called when more has been read; at least once. */
  start(listener: (stage: JsonStage) => void): void;
  root(): Soon<JsonNode>;
  children(id: number, from: number, limit: number, sorted: boolean): Soon<readonly JsonNode[]>;
  slice(start: number, end: number): Soon<string>;
  find(text: string): Soon<JsonMatches>;
  trailOf(offset: number, sorted: boolean): Soon<JsonTrail>;
  close(): void;
}

/** First look at a large text here, ms: what it shows is on the page before the worker has begun. */
const firstMs = 4;
/** The worker begins after this, ms: handing a large text over would hold up the first paint. */
const restMs = 30;

type Reader = Pick<JsonSource, 'root' | 'children' | 'slice' | 'find' | 'trailOf'>;

const readerOf = (document: JsonDocument): Reader => ({
  root: () => document.root(),
  children: (...args) => document.children(...args),
  slice: (...args) => document.slice(...args),
  find: (wanted) => document.find(wanted),
  trailOf: (...args) => document.trailOf(...args),
});

interface RemoteReader extends Reader {
  /** Resolves when the whole text has been read. */
  readonly read: Promise<JsonStage>;
  close(): void;
}

/** Reads a text in a worker: a file of the page's own, for the content security policy allows none made of a blob. */
function remoteReader(text: string): RemoteReader {
  const worker = new Worker(new URL('./json-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (value: unknown) => void>();
  let last = 0;
  const call = <T>(message: JsonCall): Promise<T> =>
    new Promise((resolve) => {
      last += 1;
      // The worker answers each call with what its method gives.
      waiting.set(last, resolve as (value: unknown) => void);
      worker.postMessage({ ...message, id: last });
    });
  const read = new Promise<JsonStage>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<JsonAnswer>) => {
      if (data.kind === 'stage') resolve(data.stage);
      else {
        waiting.get(data.id)?.(data.value);
        waiting.delete(data.id);
      }
    });
  });
  worker.postMessage({ method: 'open', text });
  return {
    read,
    root: () => call({ method: 'root' }),
    children: (...args) => call({ method: 'children', args }),
    slice: (...args) => call({ method: 'slice', args }),
    find: (...args) => call({ method: 'find', args }),
    trailOf: (...args) => call({ method: 'trailOf', args }),
    close: () => worker.terminate(),
  };
}

/**
 * Reads a JSON text: a small one here and at once, of a large one here the beginning, and all of it beside the page. Both number
 * containers alike, so that what is on view stays valid when the worker takes over.
 */
export function jsonSource(text: string): JsonSource {
  const document = new JsonDocument(text);
  const isSmall = text.length <= viewLimits.jsonInlineChars;
  let reader = readerOf(document);
  let isDone = true;
  let remote: RemoteReader | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tell: (stage: JsonStage) => void = () => undefined;
  const begin = (): RemoteReader => {
    clearTimeout(timer);
    if (remote) return remote;
    const far = remoteReader(text);
    remote = far;
    void far.read.then((stage) => {
      reader = far;
      isDone = true;
      tell(stage);
    });
    return far;
  };
  const whole = <T>(ask: (from: Reader) => Soon<T>): Soon<T> => {
    if (isDone) return ask(reader);
    const far = begin();
    return far.read.then(() => ask(far));
  };
  return {
    start(listener) {
      const { done, fault } = document.index.advance(isSmall ? Number.POSITIVE_INFINITY : firstMs);
      isDone = done;
      tell = listener;
      if (!done) timer = setTimeout(begin, restMs);
      listener(
        !done ? { kind: 'reading' } : fault === undefined ? { kind: 'whole' } : { kind: 'broken', offset: fault },
      );
    },
    root: () => reader.root(),
    children: (...args) => reader.children(...args),
    slice: (...args) => reader.slice(...args),
    find: (wanted) => whole((from) => from.find(wanted)),
    trailOf: (...args) => whole((from) => from.trailOf(...args)),
    close: () => {
      clearTimeout(timer);
      remote?.close();
    },
  };
}
