import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importLimits } from '../../shared/limits.ts';
import { inspectDescription } from './index.ts';
import { answers, entityOf, listOf, openApi, refusal, report, text } from './testing.ts';

const CANARY = 'canary-71c9-secret';
let hits = 0;
const trap = createServer((_, response) => {
  hits++;
  response.end('{}');
});
let folder = '';
let trapUrl = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
  await writeFile(join(folder, 'secret.json'), JSON.stringify({ type: 'object', properties: { [CANARY]: {} } }));
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  // True once the server listens on a port.
  trapUrl = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/x`;
});

afterAll(async () => {
  trap.close();
  await rm(folder, { recursive: true, force: true });
});

const withRef = (ref: string): string =>
  openApi({ '/pets': { get: { responses: answers({ type: 'array', items: { $ref: ref } }) } }, '/ok': { get: {} } });

describe('external references', () => {
  it('A1: files are not read, and each is reported', async () => {
    const refs = [
      `file://${join(folder, 'secret.json')}`,
      join(folder, 'secret.json'),
      '../../.ssh/id_rsa',
      './secret.json',
      '\\\\host\\share',
    ];
    for (const ref of refs) {
      const result = await inspectDescription({ fileName: join(folder, 'api.json'), text: withRef(ref) });
      if (!result.ok) throw new Error(result.error.message);
      expect(JSON.stringify(result.value)).not.toContain(CANARY);
      expect(result.value.warnings).toContainEqual(expect.objectContaining({ code: 'external_ref' }));
      expect(result.value.source.operations).toBe(2);
    }
  });

  it('A2: nothing is fetched', async () => {
    for (const ref of [trapUrl, 'http://169.254.169.254/latest/meta-data/', 'http://10.0.0.1/']) {
      const result = await inspectDescription({ fileName: 'api.json', text: withRef(ref) });
      expect(result).toMatchObject({ ok: true });
    }
    expect(hits).toBe(0);
  });
});

describe('bombs', () => {
  it('A6: a YAML alias bomb is refused before it is read out', async () => {
    const levels = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [index, name] of [...'bcdefghij'].entries()) {
      const before = 'abcdefghi'[index];
      levels.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
    }
    const { code, message } = await refusal(`openapi: 3.0.0\n${levels.join('\n')}\n`, 'bomb.yaml');
    expect(code).toBe('too_many_nodes');
    expect(message).toContain(String(importLimits.nodes));
  });

  it('A6: a long text with many aliases is refused', async () => {
    const aliases = Array(2_000).fill('*big').join(', ');
    const { code } = await refusal(`big: &big "${'x'.repeat(100_000)}"\nall: [${aliases}]\n`, 'bomb.yaml');
    expect(code).toBe('too_many_nodes');
  });

  it('A6: an alias inside its own value is refused', async () => {
    expect((await refusal('a: &a [*a]\n', 'loop.yaml')).code).toBe('circular_alias');
  });

  it('A7: JSON and YAML nested too deep are refused, with the number', async () => {
    const deep = `{"openapi":"3.0.0","paths":{"/a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`;
    expect(await refusal(deep)).toMatchObject({
      code: 'too_deep',
      message: new RegExp(`${importLimits.depth} levels`),
    });
    expect((await refusal(`a: ${'{a: '.repeat(20_000)}`, 'deep.yaml')).code).toBe('too_deep');
  });

  it('A7: as deep as the limit is accepted', async () => {
    const levels = importLimits.depth - 3;
    const text = `{"openapi":"3.0.0","x-deep":${'['.repeat(levels)}${']'.repeat(levels)},"paths":{"/a":{"get":{}}}}`;
    expect((await report(text)).source.operations).toBe(1);
  });

  it('A18: a million paths stop at the limit of operations', async () => {
    const paths = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`/p${index}`, { get: {} }]));
    const found = await report(openApi(paths));
    expect(found.source.operations).toBe(importLimits.operations);
    expect(found.warnings).toContainEqual(
      expect.objectContaining({
        code: 'too_many_operations',
        message: expect.stringContaining(String(importLimits.operations)),
      }),
    );
  });

  it('lists so many findings and counts the rest', async () => {
    const paths = Object.fromEntries(
      Array.from({ length: importLimits.warnings + 50 }, (_, index) => [`p${index}`, {}]),
    );
    const found = await report(openApi({ ...paths, '/a': { get: {} } }));
    expect(found.warnings).toHaveLength(importLimits.warnings + 1);
    expect(found.warnings.at(-1)?.message).toMatch(/^50 more findings .* 1000\b/);
  });
});

