import { networkLimits } from '../../../shared/limits.ts';
import type { Exchange, Header } from '../../../shared/run/exchange.ts';
import type { Fault, FaultEffect } from '../../../shared/run/fault.ts';
import { effectText } from '../../../shared/run/fault-text.ts';
import type { ExchangeLog, HttpFailure, HttpReply, HttpResponse } from '../../network/index.ts';
import type { Clock } from '../clock.ts';
import type { Layer, RunHttpRequest, RunSend, SendContext } from '../network.ts';
import { failHere, type LocalAnswer, respond } from './answer.ts';

export interface FaultsOptions {
  readonly faults: readonly Fault[];
  readonly exchanges: ExchangeLog;
  /** An exchange of the run as it was recorded last. */
  readonly exchange: (id: string) => Exchange | undefined;
  readonly clock: Clock;
}

type Instead = Extract<FaultEffect, { kind: 'status' | 'offline' }>;
type Broken = Extract<FaultEffect, { kind: 'cut' | 'malformed' }>;

const isInstead = (effect: FaultEffect): effect is Instead => effect.kind === 'status' || effect.kind === 'offline';
const isBroken = (effect: FaultEffect): effect is Broken => effect.kind === 'cut' || effect.kind === 'malformed';

/** Tokens that the studio fetches itself do not count, unless a fault names their address. */
const fits = ({ url }: Fault, request: RunHttpRequest): boolean =>
  url === undefined
    ? request.initiator?.kind !== 'studio' || request.initiator.purpose !== 'token'
    : request.url.includes(url);

/** Counts the requests for each fault; gives the effects that strike one, in the order they were asked for. */
function createStrikes(faults: readonly Fault[]): (request: RunHttpRequest) => readonly FaultEffect[] {
  const counts = faults.map(() => 0);
  return (request) =>
    faults.flatMap((fault, index) => {
      if (!fits(fault, request)) return [];
      const number = (counts[index] ?? 0) + 1;
      counts[index] = number;
      return number >= fault.at && number < fault.at + (fault.times ?? 1) ? [fault.effect] : [];
    });
}

/** An answer that the source did not give. */
function answerInstead(effect: Instead, answer: LocalAnswer): HttpReply {
  const { host } = new URL(answer.request.url);
  if (effect.kind === 'offline')
    return failHere(
      answer,
      'connection_refused',
      `The request to ${host} failed: a fault says that nothing listens there.`,
    );
  const { status, retryAfter } = effect;
  const headers: readonly Header[] = [
    ['content-type', 'application/json'],
    ...(retryAfter === undefined ? [] : [['retry-after', String(retryAfter)] as const]),
  ].map(([name = '', value = '']): Header => [name, value]);
  const body = new TextEncoder().encode(JSON.stringify({ error: `A fault answers ${effectText(effect)}.` }));
  return respond(answer, { status, headers, body });
}

const half = (body: Uint8Array): Uint8Array => body.slice(0, Math.floor(body.byteLength / 2));

/** No JSON text goes on like this, wherever it was cut. */
const malformed = (body: Uint8Array): Uint8Array =>
  new Uint8Array(Buffer.concat([half(body), Buffer.from('\n<malformed by a fault>')]));

/** What becomes of an answer; the record shows what the function got. */
function breakAnswer(effects: readonly Broken[], response: HttpResponse, options: FaultsOptions): HttpReply {
  const fault = effects.map(effectText).join('; ');
  const recorded = options.exchange(response.exchange);
  const cut = effects.some(({ kind }) => kind === 'cut');
  const body = cut ? half(response.body) : malformed(response.body);
  const host = URL.parse(response.url)?.host ?? response.url;
  const failure: HttpFailure | undefined = cut
    ? {
        kind: 'failure',
        name: 'NetworkError',
        code: 'connection_closed',
        message: `The request to ${host} failed: a fault closed the connection in the middle of the body.`,
        exchange: response.exchange,
      }
    : undefined;
  if (recorded) options.exchanges.shaped(recorded, fault, body, failure);
  return failure ?? { ...response, body };
}

/** Lets the requests of a run meet the faults that the user asked for, whoever answers them in the end. */
export const faultsLayer = (options: FaultsOptions): Layer => {
  const { exchanges, clock } = options;
  const strikes = createStrikes(options.faults);

  const struck = async (
    effects: readonly FaultEffect[],
    request: RunHttpRequest,
    context: SendContext,
    next: RunSend,
  ): Promise<HttpReply> => {
    const delayMs = effects.reduce((sum, effect) => sum + (effect.kind === 'slow' ? effect.ms : 0), 0);
    const timeoutMs = Math.min(request.timeoutMs ?? networkLimits.totalMs, networkLimits.totalMs);
    const waitMs = Math.min(delayMs, timeoutMs);
    const since = clock.now();
    const waited = waitMs === 0 || (await clock.sleep(waitMs, context.signal));
    // A wait that the end of the run cut short was no longer than it was.
    const queuedMs = context.queuedMs + (waited ? waitMs : Math.min(waitMs, clock.now() - since));
    const local = (fault: string): LocalAnswer => ({ exchanges, request, queuedMs, answeredBy: 'mock', fault });
    const slow = effects.filter(({ kind }) => kind === 'slow').map(effectText);
    if (!waited) return failHere(local(slow.join('; ')), 'cancelled', 'The request was ended because the run ended.');
    if (delayMs >= timeoutMs)
      return failHere(
        local(slow.join('; ')),
        'timeout',
        `The request took longer than ${timeoutMs} ms, which is the limit.`,
      );
    const instead = effects.find(isInstead);
    if (instead) return answerInstead(instead, local([...slow, effectText(instead)].join('; ')));
    const rest = delayMs === 0 ? request : { ...request, timeoutMs: timeoutMs - delayMs };
    const reply = await next(rest, { ...context, queuedMs });
    if (slow.length > 0) markSlow(reply, slow.join('; '), options);
    const broken = effects.filter(isBroken);
    return reply.kind === 'response' && broken.length > 0 ? breakAnswer(broken, reply, options) : reply;
  };

  return (next) => async (request, context) => {
    // What cannot be sent at all is answered as always.
    if (!URL.canParse(request.url)) return next(request, context);
    const effects = strikes(request);
    return effects.length === 0 ? next(request, context) : struck(effects, request, context, next);
  };
};

function markSlow(reply: HttpReply, fault: string, { exchange, exchanges }: FaultsOptions): void {
  const recorded = reply.exchange === undefined ? undefined : exchange(reply.exchange);
  if (recorded) exchanges.shaped(recorded, fault);
}
