import { expect, test } from 'vitest';
import { parametersOf, splitUrl } from './url.ts';

test('host, path and query stand apart; what is no URL stays whole', () => {
  expect(splitUrl('http://127.0.0.1:4010/v1/contacts?page=2')).toEqual({
    ...{ host: '127.0.0.1:4010', path: '/v1/contacts', query: '?page=2' },
  });
  expect(splitUrl('https://example.com?a=/b#c')).toEqual({ host: 'example.com', path: '/', query: '?a=/b' });
  expect(splitUrl('https://me@example.com/x').host).toBe('example.com');
  expect(splitUrl('no url')).toEqual({ host: '', path: 'no url', query: '' });
});

test('parameters are decoded, keep their order and may repeat; what cannot be decoded stays', () => {
  expect(parametersOf('?a=1+2&b%5B%5D=%C3%A9&b[]=x=y&c&d=%ZZ&&')).toEqual([
    { name: 'a', value: '1 2', raw: 'a=1+2' },
    { name: 'b[]', value: 'é', raw: 'b%5B%5D=%C3%A9' },
    { name: 'b[]', value: 'x=y', raw: 'b[]=x=y' },
    { name: 'c', value: '', raw: 'c' },
    { name: 'd', value: '%ZZ', raw: 'd=%ZZ' },
  ]);
  expect(parametersOf('')).toEqual([]);
});
