import { ok, type Result } from '../../shared/result.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import type { RunRequest } from '../../shared/run/run.ts';
import type { TokenDesk } from '../auth/desk.ts';
import { authLayer } from '../auth/layer.ts';
import { openTokens, type Tokens } from '../auth/tokens.ts';
import { maskUrl } from '../network/credentials.ts';
import { createHttpClient, type ExchangeLog, type HttpReply, type HttpRequest } from '../network/index.ts';
import type { RunStore } from '../workspace/types.ts';
import type { Access } from './access.ts';
import { type Clock, systemClock } from './clock.ts';
import { faultsLayer } from './layers/faults.ts';
import { retryLayer } from './layers/retry.ts';
import { type HttpMock, openMock } from './mock-http.ts';
import type { RunLog } from './record.ts';
import { openReplay } from './replay.ts';
import type { Wire } from './wire.ts';

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

export interface NetworkParts {
  /** Of the request only what concerns the network. */
  readonly request: Pick<RunRequest, 'connector' | 'replayOf' | 'faults' | 'attempts' | 'mock'>;
  readonly access: Access;
  readonly exchanges: ExchangeLog;
  readonly store: RunStore;
  readonly wire: Wire;
  readonly log: RunLog;
  readonly desk: TokenDesk;
  /** Answers that stand in for the network, from the scenario that `request.mock` names. */
  readonly mock?: HttpMock | undefined;
  /** Default: the clock of the machine. */
  readonly clock?: Clock | undefined;
  /** Numbers from 0 to 1; default: random ones. */
  readonly random?: (() => number) | undefined;
}

/** What answers in the end. */
interface Base extends Pick<RunNetwork, 'send' | 'close'> {
  /** In a replay: whether the recorded request behind an exchange was tried again; undefined where none is behind it. */
  readonly wasTriedAgain?: (exchange: string) => boolean | undefined;
}

/** Requests that a note names. */
const NAMED = 5;

function noteLeft(log: RunLog, left: readonly Pick<Exchange, 'method' | 'url'>[], what: string): void {
  if (left.length === 0) return;
  const named = left.slice(0, NAMED).map(({ method, url }) => `${method} ${url}`);
  const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : '';
  log.note(
    'warn',
    `${left.length} ${what} ${left.length === 1 ? 'was' : 'were'} not asked for: ${named.join(', ')}${more}.`,
  );
}

/** The wire, a recorded run, or a list of answers. Fails as `openReplay` does. */
function openBase({ request, access, exchanges, store, wire, log, mock }: NetworkParts): Result<Base> {
  const { masker, places, policy } = access;
  if (mock) {
    const { send, left } = openMock(mock, { exchanges, maskUrl: (url) => maskUrl(url, masker, places) });
    return ok({ send, close: async () => noteLeft(log, left(), `of the answers of ${mock.name}`) });
  }
  if (request.replayOf === undefined) {
    const { ignored, ...settings } = wire;
    const warn = (sentence: string) => log.note('warn', sentence);
    if (ignored !== undefined) warn(ignored);
    masker.add(wire.proxy?.password ?? '');
    const client = createHttpClient({ policy, masker, exchanges, warn, ...settings });
    return ok({
      // Cookies are credentials too.
      send: ({ auth, ...httpRequest }, context) => client.send({ ...httpRequest, cookies: auth !== false }, context),
      close: () => client.close(),
    });
  }
  const { replayOf: of } = request;
  const replay = openReplay({ of, connector: request.connector, store, exchanges, masker, places });
  if (!replay.ok) return replay;
  const { send, wasTriedAgain, left } = replay.value;
  return ok({ send, wasTriedAgain, close: async () => noteLeft(log, left(), `of the requests recorded in ${of}`) });
}

/** Opens the network of a run. Fails with `unknown_run` and `other_connector` where the run to be replayed is none of its own. */
export function openNetwork(parts: NetworkParts): Result<RunNetwork> {
  const base = openBase(parts);
  if (!base.ok) return base;
  const { request, access, exchanges, log, clock = systemClock, random = Math.random } = parts;
  const retry = retryLayer({
    attempts: request.attempts ?? 1,
    clock,
    random,
    maskUrl: (url) => maskUrl(url, access.masker, access.places),
    note: (level, text) => log.note(level, text),
    onWait: (exchange, attempt, ms) => log.waits(exchange, attempt, ms),
    recorded: base.value.wasTriedAgain,
  });
  const { faults = [] } = request;
  const faulty = faultsLayer({ faults, exchanges, clock, exchange: (id) => log.exchange(id) });
  const tokens = openTokens(parts, base.value.wasTriedAgain);
  const auth = authLayer(access, tokens?.session);
  // The first stands nearest to the one who asks: a further try gets the newest token, and a fault is met by both.
  const layers: readonly Layer[] = [retry, auth, ...(faults.length > 0 ? [faulty] : [])];
  const send = layers.reduceRight((next, layer) => layer(next), base.value.send);
  const close = async () => {
    await Promise.all([base.value.close(), tokens?.close()]);
  };
  return ok({ send, tokens, close });
}
