import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf } from '../core/generate/testing/reports.ts';
import { report } from '../core/import/testing.ts';
import { sampleConnector } from '../core/package/testing/sample.ts';
import { openWorkspace } from '../core/workspace/index.ts';
import { unwrap } from '../core/workspace/testing/temporary.ts';
import { createDemoApi, type DemoApi } from '../resources/demo/index.ts';
import { toolsOf } from '../shared/connector/capabilities.ts';
import type { ConnectorFile } from '../shared/connector/files.ts';
import { manifestSchema } from '../shared/connector/manifest.ts';
import { registerConnectors } from './commands/connectors.ts';
import { runCommand } from './testing/run-command.ts';

const execute = promisify(execFile);
const modules = path.join(import.meta.dirname, '../node_modules');

let folder = '';
let demo: DemoApi;

const manifestOf = (files: readonly ConnectorFile[]) =>
  manifestSchema.parse(JSON.parse(files.find((file) => file.path === 'connector.json')?.text ?? ''));

/** Names and texts that would end a literal, a comment or a type, and one that would set a prototype. */
const hostileTexts = [
  "x'); evil(); //",
  '`$' + '{evil()}',
  '*/ evil() /*',
  '\u2028evil()',
  '</script>',
  '\\',
  '__proto__',
];

const [ending = '', code = '', comment = ''] = hostileTexts;

const hostile = sampleConnector(
  {
    id: 'hostile',
    description: hostileTexts.join('\n'),
    category: hostileTexts.join(' '),
    commands: Object.fromEntries(
      ['__proto__', 'constructor', 'delete', '$'].map((name) => [
        name,
        {
          params: [...hostileTexts, ...hostileTexts],
          paramSchema: { [ending]: { type: code, description: comment, default: '*/' } },
          description: comment,
          sideEffect: false,
        },
      ]),
    ),
  },
  { 'commands.js': '' },
);

const typed = sampleConnector(
  {
    id: 'typed',
    commands: { add: { params: ['a'], sideEffect: false, capability: 'number.add' } },
    connectionConfig: { by: { type: 'number', default: 2 } },
  },
  {
    'functions/validate.js': "import { name } from './names.js';\nexport const validate = () => ({ name });\n",
    'functions/names.ts': "export const name: string = 'Ada';\n",
    'commands.ts':
      "function add() {\n  const a: number = floh.params.a;\n  return { success: a > 0, payload: a + floh.config.by, error: 'no ' + a };\n}\n",
  },
);

