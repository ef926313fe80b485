import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studio-usage-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = path.join(import.meta.dirname, 'main.ts');

/** Runs a command as a process of its own; `out` is where its stdout goes: a file, or a pipe that nobody reads. */
function command(args: readonly string[], out?: number | 'closed') {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', typeof out === 'number' ? out : 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  if (out === 'closed') child.stdout?.destroy();
  else child.stdout?.on('data', (chunk) => (written.stdout += chunk));
  child.stderr?.on('data', (chunk) => (written.stderr += chunk));
  return new Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, ...written })),
  );
}

const list = () => ['list', '--workspace', path.join(folder, 'workspace')];

describe('bad usage', () => {
  it('is a JSON document on stdout too, where one was asked for', async () => {
    const { code, stdout, stderr } = await command(['run', 'crm', '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([
      2,
      { error: { kind: 'input', code: 'bad_usage', message: "missing required argument 'target'" } },
    ]);
    expect(stderr).toContain("missing required argument 'target'");
  });
});

describe('options that go with another', () => {
  it.each([
    [['exchange', 'show', 'run_1-1', '--out', 'body.json'], '--out writes a body: say which with --body'],
    [['connect', 'crm', '--name', 'me', '--flow', 'code'], '--flow and --port go with --authorize'],
  ])('%j is bad usage', async (args, sentence) => {
    const { code, stderr } = await command([...args, '--workspace', path.join(folder, 'workspace')]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });
});

describe('where output cannot go', () => {
  it('a pipe that nobody reads ends nothing: the command is done as if it were read', async () => {
    expect(await command(list(), 'closed')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it.skipIf(!existsSync('/dev/full'))('a full disk is a failure of one sentence', async () => {
    expect(await command(list(), openSync('/dev/full', 'w'))).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The output could not be written: ENOSPC. Make room, or send it somewhere else.\n',
    });
  });
});

describe('help', () => {
  it('groups the commands by what a person does with them', async () => {
    const { code, stdout } = await command(['--help']);
    const names = [...stdout.matchAll(/^(?:([A-Z].*:)| {2}([a-z][a-z-]*)(?= ))/gm)].map(
      ([, group, name]) => group ?? name,
    );
    expect([code, names.slice(names.indexOf('Connectors:')).join(' ')]).toEqual([
      0,
      'Connectors: inspect import reimport new list show export open Runs: connect run test receipts runs probe compare exchange har ' +
        'Publishing: version diff capabilities pack publish publications Marketplaces: tenants instances gallery fork update Servers: demo-api mock-api marketplace marketplace-key marketplace-rotate-keys marketplace-verify marketplace-check serve Other: settings help',
    ]);
  });

  it('names what a command is about first, says what is required and shows no empty defaults', async () => {
    const { stdout } = await command(['connect', '--help']);
    const options = [...stdout.matchAll(/^ {2}(?:-h, )?--([a-z-]+)/gm)].map(([, name]) => name);
    expect(options).toEqual([
      'name',
      'auth',
      'set',
      'secret',
      'allow-host',
      'authorize',
      'flow',
      'port',
      'workspace',
      'json',
      'passphrase-env',
      'help',
    ]);
    expect(stdout.replace(/\s+/g, ' ')).toContain('a known one is changed (required)');
    expect(stdout).not.toMatch(/default: [[{]/);
  });
});
