import { validate } from '@scalar/openapi-parser';
import { load } from 'js-yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createApp, descriptionPaths } from './app.ts';

const key = 'key-of-the-test';
const routes: string[] = [];
const app = createApp({
  seed: 1,
  key,
  url: () => 'http://127.0.0.1:4999',
  onRoute: (method, path) => routes.push(`${method} ${path}`),
});

interface DescribedOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly responses: Readonly<
    Record<string, { content?: { 'application/json': { schema: Record<string, unknown> } } }>
  >;
}
interface Document {
  readonly servers: readonly { url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Record<string, Record<string, unknown>> };
  readonly tags: readonly { name: string }[];
}

let document: Document;
beforeAll(async () => {
  document = (await app.inject('/openapi.json')).json<Document>();
});
afterAll(() => app.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );

test('the description is valid OpenAPI 3.1 and names its own server', async () => {
  const result = await validate(JSON.stringify(document));
  expect(result.errors ?? []).toEqual([]);
  expect(result).toMatchObject({ valid: true, version: '3.1' });
  expect(document.servers[0]?.url).toBe('http://127.0.0.1:4999');
});

test('every route is described and every described operation is routed', () => {
  const described = operations().map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
  const served = routes.filter((route) => !descriptionPaths.some((path) => route === `GET ${path}`));
  expect(described.length).toBeGreaterThan(15);
  expect(served.sort()).toEqual(described.sort());
});

test('operation ids are unique and tags are declared', () => {
  const ids = operations().map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const tags = new Set(document.tags.map(({ name }) => name));
  expect(operations().every(({ operation }) => operation.tags.every((tag) => tags.has(tag)))).toBe(true);
});

test('every answer has the shape that the description declares', async () => {
  const example: Record<string, string> = { companyId: '3', contactId: '3' };
  const deals = await app.inject({ url: '/deals', headers: { 'x-api-key': key } });
  example.dealId = deals.json<{ results: { id: string }[] }>().results[0]?.id ?? '';
  const schemas = JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/');
  for (const { path, method, operation } of operations().filter((entry) => entry.method === 'GET')) {
    const declared = operation.responses['200']?.content?.['application/json'].schema;
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => example[name] ?? '');
    const response = await app.inject({
      url,
      headers: { 'x-api-key': key },
      query: url === '/reports/slow' ? { delay_ms: '0' } : {},
    });
    if (response.statusCode !== 200) {
      expect(['/reports/failing', '/reports/busy'], `${method} ${path}`).toContain(path);
      continue;
    }
    const schema = z.fromJSONSchema({
      ...JSON.parse(JSON.stringify(declared).replaceAll('#/components/schemas/', '#/$defs/')),
      $defs: JSON.parse(schemas),
    });
    expect(schema.safeParse(response.json()).error, `${method} ${path}`).toBeUndefined();
  }
});

test('nullable fields say so in their type, and what a client must send is required', () => {
  const { Contact, ContactInput } = document.components.schemas;
  expect(Contact?.properties).toMatchObject({
    phone: { type: ['string', 'null'] },
    created_at: { format: 'date-time' },
  });
  expect(ContactInput?.required).toEqual(['last_name', 'email']);
});

test('the YAML description says the same', async () => {
  const response = await app.inject('/openapi.yaml');
  expect(load(response.body)).toEqual(document);
});
