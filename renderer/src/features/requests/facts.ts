import type { Exchange } from '../../../../shared/run/exchange.ts';
import { formatTime } from '../../lib/format.ts';

/** The tone of a status that came; one whose answer broke off is no success. */
export function statusTone({ status, error }: Exchange): 'ok' | 'warn' | 'error' {
  if (error !== undefined || status === null || status >= 400) return 'error';
  return status >= 300 ? 'warn' : 'ok';
}

/** An exchange of the same run by its number, as the list has it; any other by its id. */
const linkText = (run: string, id: string | undefined): string | undefined =>
  id?.startsWith(`${run}-`) ? `#${id.slice(run.length + 1)}` : id;

function senderOf({ initiator }: Exchange): string | undefined {
  if (initiator === undefined) return undefined;
  return initiator.kind === 'code'
    ? `${initiator.place.file}:${initiator.place.line}`
    : `the studio (${initiator.purpose})`;
}

/** What is known of an exchange beside its headers and bodies: name and value, without what was not recorded. */
export function factsOf(exchange: Exchange): readonly (readonly [name: string, value: string])[] {
  const { run, status, statusText, tlsVersion, insecure } = exchange;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Address', exchange.url],
    ['Status', status === null ? undefined : `${status} ${statusText}`.trim()],
    ['Started', formatTime(exchange.startedAt)],
    ['Protocol', exchange.httpVersion || undefined],
    ['TLS', tlsVersion && `${tlsVersion}${insecure ? ', certificate not verified' : ''}`],
    ['Remote address', exchange.remoteAddress],
    ['Proxy', exchange.proxy],
    ['Sent by', senderOf(exchange)],
    ['Answered by', exchange.answeredBy],
    ['Fault', exchange.fault],
    ['Redirected from', linkText(run, exchange.redirectOf)],
    ['Further try of', linkText(run, exchange.retryOf)],
    ['Repeats', linkText(run, exchange.replayOf)],
  ];
  return facts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const]));
}
