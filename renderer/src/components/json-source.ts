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

function localSource(text: string): JsonSource {
  const document = new JsonDocument(text);
  return {
    start(listener) {
      const { fault } = document.index.advance(Number.POSITIVE_INFINITY);
      listener(fault === undefined ? { kind: 'whole' } : { kind: 'broken', offset: fault });
    },
    root: () => document.root(),
    children: (...args) => document.children(...args),
    slice: (...args) => document.slice(...args),
    find: (wanted) => document.find(wanted),
    trailOf: (...args) => document.trailOf(...args),
    close: () => undefined,
  };
}

function workerSource(text: string): JsonSource {
  // A file of the page's own: the content security policy allows no worker made of a blob.
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
  return {
    start(listener) {
      worker.addEventListener('message', ({ data }: MessageEvent<JsonAnswer>) => {
        if (data.kind === 'stage') listener(data.stage);
        else {
          waiting.get(data.id)?.(data.value);
          waiting.delete(data.id);
        }
      });
      worker.postMessage({ method: 'open', text });
    },
    root: () => call({ method: 'root' }),
    children: (...args) => call({ method: 'children', args }),
    slice: (...args) => call({ method: 'slice', args }),
    find: (...args) => call({ method: 'find', args }),
    trailOf: (...args) => call({ method: 'trailOf', args }),
    close: () => worker.terminate(),
  };
}

/** Reads a JSON text: a small one at once, a large one beside the page. */
export const jsonSource = (text: string): JsonSource =>
  text.length <= viewLimits.jsonInlineChars ? localSource(text) : workerSource(text);
