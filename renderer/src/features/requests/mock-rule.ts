import { type HttpRule, parseMocks } from '../../../../shared/connector/mocks.ts';
import { withMembers } from '../../../../shared/json/members.ts';
import { numberLoss } from '../../../../shared/json/number-loss.ts';
import { scanJson } from '../../../../shared/json/scan.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { MASK } from '../../../../shared/run/mask.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { urlPartsOf } from './url.ts';

const texts = requestsTexts.mock;

/** The scenario that recorded answers are put into. */
export const recordedScenario = 'recorded';

/** Headers that belong to the way of one answer, or to its bytes as they were sent. */
const ofTheWay =
  /^(?::.*|connection|keep-alive|content-length|content-encoding|transfer-encoding|date|server|set-cookie|etag|vary|alt-svc)$/i;

const nothing = (): void => {};

/** Whether reading a JSON text as values would change a number of it. */
function losesDigits(text: string): boolean {
  let loses = false;
  const number = (start: number, end: number) => {
    loses ||= numberLoss(text.slice(start, end)) !== undefined;
  };
  scanJson(text, { open: nothing, close: nothing, key: nothing, string: nothing, literal: nothing, number });
  return loses;
}

/** A body as mocks.json has it: a JSON value where it is one that can be read without loss, else its text. */
function bodyOf(text: string, isJson: boolean): unknown {
  if (!isJson || losesDigits(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    // A text would be sent as it is, without its quotes.
    return typeof value === 'string' ? text : value;
  } catch {
    return text;
  }
}

/**
 * The answer of a recorded exchange as a rule of mocks.json; `body` is the text of its response, undefined where it had none.
 * What was masked is in none of it.
 */
export function mockRule(exchange: Exchange, body: string | undefined): HttpRule {
  const { path, query } = urlPartsOf(exchange);
  const type = exchange.responseHeaders.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const value = body === undefined || body === '' ? undefined : bodyOf(body, /[/+]json\b/i.test(type));
  const kept = exchange.responseHeaders.filter(
    ([name, content]) =>
      !ofTheWay.test(name) &&
      !content.includes(MASK) &&
      // A value is sent as JSON without being told.
      !(name.toLowerCase() === 'content-type' && value !== undefined && typeof value !== 'string'),
  );
  const byName = [...Map.groupBy(kept, ([name]) => name.toLowerCase())];
  const headers = Object.fromEntries(byName.map(([name, all]) => [name, all.map(([, content]) => content).join(', ')]));
  return {
    match: { method: exchange.method, url: query.includes(MASK) ? path : path + query },
    respond: {
      status: exchange.status ?? 200,
      ...(kept.length === 0 ? {} : { headers }),
      ...(value === undefined ? {} : { body: value }),
    },
  };
}

const refused = (message: string): Result<never> => fail('input', 'bad_mocks', message);

/**
 * mocks.json with one answer more in the scenario `recorded` of a target; the rest of its text stays as it is. The first answer
 * that fits is given, so one for a longer address stands before those whose address is a part of it. Fails with `bad_mocks`.
 */
export function withMock(text: string, target: string, rule: HttpRule): Result<string> {
  const whole = text.trim() === '' ? '{}\n' : text;
  const mocks = parseMocks(whole);
  if (!mocks.ok) return mocks;
  if (losesDigits(whole)) return refused(texts.numbers);
  const scenarios = Object.hasOwn(mocks.value, target) ? (mocks.value[target] ?? {}) : {};
  const recorded = Object.hasOwn(scenarios, recordedScenario) ? scenarios[recordedScenario] : undefined;
  if (recorded?.kind === 'result') return refused(texts.isOutcome(recordedScenario, target));
  const rules = recorded?.rules ?? [];
  const covering = rules.findIndex(
    ({ match }) => match?.url !== undefined && match.url !== rule.match?.url && rule.match?.url?.includes(match.url),
  );
  const http = rules.toSpliced(covering < 0 ? rules.length : covering, 0, rule);
  const others = Object.entries(scenarios).map(([name, one]) => [
    name,
    one.kind === 'result' ? one.value : { http: one.rules },
  ]);
  const next = Object.fromEntries([
    ...others.filter(([name]) => name !== recordedScenario),
    [recordedScenario, { http }],
  ]);
  const patched = withMembers(whole, new Map([[target, next]]), []);
  return patched === undefined ? refused(texts.noObject) : ok(patched);
}
