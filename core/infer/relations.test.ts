import { describe, expect, it } from 'vitest';
import type { Field } from '../../shared/connector/manifest.ts';
import { answers, commandOf, entityOf, integer, listOf, openApi, report, text } from '../import/testing.ts';

const get = (properties: Readonly<Record<string, unknown>>): unknown => ({
  get: { responses: answers(listOf(properties)) },
});

async function field(properties: Readonly<Record<string, unknown>>, name: string): Promise<Field | undefined> {
  const found = await report(
    openApi({
      '/customers': get({ id: integer, name: text }),
      '/tags': get({ slug: text }),
      '/orders': get({ id: integer, ...properties }),
    }),
  );
  return entityOf(found, 'orders').fields.find((one) => one.name === name);
}

describe('relations of fields (FB-32, FB-33)', () => {
  it('are those that a name states, to a table of that name with a key of the same kind', async () => {
    expect((await field({ customer_id: integer }, 'customer_id'))?.relation).toEqual({
      entity: 'customers',
      field: 'id',
    });
    expect((await field({ customerIds: { type: 'array', items: integer } }, 'customerIds'))?.relation).toEqual({
      entity: 'customers',
      field: 'id',
    });
  });

  it('are none where the kinds differ, where no table is called so, and for the key of the row', async () => {
    expect((await field({ customer_id: text }, 'customer_id'))?.relation).toBeUndefined();
    expect((await field({ planet_id: integer }, 'planet_id'))?.relation).toBeUndefined();
    expect((await field({}, 'id'))?.relation).toBeUndefined();
  });
});

describe('fields', () => {
  it('that hold the address of a file are marked (FB-36)', async () => {
    expect((await field({ download_url: text }, 'download_url'))?.file).toBe(true);
    expect((await field({ attachmentUrl: text }, 'attachmentUrl'))?.file).toBe(true);
    expect((await field({ website_url: text }, 'website_url'))?.file).toBeUndefined();
  });

  it('that hold several choices say which', async () => {
    const kinds = { type: 'array', items: { type: 'string', enum: ['a', 'b'] } };
    expect(await field({ kinds }, 'kinds')).toMatchObject({ type: 'array', enum: ['a', 'b'] });
  });
});

it('a command carries the example of its answer, for a mock scenario (FL-71)', async () => {
  const example = { id: 7 };
  const found = await report(
    openApi({
      '/orders': { post: { responses: { 201: { description: 'x', content: { 'application/json': { example } } } } } },
      '/all': {
        post: {
          responses: {
            200: { description: 'x', content: { 'application/json': { example: { text: 'x'.repeat(20_000) } } } },
          },
        },
      },
    }),
  );
  expect(commandOf(found, 'POST /orders').sample).toEqual(example);
  expect(commandOf(found, 'POST /all').sample).toBeUndefined();
});
