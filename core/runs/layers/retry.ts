import { retryLimits } from '../../../shared/limits.ts';
import { type NextTry, nextTry } from '../../../shared/run/retry.ts';
import type { LogLine } from '../../../shared/run/run.ts';
import type { HttpReply } from '../../network/index.ts';
import type { Clock } from '../clock.ts';
import type { Layer, RunHttpRequest, SendContext } from '../network.ts';

export interface RetryOptions {
  /** Tries of a request that does not say how many itself. */
  readonly attempts: number;
  readonly clock: Clock;
  /** Numbers from 0 to 1. */
  readonly random: () => number;
  /** A URL as it may be shown. */
  readonly maskUrl: (url: string) => string;
  readonly note: (level: LogLine['level'], text: string) => void;
  /** A request waits so long, ms, before the try of this number; `exchange` is the try before. */
  readonly onWait: (exchange: string, attempt: number, ms: number) => void;
  /**
   * In a replay: whether a recorded exchange was followed by a further try; undefined where the exchange was not recorded.
   * What was recorded is repeated as it was, whatever the run asks for now.
   */
  readonly recorded?: ((exchange: string) => boolean | undefined) | undefined;
}

const seconds = (ms: number): string => (Number.isFinite(ms) ? `${Math.ceil(ms / 1_000)} s` : 'longer than any time');

const answerOf = (reply: HttpReply): string =>
  reply.kind === 'response' ? `answered ${reply.status}` : `failed (${reply.code})`;

/**
 * Tries a request again whose failure may pass, where its sender or the run asks for it (A66): bounded, with waits that
 * can be seen and cancelled, each try an exchange that names the one before. A replay does not wait.
 */
export const retryLayer = (options: RetryOptions): Layer => {
  const { clock, random, note, maskUrl, recorded } = options;

  const decide = (request: RunHttpRequest, reply: HttpReply, attempt: number, attempts: number): NextTry => {
    const repeated = recorded?.(reply.exchange ?? '');
    if (repeated !== undefined) return repeated ? { kind: 'wait', ms: 0, asked: false } : { kind: 'none' };
    if (attempt >= attempts) return { kind: 'none' };
    return nextTry({ method: request.method, attempt }, reply, clock.now(), random);
  };

  /** False where the run ended meanwhile. */
  const wait = async (ms: number, exchange: string, attempt: number, signal: AbortSignal): Promise<boolean> => {
    if (recorded) return !signal.aborted;
    options.onWait(exchange, attempt, ms);
    return clock.sleep(ms, signal);
  };

  return (next) => async (request, context) => {
    const attempts = Math.min(Math.max(1, Math.floor(request.attempts ?? options.attempts)), retryLimits.attempts);
    let sending: RunHttpRequest = request;
    let sendContext: SendContext = context;
    for (let attempt = 1; ; attempt++) {
      const reply = await next(sending, sendContext);
      if (context.signal.aborted) return reply;
      const step = decide(request, reply, attempt, attempts);
      if (step.kind === 'none') return reply;
      const what = `${request.method} ${maskUrl(request.url)} ${answerOf(reply)}`;
      if (step.kind === 'tooLong') {
        note(
          'warn',
          `${what} and asks to wait ${seconds(step.ms)}, longer than the limit of ${seconds(retryLimits.retryAfterMs)}: it is not tried again.`,
        );
        return reply;
      }
      const { exchange } = reply;
      // Without an exchange nothing was sent, and nothing else would be.
      if (exchange === undefined) return reply;
      const asked = step.asked ? ', as Retry-After asks' : '';
      note('info', `${what}: try ${attempt + 1} follows in ${recorded ? 0 : step.ms} ms${asked}.`);
      if (!(await wait(step.ms, exchange, attempt + 1, context.signal))) return reply;
      sending = { ...request, retryOf: exchange };
      sendContext = { ...context, queuedMs: 0 };
    }
  };
};
