import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { isConnectorPath } from '../../shared/connector/files.ts';
import { manifestSchema } from '../../shared/connector/manifest.ts';
import { openApi, report } from '../import/testing.ts';
import { generateConnector } from './index.ts';
import { all, bearer, file, files, pets } from './testing/pets.ts';

const description = { fileName: 'api.json', text: '{}' };
const manifest = (from: ReadonlyMap<string, string>) => manifestSchema.parse(JSON.parse(file(from, 'connector.json')));

describe('the files of a connector', () => {
  it('are those of the connector format, and the manifest is legal', async () => {
    const made = files(await report(openApi(pets, bearer)));
    expect([...made.keys()]).toEqual([
      'connector.json',
      'functions/validate.js',
      'functions/config.js',
      'functions/schema.js',
      'functions/data.js',
      'functions/datalist.js',
      'functions/entities.js',
      'functions/utility.js',
      'commands.js',
      'README.md',
      'spec/api.json',
    ]);
    for (const path of made.keys()) expect(isConnectorPath(path)).toBe(true);
    expect(manifest(made)).toMatchObject({
      id: 'test-api',
      name: 'Test API',
      version: '1.0.0',
      kind: 'saas',
      executionModel: 'script',
      authentication: [{ id: 'token', name: 'Token', type: 'bearer' }],
      connectionConfig: { baseUrl: { type: 'string', title: 'Base URL', default: 'https://api.example.com/v1' } },
      hosts: ['api.example.com'],
      commands: {
        createPet: {
          params: ['name'],
          sideEffect: true,
          capability: 'pet.create',
          operation: 'POST /pets',
          paramSchema: { name: { type: 'string', required: true } },
        },
      },
    });
    expect(manifest(made).entities.map((entity) => entity.name)).toEqual(['pets', 'visits']);
  });

  it('keep the description under a name that a connector may hold (A25)', async () => {
    const found = await report(openApi(pets));
    const kept = (name: string): string => [...files(found, {}, name).keys()].at(-1) ?? '';
    for (const name of [
      '../../etc/passwd',
      'C:\\x\\api.yaml',
      '.hidden',
      'a b.json. ',
      'ü.json',
      '',
      'x'.repeat(300),
    ]) {
      expect(isConnectorPath(kept(name))).toBe(true);
    }
    expect(kept('petstore.yaml')).toBe('spec/petstore.yaml');
  });

  it('hold no commands.js where no command was chosen', async () => {
    expect(files(await report(openApi(pets)), { commands: [] }).has('commands.js')).toBe(false);
  });

  it('read a parent that was not chosen, but make no table of it', async () => {
    const made = files(await report(openApi(pets)), { entities: ['visits'] });
    expect(manifest(made).entities.map((entity) => entity.name)).toEqual(['visits']);
    expect(file(made, 'functions/entities.js')).toContain('parent: pets');
    expect(file(made, 'functions/entities.js')).toContain('export const entities = { visits };');
  });

  it('work without any table', async () => {
    const made = files(await report(openApi(pets)), { entities: [] });
    expect(file(made, 'functions/data.js')).toContain('This connector has no tables');
    parseAst(file(made, 'functions/entities.js'));
  });
});

describe('choices', () => {
  it('of an unknown name are refused with the nearest names', async () => {
    const found = await report(openApi(pets));
    expect(generateConnector(found, { ...all, entities: ['pet'] }, description)).toMatchObject({
      ok: false,
      error: {
        kind: 'input',
        code: 'unknown_entity',
        message: /has no entity "pet"; choose pets, visits/,
        details: { candidates: ['pets', 'visits'] },
      },
    });
    expect(generateConnector(found, { ...all, commands: ['creatPet'] }, description)).toMatchObject({
      ok: false,
      error: { code: 'unknown_command', message: /choose createPet/ },
    });
  });

  it('of a base URL win over the description', async () => {
    const found = await report(openApi(pets));
    const made = files(found, { baseUrl: 'http://127.0.0.1:4010/api/' });
    expect(manifest(made)).toMatchObject({
      hosts: ['127.0.0.1:4010'],
      connectionConfig: { baseUrl: { default: 'http://127.0.0.1:4010/api' } },
    });
    for (const baseUrl of ['ftp://x', 'nonsense', 'https://user:pass@x.example']) {
      expect(generateConnector(found, { ...all, baseUrl }, description)).toMatchObject({
        ok: false,
        error: { code: 'bad_base_url' },
      });
    }
  });

  it('leave the base URL to the connection where nobody gave one', async () => {
    const made = manifest(files(await report(openApi(pets, { servers: [] }))));
    expect(made.hosts).toEqual([]);
    expect(made.connectionConfig).toEqual({ baseUrl: { type: 'string', title: 'Base URL', required: true } });
  });
});
