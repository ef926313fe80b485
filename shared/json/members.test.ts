import { describe, expect, it } from 'vitest';
import { withMembers } from './members.ts';

const text = `{
    "id": "a",   "name": "A",
    "tags": [ "x",
      "y" ],
    "unknown": { "deep": {"kept": 1.0} },
    "version": "1.0.0"
}
`;
const order = ['id', 'name', 'description', 'version', 'category', 'tags'];
const set = (changes: Readonly<Record<string, unknown>>, of = text) =>
  withMembers(of, new Map(Object.entries(changes)), order);

describe('members of a JSON text', () => {
  it('are set where they stand; all else stays as it was written', () => {
    expect(set({ name: 'B "quoted"' })).toBe(text.replace('"A"', '"B \\"quoted\\""'));
    expect(set({ version: '2.0.0' })).toBe(text.replace('1.0.0"', '2.0.0"'));
    expect(set({ id: 1, unknown: true })).toBe(text.replace('"a"', '1').replace('{ "deep": {"kept": 1.0} }', 'true'));
  });

  it('are written with the indent of the file', () => {
    expect(set({ tags: ['z', { a: 1 }] })).toContain(
      '"tags": [\n        "z",\n        {\n            "a": 1\n        }\n    ],\n    "unknown"',
    );
  });

  it('are added where they belong', () => {
    const added = set({ description: 'D', category: 'C' });
    expect(added).toContain('"name": "A",\n    "description": "D",\n    "tags"');
    expect(added).toContain('"version": "1.0.0",\n    "category": "C"\n}');
    expect(Object.keys(JSON.parse(added ?? ''))).toEqual([
      'id',
      'name',
      'description',
      'tags',
      'unknown',
      'version',
      'category',
    ]);
  });

  it('are taken out with their comma', () => {
    for (const name of ['id', 'name', 'tags', 'version']) {
      const { [name]: _gone, ...rest } = JSON.parse(text);
      expect(JSON.parse(set({ [name]: undefined }) ?? '')).toEqual(rest);
    }
    expect(set({ gone: undefined })).toBe(text);
    expect(JSON.parse(set({ id: undefined }, '{"id": 1}') ?? '')).toEqual({});
  });

  it('go into an empty object and into one line', () => {
    expect(set({ id: 'x' }, '{}')).toBe('{\n  "id": "x"\n}');
    expect(set({ name: 'x' }, '{"id": 1}')).toBe('{"id": 1, "name": "x"}');
  });

  it('of a key that stands there twice, the last counts', () => {
    expect(set({ id: 3 }, '{"id":1,"id":2}')).toBe('{"id":1,"id":3}');
  });

  it('cannot be set in what is no object', () => {
    expect([set({ id: 1 }, '[]'), set({ id: 1 }, '{"id":'), set({ id: 1 }, '')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('take names such as __proto__', () => {
    const changes = new Map<string, unknown>([['__proto__', 1]]);
    expect(withMembers('{"a":1}', changes, order)).toBe('{"a":1, "__proto__": 1}');
  });
});
