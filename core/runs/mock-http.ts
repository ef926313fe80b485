import type { HttpRule } from '../../shared/connector/mocks.ts';
import type { Exchange, Header } from '../../shared/run/exchange.ts';
import type { ExchangeLog } from '../network/index.ts';
import { failHere, respond } from './layers/answer.ts';
import type { RunHttpRequest, RunSend } from './network.ts';

/** The answers of a scenario that stand in for the network. */
export interface HttpMock {
  /** For messages: `scenario "late" of data`. */
  readonly name: string;
  readonly rules: readonly HttpRule[];
}

export interface OpenMock {
  readonly send: RunSend;
  /** Answers that were never given, as requests that would have got them. */
  left(): readonly Pick<Exchange, 'method' | 'url'>[];
}

const fits = ({ match = {} }: HttpRule, { method, url }: RunHttpRequest): boolean =>
  (match.method === undefined || match.method.toUpperCase() === method.toUpperCase()) &&
  (match.url === undefined || url.includes(match.url));

/** Text goes out as it is, everything else as JSON; absent = no body. */
function encode(body: unknown): { readonly body: Uint8Array; readonly type: string | undefined } {
  if (body === undefined) return { body: new Uint8Array(), type: undefined };
  const isText = typeof body === 'string';
  const text = isText ? body : JSON.stringify(body);
  return { body: new TextEncoder().encode(text), type: isText ? 'text/plain; charset=utf-8' : 'application/json' };
}

function answerOf({ respond: { status, headers = {}, body } }: HttpRule) {
  const encoded = encode(body);
  const given: readonly Header[] = Object.entries(headers);
  const isTyped = given.some(([name]) => name.toLowerCase() === 'content-type');
  const type: readonly Header[] = encoded.type === undefined || isTyped ? [] : [['content-type', encoded.type]];
  return { status, headers: [...type, ...given], body: encoded.body };
}

const wanted = ({ match = {} }: HttpRule) => ({
  method: match.method ?? 'any method',
  url: match.url ?? 'any address',
});

/**
 * Answers requests from a list, in its order: the first answer that fits and is not used up. A request that none fits is an error
 * that names it. Nothing goes over the wire, so that the policy has nothing to refuse.
 */
export function openMock(
  { name, rules }: HttpMock,
  { exchanges, maskUrl }: { readonly exchanges: ExchangeLog; readonly maskUrl: (url: string) => string },
): OpenMock {
  const left = rules.map((rule) => rule.times ?? 1);
  const take = (request: RunHttpRequest): HttpRule | undefined => {
    const index = rules.findIndex((rule, at) => (left[at] ?? 0) > 0 && fits(rule, request));
    if (index >= 0) left[index] = (left[index] ?? 0) - 1;
    return rules[index];
  };
  return {
    send: async (request, { queuedMs }) => {
      if (!URL.canParse(request.url))
        return { kind: 'failure', name: 'TypeError', code: 'bad_url', message: 'This is not an absolute URL.' };
      const answer = { exchanges, request, queuedMs, answeredBy: 'mock' } as const;
      const rule = take(request);
      if (rule) return respond(answer, answerOf(rule));
      const used = rules.filter((one) => fits(one, request)).length;
      const why =
        used === 0
          ? 'none of its answers fits'
          : `the ${used === 1 ? 'answer that fits is' : `${used} answers that fit are`} used up`;
      return failHere(
        answer,
        'mock_miss',
        `The ${name} in mocks.json does not answer ${request.method} ${maskUrl(request.url)}: ${why}; add one to "http", or raise its "times".`,
      );
    },
    left: () => rules.filter(({ times = 1 }, at) => left[at] === times).map(wanted),
  };
}
