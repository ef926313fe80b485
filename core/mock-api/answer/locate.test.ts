import { describe, expect, it } from 'vitest';
import { exampleShape } from '../../import/example-shape.ts';
import { locateRow } from './locate.ts';

const shape = (value: unknown) => exampleShape(value, '#');
const row = shape({ id: 1, name: 'a', email: 'b', created_at: '2024-01-01T00:00:00Z' });

describe('where a row stands in a body', () => {
  it.each<[unknown, readonly string[] | undefined]>([
    [{ id: 1, name: 'a' }, []],
    [{ name: 'a', email: 'b', password: 'c' }, []],
    [{ contact: { name: 'a', email: 'b' } }, ['contact']],
    [{ data: { contact: { id: 1, name: 'a' } }, meta: { took: 3 } }, ['data', 'contact']],
    [{ ok: true, deleted: true }, undefined],
    [{ id: 'a text', name: 5 }, undefined],
    [{ page: { size: 1, total: 2 }, found: 3 }, undefined],
  ])('%j: %j', (body, expected) => {
    expect(locateRow(shape(body), row)).toEqual(expected);
  });
});
