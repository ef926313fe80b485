import type { Exchange } from '../../../../shared/run/exchange.ts';
import { headerOf } from '../../../../shared/run/header.ts';
import { formatTime } from '../../lib/format.ts';
import { requestsTexts } from '../../texts/requests.ts';

/** Whether a request failed: no answer, or a status from 400. */
export const isFailed = (exchange: Exchange): boolean =>
  exchange.error !== undefined || (exchange.status !== null && exchange.status >= 400);

/** The tone of a status that came; one whose answer broke off is no success. */
export function statusTone({ status, error }: Exchange): 'ok' | 'warn' | 'error' {
  if (error !== undefined || status === null || status >= 400) return 'error';
  return status >= 300 ? 'warn' : 'ok';
}

/** An exchange of the same run by its number, as the list has it; any other by its id. */
const linkText = (run: string, id: string | undefined): string | undefined =>
  id?.startsWith(`${run}-`) ? `#${id.slice(run.length + 1)}` : id;

/** What asked for an exchange: a line of the connector, or the studio. */
export function senderOf({ initiator }: Exchange): string | undefined {
  if (initiator === undefined) return undefined;
  return initiator.kind === 'code'
    ? `${initiator.place.file}:${initiator.place.line}`
    : requestsTexts.studio(initiator.purpose);
}

/** Where an answer came from that is not simply the network's. */
export const answerText = ({ answeredBy, fault }: Exchange): string =>
  [answeredBy === 'network' ? undefined : answeredBy, fault].filter((one) => one !== undefined).join(', ');

/** The media type of the answer, without parameters. */
export const mediaTypeOf = ({ responseBody, responseHeaders }: Exchange): string =>
  (responseBody?.mimeType ?? headerOf(responseHeaders, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** What is known of an exchange beside its headers and bodies: name and value, without what was not recorded. */
export function factsOf(exchange: Exchange): readonly (readonly [name: string, value: string])[] {
  const { run, status, statusText, tlsVersion, insecure } = exchange;
  const texts = requestsTexts.facts;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [texts.address, exchange.url],
    [texts.status, status === null ? undefined : `${status} ${statusText}`.trim()],
    [texts.started, formatTime(exchange.startedAt)],
    [texts.protocol, exchange.httpVersion || undefined],
    [texts.tls, tlsVersion && `${tlsVersion}${insecure ? texts.insecure : ''}`],
    [texts.remoteAddress, exchange.remoteAddress],
    [texts.proxy, exchange.proxy],
    [texts.connection, exchange.connection],
    [texts.answeredBy, exchange.answeredBy],
    [texts.fault, exchange.fault],
    [texts.redirectedFrom, linkText(run, exchange.redirectOf)],
    [texts.retryOf, linkText(run, exchange.retryOf)],
    [texts.repeats, linkText(run, exchange.replayOf)],
  ];
  return facts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const]));
}
