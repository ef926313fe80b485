import type { Exchange } from '../../../../shared/run/exchange.ts';
import { isPending } from './waterfall.ts';

const haystacks = new WeakMap<Exchange, string>();

function haystackOf(exchange: Exchange): string {
  const known = haystacks.get(exchange);
  if (known !== undefined) return known;
  const text =
    `${exchange.method} ${exchange.status ?? ''} ${exchange.url} ${exchange.error?.message ?? ''}`.toLowerCase();
  haystacks.set(exchange, text);
  return text;
}

/** Whether a request failed: no answer, or a status from 400. */
export const isFailed = (exchange: Exchange): boolean =>
  exchange.error !== undefined || (exchange.status !== null && exchange.status >= 400);

const statusWord = /^[1-5](?:xx|\d\d)$/;

function matches(exchange: Exchange, word: string): boolean {
  if (word === 'failed') return isFailed(exchange);
  if (word === 'pending') return isPending(exchange);
  if (statusWord.test(word)) {
    const status = String(exchange.status ?? '');
    if (word.endsWith('xx') ? status.startsWith(word.slice(0, 1)) : status === word) return true;
  }
  return haystackOf(exchange).includes(word);
}

/**
 * The exchanges that match every word of the filter: in the URL, the method, the status (`404`, `4xx`) or the error;
 * `failed` and `pending` match those.
 */
export function filterExchanges(exchanges: readonly Exchange[], filter: string): readonly Exchange[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0
    ? exchanges
    : exchanges.filter((exchange) => words.every((word) => matches(exchange, word)));
}
