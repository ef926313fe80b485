import { setTimeout as sleep } from 'node:timers/promises';
import { ok, type Result } from '../../shared/result.ts';
import type { Header } from '../../shared/run/exchange.ts';
import type { HttpReply, HttpResponse } from '../network/index.ts';
import type { RunHttpRequest } from '../runs/index.ts';
import type { NoPage, ProbeLimits } from './types.ts';

/** The value of a header, its repetitions joined; undefined where it is not there. */
export function joinedHeader(headers: readonly Header[], wanted: string): string | undefined {
  const values = headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** `Retry-After` as ms from now: seconds or an HTTP date; undefined where it is neither (A66). */
export function retryAfterMs(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text.trim())) return Number(text) * 1_000;
  const moment = /[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}

export interface SenderParts {
  readonly send: (request: RunHttpRequest) => Promise<HttpReply>;
  readonly signal: AbortSignal;
  readonly limits: ProbeLimits;
}

const no = (kind: NoPage['kind'], sentence: string, status?: number): Result<never, NoPage> => ({
  ok: false,
  error: { kind, sentence, ...(status === undefined ? {} : { status }) },
});

/** Statuses that speak of something else than the request: who asks, how often, or how long it took. */
const NOT_THE_REQUEST: ReadonlySet<number> = new Set([401, 403, 407, 408, 425, 429]);

/** Sends the requests of a probe one after another: counted, with pauses, and with patience for one `Retry-After` each. */
export class Sender {
  /** Requests sent so far. */
  sent = 0;
  private readonly parts: SenderParts;
  private ofEntity = 0;

  constructor(parts: SenderParts) {
    this.parts = parts;
  }

  /** From here on requests count for another entity. */
  nextEntity(): void {
    this.ofEntity = 0;
  }

  /** Requests sent since the last `nextEntity`. */
  get entityRequests(): number {
    return this.ofEntity;
  }

  async send(request: RunHttpRequest): Promise<Result<HttpResponse, NoPage>> {
    const first = await this.once(request);
    if (!first.ok) return first;
    const { status, headers } = first.value;
    const text = joinedHeader(headers, 'retry-after');
    if ((status !== 429 && status !== 503) || text === undefined) return this.judged(first.value);
    const { retryAfterMs: longest } = this.parts.limits;
    const wait = retryAfterMs(text, Date.now());
    if (wait === undefined || wait > longest) {
      return no('failed', `The source answered ${status} and asks to wait longer than ${longest / 1_000} s.`, status);
    }
    if (!(await this.pause(wait))) return this.cancelled();
    const second = await this.once(request);
    return second.ok ? this.judged(second.value) : second;
  }

  private judged(response: HttpResponse): Result<HttpResponse, NoPage> {
    const { status } = response;
    if (status >= 200 && status < 300) return ok(response);
    if (status === 401 || status === 403)
      return no('failed', `The source refused the credentials (${status}): check the connection.`, status);
    const refused = status >= 400 && status < 500 && !NOT_THE_REQUEST.has(status);
    return no(refused ? 'refused' : 'failed', `The source answered ${status}.`, status);
  }

  private cancelled = (): Result<never, NoPage> => no('stopped', 'The probe was cancelled.');

  private async once(request: RunHttpRequest): Promise<Result<HttpResponse, NoPage>> {
    const { limits, send, signal } = this.parts;
    if (this.ofEntity >= limits.entityRequests)
      return no('stopped', `The limit of ${limits.entityRequests} requests for one entity is reached.`);
    if (this.sent >= limits.requests)
      return no(
        'stopped',
        `The limit of ${limits.requests} requests for one probe is reached; probe the other entities by name.`,
      );
    if (this.sent > 0 && !(await this.pause(limits.pauseMs))) return this.cancelled();
    if (signal.aborted) return this.cancelled();
    this.sent++;
    this.ofEntity++;
    const reply = await send({ ...request, timeoutMs: limits.requestMs });
    if (signal.aborted) return this.cancelled();
    return reply.kind === 'response' ? ok(reply) : no('failed', reply.message);
  }

  /** False where the probe was cancelled meanwhile. */
  private async pause(ms: number): Promise<boolean> {
    try {
      await sleep(ms, undefined, { signal: this.parts.signal });
      return true;
    } catch {
      return false;
    }
  }
}