describe('cycles and fans of references', () => {
  const schemas = {
    Node: {
      type: 'object',
      properties: { id: text, children: { type: 'array', items: { $ref: '#/components/schemas/Node' } } },
    },
    A: { allOf: [{ $ref: '#/components/schemas/B' }, { properties: { id: text } }] },
    B: { allOf: [{ $ref: '#/components/schemas/A' }, { properties: { name: text } }] },
    Self: { $ref: '#/components/schemas/Self' },
    List: { type: 'array', items: { $ref: '#/components/schemas/List' } },
  };

  it('A8: recursive schemas end', async () => {
    const paths = Object.fromEntries(
      Object.keys(schemas).map((name) => [
        `/${name.toLowerCase()}s`,
        { get: { responses: answers({ type: 'array', items: { $ref: `#/components/schemas/${name}` } }) } },
      ]),
    );
    const found = await report(openApi(paths, { components: { schemas } }));
    expect(entityOf(found, 'nodes').fields.map((field) => field.name)).toEqual(['id', 'children']);
    expect(
      entityOf(found, 'as')
        .fields.map((field) => field.name)
        .sort(),
    ).toEqual(['id', 'name']);
    expect(found.warnings.map((warning) => warning.code)).toContain('circular_ref');
  });

  it('A8: a chain of references longer than the limit ends with a warning', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: importLimits.refHops + 5 }, (_, index) => [
        `S${index}`,
        { $ref: `#/components/schemas/S${index + 1}` },
      ]),
    );
    const found = await report(
      openApi(
        { '/a': { get: { responses: answers({ $ref: '#/components/schemas/S0' }) } } },
        { components: { schemas: chain } },
      ),
    );
    expect(found.warnings).toContainEqual(
      expect.objectContaining({ code: 'ref_hops', message: expect.stringContaining(String(importLimits.refHops)) }),
    );
  });

  it('A9: thirty levels of three references each take no time', async () => {
    const levels = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `L${index}`,
        {
          allOf: Array(3).fill({ $ref: `#/components/schemas/L${index + 1}` }),
          properties: { [`f${index}`]: { $ref: `#/components/schemas/L${index + 1}` } },
        },
      ]),
    );
    const started = performance.now();
    const found = await report(
      openApi(
        { '/a': { get: { responses: answers({ type: 'array', items: { $ref: '#/components/schemas/L0' } }) } } },
        { components: { schemas: { ...levels, L30: { type: 'object', properties: { id: text } } } } },
      ),
    );
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(entityOf(found, 'a').fields).toHaveLength(31);
  });
});

describe('names that are properties of every object', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'then', 'toJSON'];

  it('A10: they stay data wherever they stand', async () => {
    const entries = (value: unknown): string =>
      names.map((name) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',');
    const schema = `{"type": "object", "properties": {"id": {"type": "string"}, ${entries({ type: 'string', polluted: 1 })}}}`;
    const operations = names.map(
      (name) =>
        `${JSON.stringify(`/${name}`)}: {"get": {"operationId": "${name}", "tags": ["${name}"], "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/__proto__"}}}}}}}}`,
    );
    const found = await report(
      `{"openapi": "3.0.0", "servers": [{"url": "https://a.example/{__proto__}", "variables": {"__proto__": {"default": "x"}}}],
        "paths": {${operations.join(',')}, "/__proto__/x": {"post": {"operationId": "__proto__"}}},
        "components": {"schemas": {"__proto__": ${schema}}}}`,
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(found.baseUrl).toBe('https://a.example/x');
    expect(found.entities).toHaveLength(names.length);
    for (const entity of found.entities) {
      expect(entity.fields.map((field) => field.name)).toEqual(expect.arrayContaining(names));
      expect(entity.name in Object.prototype).toBe(false);
    }
    expect(found.commands.every((command) => !(command.name in Object.prototype))).toBe(true);
  });

  it('A11: YAML merge keys do not pollute, and unknown tags are errors', async () => {
    const found = await report(
      'openapi: 3.0.0\npaths:\n  /a:\n    get:\n      <<: {__proto__: {polluted: 1}}\n',
      'a.yaml',
    );
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(found.source.operations).toBe(1);
    for (const tag of ['!!js/function "function () {}"', '!!python/object x', `!!binary ${'A'.repeat(10_000)}`]) {
      expect((await refusal(`openapi: 3.0.0\na: ${tag}\n`, 'a.yaml')).code).toBe('bad_yaml');
    }
  });

  it('A12: patterns are never run', async () => {
    const pattern = '^(a+)+$';
    const started = performance.now();
    const found = await report(
      openApi({
        '/a': {
          get: { responses: answers(listOf({ id: { type: 'string', pattern, example: `${'a'.repeat(50)}!` } })) },
        },
      }),
    );
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(found.entities).toHaveLength(1);
  });

  it('A24: keys that differ only in case or form stay apart', async () => {
    const found = await report(
      openApi({ '/a': { get: { responses: answers(listOf({ Id: text, id: text, ｉｄ: text, 'id ': text })) } } }),
    );
    expect(entityOf(found, 'a').fields.map((field) => field.name)).toEqual(['Id', 'id', 'ｉｄ', 'id ']);
    expect(entityOf(found, 'a').primaryKey).toEqual(['id']);
  });
});
