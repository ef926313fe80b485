import type { NumberLoss } from '../../../shared/json/number-loss.ts';
import { scanJsonSteps } from '../../../shared/json/scan.ts';
import { findingLimits } from '../../../shared/limits.ts';
import type { Exchange } from '../../../shared/run/exchange.ts';
import { headerOf } from '../../../shared/run/header.ts';
import { MASK } from '../../network/index.ts';
import { type BodyText, bodyText, isHtmlType, isJsonType } from './body-text.ts';
import { BodyVisitor } from './body-visitor.ts';
import { type Place, quoted, type Report } from './report.ts';
import type { Subject } from './subject.ts';

/** Opens a sentence: `The answer to GET https://…`. */
const answerTo = ({ method, url }: Exchange): string => `The answer to ${method} ${url.slice(0, 200)}`;

const inBody = ({ id }: Exchange, path?: string): Place => ({
  kind: 'exchange',
  exchange: id,
  ...(path === undefined ? {} : { path }),
});

/** Reads the recorded answers of a run one by one, in steps, for what a reader may lose or stumble over (A63, A64). */
export function bodyChecks(subject: Subject, report: Report): (exchange: Exchange) => Generator<void> {
  const { bodyBytes, bodiesBytes } = findingLimits;
  let left: number = bodiesBytes;
  return function* (exchange) {
    if (exchange.status === null || exchange.error) return;
    checkHtml(exchange, report);
    const body = exchange.responseBody;
    if (!isJsonType(body?.mimeType ?? headerOf(exchange.responseHeaders, 'content-type') ?? '')) return;
    if (!body) {
      checkEmpty(exchange, report);
      return;
    }
    const bytes = body.bytes > left ? undefined : subject.readBody(body.id, bodyBytes);
    if (!bytes) {
      report({
        code: 'bodies_not_checked',
        place: () => inBody(exchange),
        message: () =>
          `${answerTo(exchange)} was not looked through: it is gone, or over the limits of ${bodyBytes} bytes each and ${bodiesBytes} bytes per run.`,
      });
      return;
    }
    left -= body.bytes;
    yield* checkJson(exchange, bodyText(bytes), report);
  };
}

const isSuccess = ({ status }: Exchange): boolean => status !== null && status >= 200 && status < 300;

function checkHtml(exchange: Exchange, report: Report): void {
  if (!isSuccess(exchange) || !isHtmlType(exchange.responseBody?.mimeType ?? '')) return;
  const asksForJson = exchange.requestHeaders.some(
    ([name, value]) => name.toLowerCase() === 'accept' && /json/i.test(value),
  );
  if (!asksForJson) return;
  report({
    code: 'body_is_html',
    place: () => inBody(exchange),
    message: () =>
      `${answerTo(exchange)} is a page of HTML with status ${exchange.status} where JSON was asked for: often a login page or a wrong address.`,
  });
}

function checkEmpty(exchange: Exchange, report: Report): void {
  const mayBeEmpty = !isSuccess(exchange) || exchange.status === 204 || exchange.status === 205;
  if (mayBeEmpty || exchange.method === 'HEAD') return;
  report({
    code: 'body_not_json',
    about: 'empty',
    place: () => inBody(exchange),
    message: () => `${answerTo(exchange)} says it is JSON but is empty; treat it as no data, or ask the source why.`,
  });
}

function* checkJson(exchange: Exchange, { text, odd }: BodyText, report: Report): Generator<void> {
  if (odd !== undefined) {
    report({
      code: 'body_encoding',
      about: odd,
      place: () => inBody(exchange),
      message: () =>
        `${answerTo(exchange)} ${odd}, where JSON is UTF-8 without a mark; readers other than this one may refuse it.`,
    });
  }
  const visitor = new BodyVisitor(text, {
    repeated: (key, path, { line, column }) =>
      report({
        code: 'body_key_twice',
        about: key,
        place: () => inBody(exchange, path),
        message: () =>
          `${answerTo(exchange)} has the key ${quoted(key)} twice in one object, line ${line}, column ${column}: the first value is lost.`,
      }),
    odd: (what, path) =>
      report({
        code: 'body_odd_text',
        about: what,
        place: () => inBody(exchange, path),
        message: () => `${answerTo(exchange)} holds ${what} at ${path}; it is kept as it came.`,
      }),
    lost: (number, loss, path, field) => reportLoss(exchange, { number, loss, path, field }, report),
  });
  const fault = yield* scanJsonSteps(text, visitor);
  // A number that holds a secret is masked in the record only: the answer itself was well formed.
  if (!fault || text.startsWith(MASK, fault.offset)) return;
  const isHtml = /^\s*<(?:!doctype html|html)\b/i.test(text);
  report({
    code: isHtml ? 'body_is_html' : 'body_not_json',
    about: isHtml ? '' : fault.reason,
    place: () => inBody(exchange),
    message: () =>
      `${answerTo(exchange)} says it is JSON but is not, line ${fault.line}, column ${fault.column}: ${fault.reason}; the function gets it as text.`,
  });
}

interface Lost {
  readonly number: string;
  readonly loss: NumberLoss;
  readonly path: string;
  readonly field: string;
}

function reportLoss(exchange: Exchange, { number, loss, path, field }: Lost, report: Report): void {
  // These arrive as texts (core/sandbox): as numbers they would be others.
  const isText = loss.kind === 'integer' || (loss.kind === 'range' && loss.read.endsWith('Infinity'));
  report({
    code: isText ? 'number_as_text' : 'number_precision',
    about: field,
    place: () => inBody(exchange, path),
    message: () =>
      isText
        ? `${answerTo(exchange)} holds ${quoted(number).slice(1, -1)} at ${path}, more than a number can hold exactly: body gives it to the function as a text with all its digits; JSON.parse would make it ${loss.read}.`
        : `${answerTo(exchange)} holds ${quoted(number).slice(1, -1)} at ${path}, which reaches the function as ${loss.read}; read it from text() where its digits matter.`,
  });
}
