import { describe, expect, it } from 'vitest';
import { mockApiLimits } from '../../../shared/limits.ts';
import { createRandom } from '../../../shared/random.ts';
import { readWholeDescription } from '../../import/read.ts';
import { answers, openApi } from '../../import/testing.ts';
import type { Shape } from '../../infer/model.ts';
import { factsOf } from './facts.ts';
import { keyFor } from './key.ts';
import { makeValue } from './make.ts';
import { textLike } from './pattern.ts';

/** The shape of a schema, read as a description would be. */
async function shapeOf(schema: unknown, schemas: Readonly<Record<string, unknown>> = {}): Promise<Shape> {
  const text = openApi({ '/it': { get: { responses: answers(schema) } } }, { components: { schemas } });
  const read = await readWholeDescription({ fileName: 'api.json', text });
  const shape = read.ok ? read.value.description.operations[0]?.answer?.shape : undefined;
  if (!shape) throw new Error('no shape');
  return shape;
}

const make = (shape: Shape, index = 0, name = 'value') =>
  makeValue(shape, name, { random: createRandom(1, `${name}/${index}`), index });
const many = (shape: Shape, name?: string) => Array.from({ length: 60 }, (_, index) => make(shape, index, name));

describe('a made value is of its description', () => {
  it.each<[unknown, (value: unknown) => boolean]>([
    [
      { type: 'string', format: 'uuid' },
      (value) => /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(String(value)),
    ],
    [{ type: 'string', format: 'date-time' }, (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(value))],
    [{ type: 'string', format: 'date' }, (value) => /^\d{4}-\d\d-\d\d$/.test(String(value))],
    [{ type: 'string', format: 'email' }, (value) => /^[\w.]+@example\.com$/.test(String(value))],
    [{ type: 'string', format: 'uri' }, (value) => URL.canParse(String(value))],
    [{ type: 'string', format: 'ipv4' }, (value) => /^192\.0\.2\.\d{1,3}$/.test(String(value))],
    [{ type: 'string', format: 'byte' }, (value) => Buffer.from(String(value), 'base64').toString('base64') === value],
    [{ type: 'string', enum: ['a', 'b'] }, (value) => value === 'a' || value === 'b'],
    [{ type: 'string', const: 'only' }, (value) => value === 'only'],
    [
      {
        oneOf: [
          { type: 'string', enum: ['a'] },
          { type: 'string', enum: ['b'] },
        ],
      },
      (value) => value === 'a' || value === 'b',
    ],
    [{ type: 'integer', enum: [1, 2] }, (value) => value === 1 || value === 2],
    [{ type: 'string', maxLength: 3 }, (value) => typeof value === 'string' && value.length <= 3],
    [
      { type: 'string', minLength: 90, maxLength: 95 },
      (value) => typeof value === 'string' && value.length >= 90 && value.length <= 95,
    ],
    [{ type: 'string', pattern: '^[A-Z]{2}-\\d{4}$' }, (value) => /^[A-Z]{2}-\d{4}$/.test(String(value))],
    [{ type: 'integer', minimum: 5, maximum: 7 }, (value) => [5, 6, 7].includes(Number(value))],
    [{ type: 'integer', minimum: 0, exclusiveMinimum: true, maximum: 1 }, (value) => value === 1],
    [{ type: 'integer', multipleOf: 10, minimum: 1, maximum: 30 }, (value) => [10, 20, 30].includes(Number(value))],
    [{ type: 'number', maximum: -2 }, (value) => typeof value === 'number' && value <= -2],
    [{ type: 'boolean' }, (value) => typeof value === 'boolean'],
    [
      { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 4, uniqueItems: true },
      (value) => Array.isArray(value) && new Set(value).size === value.length,
    ],
    [
      { type: 'object', additionalProperties: { type: 'integer' } },
      (value) => Object.values(Object(value)).every(Number.isInteger),
    ],
  ])('%j', async (schema, holds) => {
    const values = many(await shapeOf(schema));
    expect(values.filter((value) => !holds(value))).toEqual([]);
  });

  it('with everything that is required, null only where that is allowed, and nothing that only requests hold', async () => {
    const shape = await shapeOf({
      type: 'object',
      required: ['a', 'b'],
      properties: {
        a: { type: 'integer' },
        b: { type: 'string', nullable: true },
        c: { type: 'string' },
        secret: { type: 'string', writeOnly: true },
      },
    });
    const values = many(shape).map((value) => Object(value));
    expect(
      values.every((value) => Number.isInteger(value.a) && 'b' in value && value.c !== null && !('secret' in value)),
    ).toBe(true);
    expect(values.some((value) => value.b === null)).toBe(true);
    expect(values.some((value) => !('c' in value))).toBe(true);
  });

  it('a number that is a moment by its name is one, and moments of one row are in order', async () => {
    const shape = await shapeOf({
      type: 'object',
      required: ['created', 'updated_at', 'finished_at'],
      properties: { created: { type: 'integer' }, updated_at: { type: 'integer' }, finished_at: { type: 'integer' } },
    });
    for (const value of many(shape).map((one) => Object(one))) {
      expect(value.created).toBeGreaterThan(1.6e9);
      expect([value.created, value.updated_at, value.finished_at]).toEqual(
        [value.created, value.updated_at, value.finished_at].toSorted(),
      );
    }
  });
});

