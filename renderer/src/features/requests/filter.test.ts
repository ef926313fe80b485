import { expect, test } from 'vitest';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { filterExchanges } from './filter.ts';

const exchange = (id: string, method: string, url: string, status: number | null, message?: string): Exchange => ({
  id,
  run: 'r',
  seq: 1,
  method,
  url,
  status,
  statusText: '',
  ...(message === undefined ? {} : { error: { code: 'refused', message } }),
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  timings: { blocked: 0, dns: -1, connect: -1, ssl: -1, send: 0, wait: 1, receive: 0 },
  httpVersion: 'HTTP/1.1',
  requestHeaders: [],
  responseHeaders: [],
  requestBytes: 0,
  responseBytes: 0,
});
const all = [
  exchange('a', 'GET', 'https://api.example.com/contacts?page=1', 200),
  exchange('b', 'POST', 'https://api.example.com/contacts', 404),
  exchange('c', 'GET', 'http://10.0.0.1/', null, 'The host 10.0.0.1 is not allowed.'),
  exchange('d', 'GET', 'https://api.example.com/deals', null),
];
const ids = (filter: string) =>
  filterExchanges(all, filter)
    .map((one) => one.id)
    .join('');

test('words are looked for in URL, method, status and error; all must match', () => {
  expect(ids('CONTACTS')).toBe('ab');
  expect(ids('get contacts')).toBe('a');
  expect(ids('404')).toBe('b');
  expect(ids('4xx')).toBe('b');
  expect(ids('not allowed')).toBe('c');
  expect(ids('nothing')).toBe('');
});

test('failed and pending are words of their own', () => {
  expect(ids('failed')).toBe('bc');
  expect(ids('pending')).toBe('d');
});

test('without a filter the list itself is given back', () => {
  expect(filterExchanges(all, '  ')).toBe(all);
});
