import type { Entity, Manifest } from '../../../shared/connector/manifest.ts';
import type { Exchange } from '../../../shared/run/exchange.ts';
import type { JsonObject } from '../../import/json.ts';
import type { SandboxTarget } from '../../sandbox/index.ts';

/** One page of rows as it was read. */
export interface PageFacts {
  readonly items: readonly unknown[];
  /** As the function gave it. */
  readonly pagination: unknown;
  /** As the function gave it. */
  readonly synchronizationType: unknown;
  /** Requests made for it, the last one first; read when somebody goes through them. */
  readonly exchanges: Iterable<Exchange>;
}

/** What the checks of one run look at; everything in it is masked. */
export interface Subject {
  readonly target: SandboxTarget;
  readonly manifest: Manifest;
  /** Paths of the connector's files. */
  readonly files: ReadonlySet<string>;
  /** The request without its account; the params of a command. */
  readonly request: JsonObject;
  /** False where the run ended in an error. */
  readonly ok: boolean;
  /** What the function gave back, before it was normalised; with all pages, what the last page gave. */
  readonly result: unknown;
  /** Pages of a data function; empty for anything else. */
  readonly pages: readonly PageFacts[];
  /** The newest result of schema of the same revision. */
  readonly schema: JsonObject | undefined;
  /** In the order of sending; read anew, part by part, by everyone who goes through them. */
  readonly exchanges: Iterable<Exchange>;
  /** One of them by its id. */
  exchange(id: string): Exchange | undefined;
  /** A recorded body of at most so many bytes; undefined where it is larger or gone. */
  readBody(id: string, maxBytes: number): Uint8Array | undefined;
}

/** The entity that a data function was asked for. */
export const entityOf = ({ manifest, request }: Subject): Entity | undefined =>
  manifest.entities.find((entity) => entity.name === request.requestedType);
