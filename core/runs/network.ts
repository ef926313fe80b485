import { ok, type Result } from '../../shared/result.ts';
import type { RunRequest } from '../../shared/run/run.ts';
import type { TokenDesk } from '../auth/desk.ts';
import { authLayer } from '../auth/layer.ts';
import { openTokens, type Tokens } from '../auth/tokens.ts';
import { createHttpClient, type ExchangeLog, type HttpReply, type HttpRequest } from '../network/index.ts';
import type { RunStore } from '../workspace/types.ts';
import type { Access } from './access.ts';
import { openReplay } from './replay.ts';

/** A request of a run, with what its sender asks of the studio. */
export interface RunHttpRequest extends HttpRequest {
  /** false: without the credentials of the connection. */
  readonly auth?: boolean;
  /** Tries in all where the failure may pass; absent: what the run says. */
  readonly attempts?: number;
}

export interface SendContext {
  readonly signal: AbortSignal;
  /** How long it waited for a free place, ms. */
  readonly queuedMs: number;
}

/** Sends a request of a run. Never rejects. */
export type RunSend = (request: RunHttpRequest, context: SendContext) => Promise<HttpReply>;

/** Something done to every request or answer on its way, around what comes after it. */
export type Layer = (next: RunSend) => RunSend;

/** The way out of one run: what answers its requests, and what is done to them on the way. */
export interface RunNetwork {
  readonly send: RunSend;
  /** The tokens of the connection and the way to their server; undefined where it has none. */
  readonly tokens: Tokens | undefined;
  close(): Promise<void>;
}

/** What answers in the end. */
type Base = Pick<RunNetwork, 'send' | 'close'>;

export interface NetworkParts {
  /** Of the request only what concerns the network. */
  readonly request: Pick<RunRequest, 'replayOf' | 'faults' | 'attempts'>;
  readonly access: Access;
  readonly exchanges: ExchangeLog;
  readonly store: RunStore;
  readonly desk: TokenDesk;
}

/** What answers in the end: the wire, or a recorded run. Fails with `unknown_run`. */
function openBase({ request, access, exchanges, store }: NetworkParts): Result<Base> {
  const { masker, places, policy } = access;
  if (request.replayOf === undefined) {
    const client = createHttpClient({ policy, masker, exchanges });
    return ok({ send: (httpRequest, context) => client.send(httpRequest, context), close: () => client.close() });
  }
  const replay = openReplay({ of: request.replayOf, store, exchanges, masker, places });
  return replay.ok ? ok({ send: replay.value.send, close: async () => {} }) : replay;
}

/** Opens the network of a run. Fails with `unknown_run` where the run to be replayed is none. */
export function openNetwork(parts: NetworkParts): Result<RunNetwork> {
  const base = openBase(parts);
  if (!base.ok) return base;
  const tokens = openTokens(parts);
  // The first stands nearest to the one who asks.
  const layers: readonly Layer[] = [authLayer(parts.access, tokens?.session)];
  const send = layers.reduceRight((next, layer) => layer(next), base.value.send);
  const close = async () => {
    await Promise.all([base.value.close(), tokens?.close()]);
  };
  return ok({ send, tokens, close });
}
