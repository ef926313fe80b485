import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sampleConnector } from '../core/package/testing/sample.ts';
import { openWorkspace } from '../core/workspace/index.ts';
import { unwrap } from '../core/workspace/testing/temporary.ts';
import { createMarketplace, type Marketplace } from '../marketplace/index.ts';
import type { Command as ConnectorCommand } from '../shared/connector/manifest.ts';
import { registerConnectors } from './commands/connectors.ts';
import { registerPublish } from './commands/publish.ts';
import { registerVersion } from './commands/version.ts';

const ping: ConnectorCommand = { params: [], sideEffect: false, capability: 'source.ping' };
const drop: ConnectorCommand = {
  params: ['id'],
  paramSchema: { id: { type: 'string', required: true } },
  sideEffect: true,
  deprecated: true,
};
const commandsFile = { 'commands.js': 'function ping() { return { success: true }; }\n' };

let folder = '';
let market: Marketplace;
beforeAll(async () => {
  vi.stubEnv('STUDIO_VAULT', 'session');
  folder = mkdtempSync(path.join(tmpdir(), 'studio-version-'));
  market = await createMarketplace({ dataDirectory: path.join(folder, 'market') });
  vi.stubEnv('MARKET_KEY', market.key ?? '');
});
afterAll(async () => {
  await market.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = 0;
});

const at = (name: string): string => path.join(folder, name);

/** Makes the files the newest revision of the connector. */
function save(...sample: Parameters<typeof sampleConnector>): void {
  const workspace = unwrap(openWorkspace(at('workspace')));
  const { connectors } = workspace;
  const files = sampleConnector(...sample);
  if (connectors.get('weather').ok) unwrap(connectors.replace('weather', files, 'Changed'));
  else unwrap(connectors.create(files, 'Made'));
  workspace.close();
}

