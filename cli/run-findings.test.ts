import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder = '';
let workspace = '';

const manifest = {
  ...{ formatVersion: 1, id: 'files', name: 'Files', description: '', version: '1.0.0', kind: 'saas' },
  ...{ executionModel: 'script', connectionConfig: {}, hosts: [], entities: [], commands: {} },
  authentication: [{ id: 'none', name: 'None', type: 'none' }],
};
const files = {
  'connector.json': JSON.stringify(manifest),
  'functions/validate.js': "export const validate = () => ({ name: 'me' });",
  'functions/config.js': 'export const config = () => ({ types: [], filters: [] });',
  'functions/schema.js': 'export const schema = () => ({});',
  'functions/data.js': 'export const data = () => ({ items: [{ id: 1, a: 1 }, { id: 1, a: 2 }, { id: 1, a: 3 }] });',
  'functions/resource.js':
    "export const resource = ({ params }) => ({ contentType: 'image/png', body: btoa(params.text ?? 'GIF89a'), name: '../../x.sh' });",
};

const command = (...args: string[]) =>
  new Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const program = path.join(import.meta.dirname, 'main.ts');
    execFile(process.execPath, [program, ...args, '--workspace', workspace], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'studio-findings-'));
  workspace = path.join(folder, 'workspace');
  mkdirSync(path.join(folder, 'files', 'functions'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, 'files', name), text);
  expect(await command('open', path.join(folder, 'files'))).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('run says its findings on stderr and in its JSON, and ends with 0 all the same', async () => {
  const { code, stdout, stderr } = await command('run', 'files', 'data', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout).findings).toEqual([
    {
      code: 'key_twice',
      severity: 'error',
      statement: 'FB-44',
      message:
        'Two different rows have the id 1, twice on page 1, so that one replaces the other; choose a key that is unique.',
      location: { kind: 'result', path: '$.items[1].id' },
      count: 2,
    },
  ]);
  expect(stderr).toContain('[error] key_twice: Two different rows have the id 1, twice on page 1,');
  expect(stderr).toContain('(2 times)');
});

it('A69: run resource --save keeps the file in the workspace or in a folder, under a name of our own', async () => {
  const kept = await command('run', 'files', 'resource', '--save', '--json');
  const { saved, findings, run } = JSON.parse(kept.stdout);
  expect(saved).toEqual({
    file: path.join(workspace, 'downloads', `resource-${run}.bin`),
    bytes: 6,
    contentType: 'image/png',
  });
  expect(findings).toMatchObject([{ code: 'resource_type_differs' }]);
  expect(readFileSync(saved.file, 'latin1')).toBe('GIF89a');
  expect(statSync(saved.file).mode & 0o777).toBe(0o600);

  const to = path.join(folder, 'there');
  const text = await command('run', 'files', 'resource', '--save', to);
  expect(text.code).toBe(0);
  expect(readdirSync(to)).toEqual([path.basename(text.stdout.trim())]);
});

it('--save asks for a run that gives a file', async () => {
  const wrong = await command('run', 'files', 'data', '--save');
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toBe('--save keeps the file that resource gives; data gives none. Leave it out.\n');
});
