import { describe, expect, it } from 'vitest';
import { readWholeDescription } from '../../import/read.ts';
import { answers, integer, openApi, query } from '../../import/testing.ts';
import { Router } from './router.ts';

const get = (parameters: readonly unknown[] = []) => ({ get: { parameters, responses: answers({ type: 'object' }) } });

async function routerOf(paths: Readonly<Record<string, unknown>>, mount = '/v1'): Promise<Router> {
  const read = await readWholeDescription({ fileName: 'api.json', text: openApi(paths) });
  if (!read.ok) throw new Error(read.error.message);
  return new Router(read.value.description.operations.map((operation) => ({ operation, mount })));
}

const found = (router: Router, path: string, method = 'GET') => {
  const url = new URL(path, 'http://127.0.0.1');
  const one = router.find(method, url.pathname, url.searchParams, undefined);
  return one.kind === 'operation' ? [one.operation.path, Object.fromEntries(one.variables)] : one.kind;
};

describe('a path leads', () => {
  it.each([
    ['/v1/users/me', ['/users/me', {}]],
    ['/v1/users/7', ['/users/{id}', { id: '7' }]],
    ['/v1/users/7/', ['/users/{id}', { id: '7' }]],
    ['/v1/users/a%2Fb', ['/users/{id}', { id: 'a/b' }]],
    ['/v1/users/7/cards/8', ['/users/{id}/cards/{card}', { id: '7', card: '8' }]],
    ['/v1/files/a.json', ['/files/{name}.json', { name: 'a' }]],
    ['/v1/files/a.txt', ['/files/{name}', { name: 'a.txt' }]],
    ['/v1/range/2..5', ['/range/{from}..{to}', { from: '2', to: '5' }]],
    ['/users/7', 'nothing'],
    ['/v1/users/%zz', 'nothing'],
    ['/v1/nowhere', 'nothing'],
  ])('%s', async (path, expected) => {
    const router = await routerOf({
      '/users/{id}': get(),
      '/users/me': get(),
      '/users/{id}/cards/{card}': get(),
      '/files/{name}': get(),
      '/files/{name}.json': get(),
      '/range/{from}..{to}': get(),
    });
    expect(found(router, path)).toEqual(expected);
  });

  it('to a method that is there, or to those that are', async () => {
    const router = await routerOf({ '/users': get() });
    expect(found(router, '/v1/users', 'HEAD')).toEqual(['/users', {}]);
    expect(router.find('PUT', '/v1/users', new URLSearchParams(), undefined)).toEqual({
      kind: 'method',
      allowed: ['GET'],
    });
  });

  it('to the variant of one path that fits what is sent', async () => {
    const router = await routerOf({ '/?Action=List': get([query('size', integer)]), '/?Action=Read': get() }, '');
    expect(found(router, '/?Action=Read')).toEqual(['/?Action=Read', {}]);
    expect(found(router, '/?Action=List&size=2')).toEqual(['/?Action=List', {}]);
  });

  it('nowhere with a hostile template and a long text', async () => {
    const router = await routerOf({ '/x/{a}{b}{c}{d}{e}!': get() });
    expect(found(router, `/v1/x/${'a'.repeat(8_000)}`)).toBe('nothing');
    expect(found(router, `/v1/x/${'a'.repeat(60)}`)).toBe('nothing');
  });
});