/** Runs a command line in this process; its exit code and what it wrote. */
async function command(...args: readonly string[]) {
  const program = new Command().exitOverride().configureOutput({ writeErr: (text) => process.stderr.write(text) });
  for (const register of [registerVersion, registerPublish, registerConnectors]) register(program);
  for (const one of program.commands) one.exitOverride().copyInheritedSettings(program);
  const written = { out: '', err: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream === 'stdout' ? 'out' : 'err'] += String(text);
      return true;
    }),
  );
  process.exitCode = 0;
  try {
    const where = args.includes('--workspace') ? [] : ['--workspace', at('workspace')];
    await program.parseAsync([...args, ...where], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = 2;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return { code: process.exitCode, ...written };
}

const json = async (...args: readonly string[]) => {
  const ran = await command(...args, '--json');
  return { ...ran, value: JSON.parse(ran.out) };
};
const publish = (...more: readonly string[]) =>
  json('publish', 'weather', '--marketplace', market.url, '--key-env', 'MARKET_KEY', ...more);

describe('from one version to the next', () => {
  it('keeps the version while nothing is published', async () => {
    save({ commands: { ping, drop } }, commandsFile);
    const { code, out } = await command('version', 'weather');
    expect([code, out]).toEqual([0, expect.stringContaining('weather stays 1.0.0: nothing was published yet.')]);
  });

  it('FL-40: a publish below the floor is refused with the reasons, and studio version raises it', async () => {
    expect((await publish()).value).toMatchObject({ version: '1.0.0', created: true });
    expect((await publish()).value).toMatchObject({ created: false });

    save({ version: '1.1.0', commands: { ping } }, commandsFile);
    const refused = await publish();
    expect([refused.code, refused.value.error]).toEqual([
      2,
      expect.objectContaining({
        code: 'version_too_low',
        message: expect.stringContaining('raise it to 2.0.0 at least. The command drop is gone.'),
        details: expect.objectContaining({ from: '1.0.0', floor: '2.0.0' }),
      }),
    ]);

    const tried = await command('version', 'weather', '--dry-run');
    expect(tried.out).toContain('Since weather 1.0.0, as published:');
    expect(tried.out).toContain('  major  The command drop is gone.');
    expect(tried.out).toContain('weather would be 2.0.0. Nothing is saved');
    expect((await json('version', 'weather', '--bump', 'minor')).value.error.code).toBe('version_too_low');

    const raised = await json('version', 'weather', '--note', 'Smaller.');
    expect(raised.value).toMatchObject({
      before: '1.1.0',
      version: '2.0.0',
      floor: '2.0.0',
      level: 'major',
      saved: true,
    });
    expect((await json('version', 'weather')).value).toMatchObject({ version: '2.0.0', saved: false });
    expect((await publish()).value).toMatchObject({ version: '2.0.0', created: true });

    await command('export', 'weather', at('exported'));
    expect(readFileSync(at('exported/CHANGELOG.md'), 'utf8')).toBe(
      '# Changelog\n\n## 2.0.0\n\nSmaller.\n\n### Breaking\n\n- The command drop is gone.\n',
    );
  });

  it('FL-41: rises by itself to the least version, by a level, or to what is named', async () => {
    save({ version: '2.0.0', commands: { ping } }, { ...commandsFile, 'README.md': '# Weather\n' });
    expect((await json('version', 'weather', '--dry-run')).value).toMatchObject({ version: '2.0.1', level: 'patch' });
    const by = async (...more: readonly string[]) =>
      (await json('version', 'weather', '--dry-run', ...more)).value.version;
    expect(await by('--bump', 'major')).toBe('3.0.0');
    expect(await by('--set', '2.5.0')).toBe('2.5.0');
    expect(await by('--against', '1.0.0')).toBe('2.0.0');
    expect((await json('version', 'weather', '--set', 'x')).value.error.code).toBe('bad_version');
    expect((await command('version', 'weather', '--set', '3.0.0', '--bump', 'major')).code).toBe(2);
  });

  it('measures against a version of the listing where this workspace did not publish it', async () => {
    const workspace = unwrap(openWorkspace(at('elsewhere')));
    unwrap(workspace.connectors.create(sampleConnector({ version: '2.0.1' }), 'Made'));
    workspace.close();
    const refused = await publish('--workspace', at('elsewhere'));
    expect(refused.value.error).toMatchObject({ code: 'version_too_low', details: { from: '2.0.0', floor: '3.0.0' } });
  });
});

describe('studio diff', () => {
  it('tells two states apart in words: archives, folders, revisions, published versions', async () => {
    await command('pack', 'weather', at('b.connector'));
    for (const [a, b] of [
      ['weather@1', at('b.connector')],
      ['weather@1.0.0', 'weather'],
      ['weather@1', at('exported')],
    ] as const) {
      const { value } = await json('diff', a, b);
      expect(value).toMatchObject({ a: { version: '1.0.0' }, b: { version: '2.0.0' }, level: 'major', clears: true });
      expect(value.changes).toContainEqual(
        expect.objectContaining({ kind: 'command.removed', path: 'commands.drop', level: 'major' }),
      );
    }
    const { out } = await command('diff', 'weather@2', 'weather@1');
    expect(out).toContain(
      '  minor  The command drop is new and may change things at the source. (asks for an approval)',
    );
    expect(out).toContain('1.0.0 is too low.');
    expect((await command('diff', 'weather', 'weather')).out).toMatch(/are the same\.\n$/);
  });

  it.each([
    ['weather@9.9.9', 'unknown_version'],
    ['weather@99', 'unknown_revision'],
    ['weather@x', 'bad_state'],
    ['nothing', 'unknown_connector'],
    ['./nothing', 'bad_state'],
    ['no.connector', 'bad_file'],
  ])('of %s fails with %s', async (state, code) => {
    const ran = await json('diff', state, 'weather');
    expect([ran.code, ran.value.error.code]).toEqual([2, code]);
  });
});

describe('studio capabilities', () => {
  it('lists what a connector can do, by what, and what it takes', async () => {
    save({ commands: { ping, drop: { ...drop, capability: 'station.drop' } } }, commandsFile);
    expect((await command('capabilities', 'weather')).out.replace(/ {2,}/g, ' | ')).toBe(
      [
        'CAPABILITY | BY | EFFECT | PARAMETERS',
        'source.ping | command ping | reads',
        'station.drop (deprecated) | command drop | may write | id: string',
        '',
      ].join('\n'),
    );
    const { value } = await json('capabilities', 'weather');
    expect(value).toMatchObject({ connector: 'weather', capabilities: ['source.ping', 'station.drop'] });
  });
});

describe('A124: what must not be published', () => {
  const person = { ...commandsFile, 'mocks.json': '{\n "a": "jo@corp.io"\n}\n' };

  it('a secret stops a publish with its place, and is said when packing', async () => {
    save({ version: '5.0.0' }, { ...person, 'README.md': 'Key: AKIAIOSFODNN7EXAMPLE\n' });
    const refused = await publish('--allow-personal-data');
    expect([refused.code, refused.value.error.code]).toEqual([2, 'secrets_found']);
    expect(refused.value.error.message).toContain('README.md:1 an AWS access key');
    expect(refused.out + refused.err).not.toContain('AKIA');
    const packed = await command('pack', 'weather', at('p.connector'));
    expect([packed.code, packed.err]).toEqual([0, expect.stringContaining('README.md:1 an AWS access key')]);
  });

  it('personal data does, until a person has looked at the list', async () => {
    save({ version: '5.0.0' }, person);
    const refused = await publish();
    expect([refused.code, refused.value.error.code]).toEqual([2, 'personal_data_found']);
    expect(refused.value.error.message).toContain('mocks.json:2 an e-mail address');
    expect(refused.out + refused.err).not.toContain('jo@corp.io');
    expect((await publish('--allow-personal-data')).value).toMatchObject({ version: '5.0.0', created: true });
  });
});
