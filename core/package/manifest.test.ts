import { describe, expect, it } from 'vitest';
import { parseManifest, statedId } from './manifest.ts';
import { sampleConnector } from './testing/sample.ts';

const manifest = (changes: Record<string, unknown>): string => sampleConnector(changes)[0]?.text ?? '';
const problem = (text: string): string => {
  const parsed = parseManifest(text);
  return parsed.ok ? 'no problem' : `${parsed.error.code}: ${parsed.error.message}`;
};

describe('parseManifest', () => {
  it('gives the manifest with its defaults', () => {
    const parsed = parseManifest(manifest({ allowAiAutoFixCode: undefined }));
    expect(parsed).toMatchObject({ ok: true, value: { id: 'weather', allowAiAutoFixCode: false } });
  });

  it('names the path and what is wrong, once, and counts the rest', () => {
    expect(problem(manifest({ version: 'one' }))).toBe(
      'bad_manifest: In connector.json version is not valid: use a semantic version such as 1.0.0.',
    );
    expect(problem(manifest({ version: undefined }))).toBe(
      'bad_manifest: In connector.json version is missing; add it.',
    );
    const entity = { name: 'a', title: 'A', operation: 'GET /a', records: '$', primaryKey: 'id', fields: [] };
    expect(problem(manifest({ entities: [{ ...entity, pagination: { kind: 'none' } }] }))).toBe(
      'bad_manifest: In connector.json entities[0].primaryKey is not valid: expected array, received string.',
    );
    expect(problem(manifest({ name: 'Weather 2', version: 'one' }))).toContain('(and 1 more place)');
  });

  it('says where JSON ends to be JSON', () => {
    expect(problem('{"id": ')).toMatch(/^bad_manifest: connector\.json is not JSON: /);
    expect(problem('[]')).toBe(
      'bad_manifest: In connector.json the whole is not a manifest: expected object, received array.',
    );
  });

  it.each([
    ['../../', 'id'],
    ['A'.repeat(10_000_000), 'id'],
    [7, 'id'],
    ['__proto__', 'id'],
  ])('A29: the id %.20s is refused', (id, place) => {
    expect(problem(manifest({ id }))).toContain(`In connector.json ${place} is not valid`);
  });

  it('A29: a version of nines, unknown fields and __proto__ are refused', () => {
    expect(problem(manifest({ version: `${'9'.repeat(400)}.0.0` }))).toContain('version is not valid');
    expect(problem(manifest({ postinstall: 'rm' }))).toBe(
      'bad_manifest: In connector.json it has the unknown field "postinstall"; remove it.',
    );
    const polluting = manifest({}).replace('{', '{"__proto__":{"id":"evil"},');
    expect(problem(polluting)).toContain('unknown field "__proto__"');
    const inner = parseManifest(
      manifest({}).replace('"commands":{}', '"commands":{"__proto__":{"sideEffect":true,"params":[]}}'),
    );
    expect(inner.ok && Object.keys(inner.value.commands)).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'sideEffect')).toBe(false);
  });

  it('A29: a newer format is refused with its number', () => {
    expect(problem(manifest({ formatVersion: 2 }))).toBe(
      'newer_format: connector.json has formatVersion 2, but this studio reads up to 1: update Connector Studio to open it.',
    );
  });
});

describe('statedId', () => {
  it('gives the id whatever else is wrong', () => {
    expect(statedId('{"id":"x","name":7}')).toBe('x');
    expect(statedId('{"id":7}')).toBeUndefined();
    expect(statedId('not JSON')).toBeUndefined();
  });
});