beforeAll(async () => {
  demo = await createDemoApi();
  folder = mkdtempSync(path.join(tmpdir(), 'studio-fibric-'));
  const described = await (await fetch(`${demo.url}/openapi.json`)).text();
  const workspace = unwrap(openWorkspace(path.join(folder, 'workspace')));
  for (const files of [filesOf(await report(described)), hostile, typed])
    unwrap(workspace.connectors.create(files, 'Made'));
  workspace.close();
});
afterAll(async () => {
  await demo.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: readonly string[]) =>
  runCommand(registerConnectors, ...args, '--workspace', path.join(folder, 'workspace'));

/** Exports a connector; gives the folder. */
async function exported(id: string, ...options: readonly string[]): Promise<string> {
  const target = mkdtempSync(path.join(folder, `${id}-`));
  expect(await run('export', id, target, '--as', 'fibric', ...options)).toMatchObject({ code: 0 });
  return target;
}

/** What a line of code gives, in a process of its own, with the project as `connector`. */
async function evaluate(project: string, expression: string): Promise<unknown> {
  const script = `import connector from './src/connector.ts';\nprocess.stdout.write(JSON.stringify(await (${expression})));`;
  const { stdout } = await execute(process.execPath, ['--input-type=module', '-e', script], { cwd: project });
  return JSON.parse(stdout);
}

const context = () => JSON.stringify({ credentials: { auth: 'apiKey', key: demo.key }, config: { baseUrl: demo.url } });

describe('FC-70: a connector as a project for Fibric', () => {
  it.each([
    ['things', 'docs'],
    ['things', '1.4'],
    ['hostile', 'docs'],
    ['hostile', '1.4'],
  ])('%s in the form %s has no error of types', async (id, sdk) => {
    const project = await exported(id, '--sdk', sdk);
    symlinkSync(modules, path.join(project, 'node_modules'), 'dir');
    const checked = await execute(process.execPath, [path.join(modules, 'typescript/bin/tsc'), '-p', '.'], {
      cwd: project,
    }).catch((error: { readonly stdout: string }) => error);
    expect(checked.stdout).toBe('');
  });

  it('FC-72: has the tools that the connector has at a marketplace, by the same names', async () => {
    const stored = unwrap(openWorkspace(path.join(folder, 'workspace')));
    for (const id of ['things', 'hostile']) {
      const tools = toolsOf(manifestOf(unwrap(stored.connectors.files(id)).files));
      const wanted = tools.map(({ name, sideEffect }) => [name, sideEffect]);
      const docs = await exported(id);
      const inDocs = 'Object.entries(connector.tools).map(([name, tool]) => [name, tool.sideEffecting])';
      expect(await evaluate(docs, inDocs)).toEqual(wanted);
      const inSdk = await exported(id, '--sdk', '1.4');
      expect(await evaluate(inSdk, 'connector.tools.map((tool) => [tool.name, tool.sideEffecting])')).toEqual(wanted);
    }
    stored.close();
  });

  it('runs: a table is read page by page, a command reads, another writes, the probe names the account', async () => {
    const project = await exported('things');
    const ctx = context();
    expect(await evaluate(project, `connector.probe(${ctx})`)).toMatchObject({ name: expect.any(String) });
    const pages = `(async () => {
      const list = connector.tools['companies.list'];
      const first = await list.handler(${ctx}, {});
      const { nextPageConfig } = first.pagination;
      return [first, await list.handler(${ctx}, { pagination: nextPageConfig })];
    })()`;
    const [first, second] = (await evaluate(project, pages)) as { readonly items: { readonly id: string }[] }[];
    expect(first?.items[0]?.id).toEqual(expect.any(String));
    expect(second?.items[0]?.id).not.toBe(first?.items[0]?.id);
    const tools = await evaluate(project, 'Object.keys(connector.tools)');
    expect(tools).toEqual(expect.arrayContaining(['contact.create', 'contact.get']));
    const written = `(async () => {
      const { id } = await connector.tools['contact.create'].handler(${ctx}, { first_name: 'Ada', last_name: 'Lace', email: 'ada@example.com' });
      return connector.tools['contact.get'].handler(${ctx}, { contactId: id });
    })()`;
    expect(await evaluate(project, written)).toMatchObject({
      first_name: 'Ada',
      last_name: 'Lace',
      email: 'ada@example.com',
    });
  });

  it('a failure is what the connector says of it, without the credentials', async () => {
    const project = await exported('things');
    const ctx = JSON.stringify({ credentials: { auth: 'apiKey', key: 'wrong_CANARY' }, config: { baseUrl: demo.url } });
    const said = await evaluate(project, `connector.probe(${ctx}).catch((error) => error.message)`);
    expect(said).toMatch(/401|key/i);
    expect(said).not.toContain('CANARY');
    const away = JSON.stringify({
      credentials: { auth: 'apiKey', key: demo.key },
      config: { baseUrl: 'http://[::1]:9' },
    });
    const lost = await evaluate(project, `connector.probe(${away}).catch((error) => error.message)`);
    expect(lost).toMatch(/could not be reached/);
  });

  it('code in TypeScript runs as it stands, and settings have their defaults', async () => {
    const project = await exported('typed');
    expect(await evaluate(project, `connector.tools['number.add'].handler({}, { a: 1 })`)).toBe(3);
    expect(await evaluate(project, `connector.tools['number.add'].handler({}, { a: -1 }).catch(String)`)).toBe(
      'Error: no -1',
    );
    expect(await evaluate(project, 'connector.probe({})')).toEqual({ name: 'Ada' });
  });

  it('FC-71: names a publisher only where it is told one: without, Fibric keeps it private', async () => {
    const text = (project: string) => readFileSync(path.join(project, 'src/connector.ts'), 'utf8');
    expect(text(await exported('typed'))).not.toContain('publisher');
    expect(text(await exported('typed', '--publisher', "Ada's"))).toContain(`publisher: "Ada's"`);
    expect(await run('export', 'typed', path.join(folder, 'x'), '--publisher', 'Ada')).toMatchObject({ code: 2 });
    expect(
      await run('export', 'typed', path.join(folder, 'x'), '--as', 'fibric', '--sdk', '1.4', '--publisher', 'Ada'),
    ).toMatchObject({ code: 2, err: expect.stringContaining('SDK 1.4 names no publisher') });
  });

  it('equal connectors give equal bytes, and a folder of something else is never written to', async () => {
    const project = await exported('typed');
    const before = readdirSync(project, { recursive: true });
    expect(await run('export', 'typed', project, '--as', 'fibric')).toMatchObject({ code: 0 });
    expect(readdirSync(project, { recursive: true })).toEqual(before);
    writeFileSync(path.join(project, 'README.md'), 'mine');
    const refused = await run('export', 'typed', project, '--as', 'fibric', '--json');
    expect([refused.code, JSON.parse(refused.out)]).toMatchObject([2, { error: { code: 'foreign_folder' } }]);
    expect(readFileSync(path.join(project, 'README.md'), 'utf8')).toBe('mine');
    const other = path.join(folder, 'other');
    mkdirSync(other);
    writeFileSync(path.join(other, 'notes.txt'), 'mine');
    expect(await run('export', 'typed', other, '--as', 'fibric')).toMatchObject({ code: 2 });
    expect(readdirSync(other)).toEqual(['notes.txt']);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('A124: a secret in its code is not written anywhere', async () => {
    const workspace = unwrap(openWorkspace(path.join(folder, 'workspace')));
    const key = ['sk', 'live', '9f4c2e8b1a417d3055aa9f4c2e8b'].join('_');
    unwrap(
      workspace.connectors.create(
        sampleConnector({ id: 'leaky' }, { 'functions/utility.js': `export const apiKey = '${key}';\n` }),
        'Made',
      ),
    );
    workspace.close();
    const target = path.join(folder, 'leaky');
    const refused = await run('export', 'leaky', target, '--as', 'fibric', '--json');
    expect([refused.code, JSON.parse(refused.out)]).toMatchObject([2, { error: { code: 'secrets_found' } }]);
    expect(refused.out + refused.err).not.toContain(key);
    expect(readdirSync(folder)).not.toContain('leaky');
  });
});
