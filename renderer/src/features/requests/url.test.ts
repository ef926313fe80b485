import { expect, test } from 'vitest';
import { splitUrl } from './url.ts';

test('host, path and query stand apart; what is no URL stays whole', () => {
  expect(splitUrl('http://127.0.0.1:4010/v1/contacts?page=2')).toEqual({
    host: '127.0.0.1:4010',
    path: '/v1/contacts',
    query: '?page=2',
  });
  expect(splitUrl('no url')).toEqual({ host: '', path: 'no url', query: '' });
});
