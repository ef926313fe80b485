import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { ImportReport } from '../../shared/import/report.ts';
import { openApi, report } from '../import/testing.ts';
import { generateConnector } from './index.ts';
import { everything } from './testing/everything.ts';
import { paths } from './testing/paths.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'studio-types-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the type checker says of a folder's scripts, with the settings of the studio's editor. */
function problems(directory: string): Promise<string> {
  const compilerOptions = {
    ...{ allowJs: true, checkJs: true, noEmit: true, strict: false, moduleDetection: 'force' },
    ...{ target: 'esnext', module: 'esnext', moduleResolution: 'bundler', lib: ['es2023'], types: [] },
  };
  const files = [path.join(root, 'resources/sandbox.d.ts')];
  const config = { compilerOptions, files, include: ['functions/*.js', 'commands.js'] };
  writeFileSync(path.join(directory, 'tsconfig.json'), JSON.stringify(config));
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, '-p', directory, '--pretty', 'false'], (_, stdout) => resolve(stdout));
  });
}

const schemes = {
  none: {},
  token: { token: { type: 'http', scheme: 'bearer' } },
  basic: { basic: { type: 'http', scheme: 'basic' } },
  key: { key: { type: 'apiKey', in: 'query', name: 'api_key' } },
};

it.each(Object.entries(schemes))('generated code passes the type checker: authentication %s', async (name, scheme) => {
  const description = openApi(paths, {
    servers: [{ url: 'https://api.example.com' }],
    ...(name === 'none' ? { security: [] } : {}),
    components: { securitySchemes: scheme },
  });
  expect(await problemsOf(await report(description), name)).toBe('');
});

it.each([
  ['with every kind of authentication', {}],
  ['without credentials', { auth: [] }],
  ['with one key', { auth: [{ id: 'key', type: 'apiKey', in: 'cookie', name: 'sid', pointer: '' }] }],
] satisfies [string, Partial<ImportReport>][])(
  'everything that the generator writes passes the type checker %s',
  async (name, more) => {
    expect(await problemsOf({ ...everything('a b'), ...more }, name)).toBe('');
  },
);

async function problemsOf(found: ImportReport, name: string): Promise<string> {
  const choices = { id: 'things', entities: 'all', commands: 'all' } as const;
  const made = generateConnector(found, choices, { fileName: 'a.json', text: '' });
  expect(made.ok).toBe(true);
  const directory = path.join(folder, name.replaceAll(' ', '-'));
  for (const file of made.ok ? made.value : []) {
    const target = path.join(directory, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.text);
  }
  return problems(directory);
}