describe('A8: values stay small', () => {
  it('where a shape contains itself, also when it has to', async () => {
    const node = {
      type: 'object',
      required: ['next', 'all'],
      properties: {
        id: { type: 'integer' },
        next: { $ref: '#/components/schemas/Node' },
        all: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
      },
    };
    const made = JSON.stringify(make(await shapeOf({ $ref: '#/components/schemas/Node' }, { Node: node })));
    expect(made.length).toBeLessThan(20_000);
  });

  it('where a shape is very wide at every level', async () => {
    const schemas: Record<string, unknown> = {};
    for (let level = 0; level < 6; level++) {
      const below = level === 5 ? { type: 'string' } : { $ref: `#/components/schemas/L${level + 1}` };
      const names = Array.from({ length: 12 }, (_, index) => `p${index}`);
      schemas[`L${level}`] = {
        type: 'object',
        required: names,
        properties: Object.fromEntries(names.map((name) => [name, below])),
      };
    }
    const made = JSON.stringify(make(await shapeOf({ $ref: '#/components/schemas/L0' }, schemas)));
    expect(made.length).toBeLessThan(mockApiLimits.nodes * 100);
  });
});

describe('a pattern is read, never run', () => {
  it.each([
    '^adr_[a-zA-Z0-9]+$',
    '^\\d{3}-?\\d{2,4}$',
    '^(?:red|blue)-[a-f]{2}$',
    '^[^@ ]+@[a-z]+\\.(com|org)$',
    '^#[0-9a-f]{6}$',
    '^a*b+c?$',
    '[\\w-]{4,8}',
  ])('%s', (pattern) => {
    for (let index = 0; index < 30; index++) {
      const made = textLike({ pattern }, createRandom(index, 'x'));
      expect(made).toMatch(new RegExp(pattern));
    }
  });

  it.each(['^(?=a)b$', '(a)\\1', '\\p{L}+', '^[a', '(', '*', '^(((((a{1,9999}){1,9999})'])(
    '%s is not understood',
    (pattern) => {
      const made = textLike({ pattern }, createRandom(1, 'x'));
      expect(made === undefined || made.length < 2_000).toBe(true);
      if (/[?=\\[]|^[(*]$/.test(pattern)) expect(made).toBeUndefined();
    },
  );

  it('one that would take for ever to run is not run', async () => {
    const made = many(await shapeOf({ type: 'string', pattern: '^(a+)+(b|b)*([a-z]*)*$' }));
    expect(made.every((one) => typeof one === 'string')).toBe(true);
  });
});

describe('keys', () => {
  it.each<[string, unknown]>([
    ['id', { type: 'integer' }],
    ['id', { type: 'string', format: 'uuid' }],
    ['id', { type: 'string', example: 'adr_d3489cd64c791ab5', maxLength: 20 }],
    ['slug', { type: 'string' }],
    ['name', { type: 'string', maxLength: 12 }],
    ['sid', { type: 'string', pattern: '^AC[0-9a-f]{32}$' }],
    ['day', { type: 'string', format: 'date' }],
    ['seen', { type: 'string', format: 'date-time' }],
    ['address', { type: 'string', format: 'ipv4' }],
  ])('%s of %j is different for every row and always the same for one', async (field, schema) => {
    const facts = factsOf(await shapeOf(schema));
    const key = (index: number) => keyFor(facts, { seed: 1, list: 'contacts', thing: 'contact', field, index });
    const keys = Array.from({ length: 500 }, (_, index) => key(index));
    expect(new Set(keys).size).toBe(500);
    expect(key(7)).toBe(keys[7]);
    if (facts.bounds.maxLength !== undefined)
      expect(Math.max(...keys.map((one) => String(one).length))).toBeLessThanOrEqual(facts.bounds.maxLength);
  });
});
