import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importLimits } from '../../shared/limits.ts';
import { inspectDescription } from './index.ts';
import { readDescription, readSource } from './read.ts';
import { openApi } from './testing.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studio-linked-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const main = `
openapi: 3.1.0
info: { title: Parts, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /pets: { $ref: 'paths/pets.yaml' }
components: { schemas: { Id: { type: string } } }
`;
const petsPath = `
get:
  operationId: listPets
  responses:
    '200':
      description: ok
      content: { application/json: { schema: { type: array, items: { $ref: '../schemas/pet.json#/Pet' } } } }
`;
const pet = JSON.stringify({
  Pet: {
    type: 'object',
    required: ['id'],
    properties: { id: { $ref: '../api.yaml#/components/schemas/Id' }, tag: { $ref: '#/Tag' } },
  },
  Tag: { type: 'string', enum: ['a', 'b'] },
});

/** Without the worker, which does nothing but this; one test goes through it. */
async function inspect(text: string, file?: string, read = readDescription) {
  const result = await read({
    fileName: 'api.yaml',
    text,
    ...(file === undefined ? {} : { path: file }),
  });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('a description in several files', () => {
  it('is read as one, from the folder of the file that the user named', async () => {
    const file = write('api.yaml', main);
    write('paths/pets.yaml', petsPath);
    write('schemas/pet.json', pet);
    const report = await inspect(main, file, inspectDescription);
    expect(report.warnings).toEqual([]);
    expect(report.entities).toMatchObject([
      {
        name: 'pets',
        primaryKey: ['id'],
        fields: [
          { name: 'id', type: 'string' },
          { name: 'tag', type: 'string', enum: ['a', 'b'] },
        ],
      },
    ]);
  });

  it('is kept as one file that gives the same report, with pointers into it', async () => {
    const file = write('api.yaml', main);
    write('paths/pets.yaml', petsPath);
    write('schemas/pet.json', pet);
    const read = await readSource({ fileName: 'api.yaml', text: main, path: file });
    if (!read.ok) throw new Error(read.error.message);
    const { report, bundle } = read.value;
    expect(bundle?.fileName).toBe('api.json');
    const again = await readDescription({ fileName: 'api.json', text: bundle?.text ?? '' });
    if (!again.ok) throw new Error(again.error.message);
    const { source: _first, ...first } = report;
    const { source: _second, ...second } = again.value;
    expect(second).toEqual(first);
    const document: unknown = JSON.parse(bundle?.text ?? '');
    const pointers = first.entities.flatMap((entity) => entity.evidence.map((one) => one.pointer));
    expect(pointers.length).toBeGreaterThan(0);
    for (const pointer of pointers) {
      const steps = pointer.slice(2).split('/');
      const at = steps.reduce<unknown>((value, step) => {
        const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
        return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
      }, document);
      expect([pointer, at]).not.toEqual([pointer, undefined]);
    }
  });

  it('has no bundle where it is one file', async () => {
    const text = openApi({ '/a': { get: { responses: {} } } });
    const read = await readSource({ fileName: 'api.json', text, path: write('api.json', text) });
    expect(read).toMatchObject({ ok: true, value: { report: { source: { operations: 1 } } } });
    expect(read.ok ? read.value.bundle : 'refused').toBeUndefined();
  });

  it('A1: is read from nowhere where no file was named', async () => {
    write('paths/pets.yaml', petsPath);
    const report = await inspect(main);
    expect(report.entities).toEqual([]);
    expect(report.warnings).toMatchObject([{ code: 'external_ref', pointer: expect.stringContaining('pets') }]);
  });

  it.each([
    ['a path that leaves the folder', '../outside.yaml'],
    ['an absolute path', path.join(tmpdir(), 'outside.yaml')],
    ['a file address', `file://${tmpdir()}/outside.yaml`],
    ['an http address', 'http://127.0.0.1:9/outside.yaml'],
    ['a link that leads out', 'link.yaml'],
    ['a hidden file', '.hidden.yaml'],
    ['a hidden folder', '.ssh/config.yaml'],
    ['another kind of file', 'secret.txt'],
    ['a file that is not there', 'absent.yaml'],
    ['an anchor in another file', 'paths/pets.yaml#pets'],
    ['a percent-encoded way out', '%2e%2e/outside.yaml'],
  ])('A1: %s is not read', async (_, target) => {
    const outside = path.join(path.dirname(folder), `${path.basename(folder)}-outside.yaml`);
    writeFileSync(outside, petsPath);
    for (const name of ['.hidden.yaml', '.ssh/config.yaml', 'secret.txt', 'paths/pets.yaml']) write(name, petsPath);
    symlinkSync(outside, path.join(folder, 'link.yaml'));
    const asked = target.replace('outside.yaml', path.basename(outside));
    const text = main.replace('paths/pets.yaml', asked);
    const report = await inspect(text, write('api.yaml', text));
    rmSync(outside);
    expect(report.entities).toEqual([]);
    expect(report.warnings).toMatchObject([{ code: 'external_ref', message: expect.stringContaining('not loaded') }]);
  });

  it('is read as one from the files that came with it, and from no other', async () => {
    const files = { 'api/main.yaml': main.replace('paths/pets', '../paths/pets'), 'paths/pets.yaml': petsPath };
    const from = (more: Readonly<Record<string, string>>) =>
      readDescription({
        fileName: 'api/main.yaml',
        text: files['api/main.yaml'],
        files: { ...files, ...more },
      });
    const whole = await from({ 'schemas/pet.json': pet.replaceAll('../api.yaml', '../api/main.yaml') });
    expect(whole).toMatchObject({ value: { warnings: [], entities: [{ name: 'pets', primaryKey: ['id'] }] } });
    // The file stands on disk too, but it was not given.
    write('schemas/pet.json', pet);
    const part = await from({});
    expect(part).toMatchObject({ value: { warnings: [{ code: 'external_ref' }] } });
  });

  it.each(['../outside.yaml', '/outside.yaml', '.hidden.yaml', 'secret.txt', 'a\\..\\..\\outside.yaml', '__proto__'])(
    'A1: %s is not read from the files that came with it',
    async (target) => {
      const text = main.replace('paths/pets.yaml', target);
      const files = { 'api.yaml': text, [target]: petsPath, 'outside.yaml': petsPath };
      const result = await readDescription({ fileName: 'api.yaml', text, files });
      expect(result).toMatchObject({ value: { entities: [], warnings: [{ code: 'external_ref' }] } });
    },
  );

  it('A8: files that refer to each other end', async () => {
    const file = write('api.yaml', main);
    write('paths/pets.yaml', petsPath);
    write('schemas/pet.json', JSON.stringify({ Pet: { $ref: 'other.yaml#/Pet' } }));
    write('schemas/other.yaml', 'Pet: { $ref: "pet.json#/Pet" }');
    expect((await inspect(main, file)).warnings.map((warning) => warning.code)).toContain('circular_ref');
  });

  it('files over the limit are not read, and the number is named', async () => {
    const absent = Array.from({ length: importLimits.linkedFiles }, (_, n) => ({ $ref: `absent-${n}.yaml` }));
    // References are met from the last to the first.
    const document = { ...JSON.parse(openApi({})), 'x-parts': [{ $ref: 'paths/pets.yaml' }, ...absent] };
    write('paths/pets.yaml', petsPath);
    const text = JSON.stringify({ ...document, paths: { '/a': { get: { responses: {} } } } });
    const report = await inspect(text, write('api.yaml', text));
    const message = expect.stringContaining(`more than ${importLimits.linkedFiles} files`);
    expect(report.warnings).toContainEqual({ code: 'linked_file', pointer: '#', message });
  });

  it('a broken file is named, and the rest is read', async () => {
    const text = `${main.replace('components:', "  /cats: { $ref: 'paths/cats.yaml' }\ncomponents:")}`;
    const file = write('api.yaml', text);
    write('paths/pets.yaml', petsPath);
    write('schemas/pet.json', pet);
    write('paths/cats.yaml', 'get: [');
    const report = await inspect(text, file);
    expect(report.entities.map((entity) => entity.name)).toEqual(['pets']);
    expect(report.warnings).toContainEqual({
      code: 'linked_file',
      pointer: '#',
      message: expect.stringMatching(/cats\.yaml.*line 1/),
    });
  });
});
