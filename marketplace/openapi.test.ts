import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inspectDescription } from '../core/import/index.ts';
import { runningMarketplace, send } from './testing/running.ts';

const operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.looseObject({ in: z.string(), name: z.string(), required: z.boolean().optional() })),
  responses: z.record(z.string(), z.looseObject({})),
});
const document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operation)) });

const described = async () => {
  const marketplace = await runningMarketplace();
  const { body } = await send(`${marketplace.url}/v1/openapi.json`);
  const operations = Object.entries(document.parse(body).paths).flatMap(([url, verbs]) =>
    Object.entries(verbs).map(([verb, one]) => ({ ...one, name: `${verb.toUpperCase()} ${url}` })),
  );
  return { ...marketplace, body, operations };
};
const named = (url: string): string => url.replace(/:([a-z_]+)/g, '{$1}');

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
      .map((route) => `${route.method} ${named(route.url)}`);
    expect(described.sort()).toEqual(declared.sort());
  });

  it('says the scope of each route, its parameters, and the one shape of failures', async () => {
    const { routes, operations, body } = await described();
    const scopes = Object.fromEntries(operations.map((one) => [one.name, one.security]));
    for (const { method, url, scope } of routes.filter((route) => route.url !== '/v1/openapi.json'))
      expect([url, scopes[`${method} ${named(url)}`]]).toEqual([url, scope === null ? [] : [{ key: [scope] }]]);
    for (const one of operations) {
      const inPath = [...one.name.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const parameters = one.parameters.filter((each) => each.in === 'path').map((each) => each.name);
      expect([one.name, parameters]).toEqual([one.name, inPath]);
      expect([one.name, one.responses.default]).toEqual([one.name, { $ref: '#/components/responses/Failure' }]);
      const takesKey = one.parameters.some((each) => each.name === 'Idempotency-Key');
      expect([one.name, takesKey]).toEqual([one.name, /^(POST|PATCH) /.test(one.name)]);
    }
    expect(new Set(operations.map((one) => one.operationId)).size).toBe(operations.length);
    expect(body).toMatchObject({ components: { schemas: { Failure: { required: ['error'] } } } });
    // FC-6: what is added to an object later is no fault of it.
    expect(JSON.stringify(operations.map((one) => one.responses))).not.toContain('"additionalProperties":false');
  });

  it('is read by the importer of the studio: lists become entities with their keys and cursors', async () => {
    const { url, body } = await described();
    const read = await inspectDescription({ fileName: `${url}/v1/openapi.json`, text: JSON.stringify(body) });
    expect(read).toMatchObject({ ok: true, value: { baseUrl: url, auth: [{ type: 'bearer' }] } });
    const report = read.ok ? read.value : undefined;
    const entities = report?.entities.map((one) => ({
      ...{ operation: one.operation, records: one.records, key: one.primaryKey.join(), paging: one.pagination.kind },
      ...{ next: one.pagination.next, param: one.pagination.params?.cursor },
    }));
    const list = (operation: string, key: string) => ({
      ...{ operation: `GET ${operation}`, records: '$.data', key },
      ...{ paging: 'cursor', next: '$.next_cursor', param: 'cursor' },
    });
    expect(entities).toEqual(
      expect.arrayContaining([
        list('/v1/listings', 'id'),
        list('/v1/categories', ''),
        list('/v1/listings/{id}/versions', 'version'),
        list('/v1/operators', 'id'),
        list('/v1/receipts', 'id'),
        list('/v1/connectors', 'id'),
      ]),
    );
    const listings = report?.entities.find((one) => one.operation === 'GET /v1/listings');
    const fields = Object.fromEntries(listings?.fields.map((one) => [one.name, one]) ?? []);
    expect(fields).toMatchObject({
      price: { type: 'object', nullable: true },
      created_at: { type: 'datetime' },
      status: { enum: ['live', 'early_access'], description: expect.stringContaining('early_access') },
    });
    expect(report?.commands.map((one) => one.operation)).toEqual(
      expect.arrayContaining(['POST /v1/operators', 'PATCH /v1/listings/{id}', 'POST /v1/operators/{id}/pause']),
    );
    // An archive is sent by `studio publish`, not by a command.
    expect(report?.warnings).toMatchObject([{ message: expect.stringContaining('connector+zip') }]);
  });

  it('marketplace/README.md names every route with its scope', async () => {
    const { routes } = await described();
    const readme = readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8');
    const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
    const missing = routes.filter(
      ({ method, url, scope }) =>
        !rows.some((row) =>
          row.startsWith(`| \`${method} ${named(url)}\` | ${scope === null ? 'none' : `\`${scope}\``} |`),
        ),
    );
    expect(missing).toEqual([]);
  });
});
