import { describe, expect, it } from 'vitest';
import { runningMarketplace, send } from './testing/running.ts';

describe('GET /v1/openapi.json', () => {
  it('describes every route, with the scope it needs, to everyone', async () => {
    const { url, routes } = await runningMarketplace();
    const { status, body } = await send(`${url}/v1/openapi.json`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'Connector marketplace' } });
    const paths: Readonly<Record<string, object>> =
      typeof body === 'object' && body !== null && 'paths' in body ? Object(body.paths) : {};
    const described = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`),
    );
    const declared = routes
      .filter((route) => route.url !== '/v1/openapi.json')
      .map((route) => `${route.method} ${route.url.replace(/:([a-z_]+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(declared.sort());
  });
});
