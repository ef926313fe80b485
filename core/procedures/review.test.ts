import { call } from '@orpc/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { answers, listOf, openApi, query, text } from '../import/testing.ts';
import type { Studio } from '../studio/index.ts';
import { openTestStudio } from '../studio/testing.ts';
import { connectorProcedures } from './connectors.ts';
import { importProcedures } from './imports.ts';

let test: ReturnType<typeof openTestStudio>;
let imports: ReturnType<typeof importProcedures>;
let connectors: ReturnType<typeof connectorProcedures>;
beforeEach(() => {
  test = openTestStudio();
  // The procedures of imports and connectors use nothing of a studio but its data.
  const studio = test.studio as Studio;
  imports = importProcedures(studio);
  connectors = connectorProcedures(studio);
});
afterEach(() => test.close());

const lists = (limit: number) =>
  openApi({
    '/pets': {
      get: {
        parameters: [query('page_id'), query('limit', { type: 'integer', maximum: limit })],
        responses: answers(listOf({ code: text })),
      },
    },
  });
const pets = { fileName: 'api.json', text: lists(50) };
const choices = { id: 'pets', entities: 'all', commands: 'all' } as const;
const fails = (code: string) => ({ data: { kind: 'input', code } });

it('a finding leads to its place as long as the import is at hand', async () => {
  const { importId, report } = await call(imports.inspect, pets);
  const pointer = report.entities[0]?.evidence[0]?.pointer ?? '';
  expect(await call(imports.locate, { importId, pointer })).toMatchObject({ file: 'api.json', line: 1, exact: true });
  await call(imports.create, { importId, choices });
  await expect(call(imports.locate, { importId, pointer })).rejects.toMatchObject(fails('unknown_import'));
});

it('of several files, places lead into each, and one file is kept', async () => {
  const files = {
    'api.yaml':
      'openapi: 3.0.0\ninfo: { title: Two, version: "1" }\nservers: [{ url: https://a.example }]\npaths:\n  /p: { $ref: parts/p.yaml }\n',
    'parts/p.yaml':
      'get:\n  responses:\n    200:\n      content: { application/json: { schema: { type: array, items: { type: object } } } }\n',
  };
  const { importId, report } = await call(imports.inspect, { fileName: 'api.yaml', text: files['api.yaml'], files });
  const pointer = report.entities[0]?.evidence.find((one) => one.field === 'records')?.pointer ?? '';
  expect(await call(imports.locate, { importId, pointer })).toMatchObject({ file: 'parts/p.yaml', line: 4 });
  await call(imports.create, { importId, choices: { ...choices, id: 'two' } });
  const kept = await call(connectors.readFile, { id: 'two', path: 'spec/api.json' });
  expect(kept.text).toContain('x-linked-files');
});

it('A5: an address in a private network is refused with a sentence', async () => {
  await expect(call(imports.fetch, { address: 'http://169.254.169.254/' })).rejects.toMatchObject(fails('refused'));
  await expect(call(imports.fetch, { address: 'nothing' })).rejects.toMatchObject(fails('bad_url'));
});

it('what was set in the review outlives a newer description that says nothing new about it', async () => {
  const { importId } = await call(imports.inspect, pets);
  const corrections = {
    pets: {
      name: 'animals',
      primaryKey: ['code'],
      pagination: { kind: 'cursor' as const, params: { cursor: 'page_id' }, next: '$last.code' },
    },
  };
  await call(imports.create, { importId, choices: { ...choices, corrections } });
  const again = await call(imports.inspectAgain, { connector: 'pets', fileName: 'api.json', text: lists(80) });
  expect(again.plan.conflicts).toEqual([]);
  const plain = { choices: {}, resolutions: {} };
  await call(imports.merge, { importId: again.importId, ...plain });
  const { manifest } = await call(connectors.get, { id: 'pets' });
  expect(manifest?.entities).toMatchObject([
    { name: 'animals', primaryKey: ['code'], pagination: { kind: 'cursor', next: '$last.code' } },
  ]);
});

it('a way to connect that was left out in the review does not come back with a newer description', async () => {
  const secured = (limit: number) =>
    JSON.stringify({
      ...JSON.parse(lists(limit)),
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'header', name: 'X-Key' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ key: [] }, { token: [] }],
    });
  const { importId } = await call(imports.inspect, { fileName: 'api.json', text: secured(50) });
  await call(imports.create, { importId, choices: { ...choices, auth: ['token'] } });
  const again = await call(imports.inspectAgain, { connector: 'pets', fileName: 'api.json', text: secured(80) });
  await call(imports.merge, { importId: again.importId, choices: {}, resolutions: {} });
  const { manifest } = await call(connectors.get, { id: 'pets' });
  expect(manifest?.authentication.map((one) => one.id)).toEqual(['token']);
});

it('an earlier revision becomes the newest one again, unless another came meanwhile', async () => {
  const { importId } = await call(imports.inspect, pets);
  await call(imports.create, { importId, choices });
  const file = { path: 'functions/extra.js', text: 'export const one = 1;\n' };
  await call(connectors.saveFiles, { id: 'pets', baseRevision: 1, files: [file] });
  await expect(call(connectors.restore, { id: 'pets', revision: 1, baseRevision: 1 })).rejects.toMatchObject(
    fails('stale_revision'),
  );
  expect(await call(connectors.restore, { id: 'pets', revision: 1, baseRevision: 2 })).toEqual({ revision: 3 });
  const { files } = await call(connectors.get, { id: 'pets' });
  expect(files.map((one) => one.path)).not.toContain(file.path);
  await expect(call(connectors.restore, { id: 'pets', revision: 9, baseRevision: 3 })).rejects.toMatchObject(
    fails('unknown_revision'),
  );
});
