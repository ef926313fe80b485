import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { unpackConnector } from '../core/package/index.ts';
import { openWorkspace } from '../core/workspace/index.ts';
import { unwrap } from '../core/workspace/testing/temporary.ts';
import { crmPackage, goodKey, keySource, type Source } from '../marketplace/testing/crm.ts';
import { receiptLimits } from '../shared/limits.ts';
import { receiptSchema } from '../shared/run/receipt.ts';
import { registerConnectors } from './commands/connectors.ts';
import { registerRun } from './commands/run.ts';
import { registerRuns } from './commands/runs.ts';
import { registerTest } from './commands/test.ts';
import { runCommand } from './testing/run-command.ts';

let folder = '';
beforeAll(async () => {
  vi.stubEnv('STUDIO_VAULT', 'session');
  vi.stubEnv('CRM_KEY', goodKey);
  folder = mkdtempSync(path.join(tmpdir(), 'studio-test-'));
  const workspace = unwrap(openWorkspace(path.join(folder, 'workspace')));
  unwrap(workspace.connectors.create(unwrap(await unpackConnector((await crmPackage()).bytes)), 'Made'));
  workspace.close();
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const registers = [registerConnectors, registerRun, registerRuns, registerTest];

const studio = (...args: readonly string[]) =>
  runCommand(
    (program) => {
      for (const register of registers) register(program);
    },
    ...args,
    ...(args[0] === 'receipts' ? [] : ['--workspace', path.join(folder, 'workspace')]),
  );

/** Saves an account of the source, whose host is granted unless said otherwise. */
function account(name: string, { url }: Source, isGranted = true): void {
  const workspace = unwrap(openWorkspace(path.join(folder, 'workspace')));
  workspace.connections.save({
    ...{ connector: 'crm', name, auth: 'key', fields: { baseUrl: url } },
    secretFields: [{ field: 'key', variable: 'CRM_KEY' }],
    allowedHosts: isGranted ? [new URL(url).host] : [],
  });
  workspace.close();
}

const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => receiptSchema.parse(JSON.parse(line)));

describe('FC-74: studio test, the test of a connector that is not published yet', () => {
  it('FC-52, FC-53, FC-73: calls what reads; of what writes the input is given back, and only the account is proven', async () => {
    const source = await keySource();
    account('reads', source);
    const args = JSON.stringify({ 'order.read': { id: '7' }, 'order.hold': { id: '8' } });
    const { code, out, err } = await studio('test', 'crm', '--account', 'reads', '--args', args, '--json');
    expect([code, JSON.parse(out)]).toEqual([
      0,
      {
        ...{ object: 'connector_test', connector: 'crm', status: 'passed', reason: null },
        tested_at: expect.any(String),
        results: [
          { tool: 'order.count', mode: 'live', ok: true, latency_ms: expect.any(Number) },
          { tool: 'order.read', mode: 'live', ok: true, latency_ms: expect.any(Number) },
          { tool: 'order.hold', mode: 'dry_run', ok: true, latency_ms: expect.any(Number), args: { id: '8' } },
          { tool: 'contacts.list', mode: 'live', ok: true, latency_ms: expect.any(Number) },
        ],
      },
    ]);
    expect(source.requests).toEqual(['GET /count', 'GET /orders/7', 'GET /me', 'GET /contacts']);
    expect(out + err).not.toContain('CANARY');
  });

  it('FC-75: each call leaves a receipt, after those that stand there, without a secret', async () => {
    const source = await keySource();
    account('kept', source);
    const file = path.join(folder, 'receipts.jsonl');
    const tested = () =>
      studio('test', 'crm', '--account', 'kept', '--tools', 'order.count,order.hold', '--receipts', file);
    expect((await tested()).out).toMatch(
      /^TOOL +MODE +OK +MS +ERROR\norder\.count +live +yes +\d+\norder\.hold +dry_run /,
    );
    const [first, second] = lines(file);
    expect([first, second]).toMatchObject([
      { tool: 'order.count', mode: 'live', outcome: 'applied', verdict: { decision: 'ALLOW', rule: null } },
      { tool: 'order.hold', mode: 'dry_run', outcome: 'applied', verdict: { decision: 'ALLOW', rule: 'dry_run' } },
    ]);
    expect(first).toMatchObject({ object: 'receipt', tenant_id: 't_dev', operator_id: null, connector: 'cn-crm' });
    source.answers.set('/count', 500);
    expect((await tested()).code).toBe(1);
    expect(lines(file).slice(0, 2)).toEqual([first, second]);
    expect(lines(file)[2]).toMatchObject({ tool: 'order.count', outcome: 'failed' });
    expect(readFileSync(file, 'utf8')).not.toContain('CANARY');

    writeFileSync(file, 'no receipt\n', { flag: 'a' });
    const shown = await studio('receipts', file, '--json');
    expect([shown.code, JSON.parse(shown.out)]).toMatchObject([
      0,
      { receipts: [first, second, {}, {}], errors: [{ line: 5 }] },
    ]);
  });

  it('FC-54: a tool that fails is named with its reason, exit code 1', async () => {
    const source = await keySource();
    account('fails', source);
    source.answers.set('/contacts', 404);
    const failed = await studio('test', 'crm', '--account', 'fails', '--json');
    expect([failed.code, JSON.parse(failed.out)]).toMatchObject([
      1,
      { status: 'failed', reason: 'contacts.list: The source answered 404 to /contacts' },
    ]);
  });

  it('FC-55: an unknown tool is bad usage, and nothing is called or put on record', async () => {
    const source = await keySource();
    account('unknown', source);
    const file = path.join(folder, 'none.jsonl');
    for (const more of [
      ['--tools', 'order.drop'],
      ['--args', '{"order.drop":{}}'],
    ] as const) {
      const refused = await studio('test', 'crm', '--account', 'unknown', ...more, '--receipts', file, '--json');
      expect([refused.code, JSON.parse(refused.out)]).toMatchObject([2, { error: { code: 'unknown_tool' } }]);
      expect(refused.err).toContain('its tools are order.count, order.read, order.hold, contacts.list');
    }
    const nobody = await studio('test', 'crm', '--account', 'nobody', '--receipts', file, '--json');
    expect([nobody.code, JSON.parse(nobody.out)]).toMatchObject([2, { error: { code: 'unknown_connection' } }]);
    expect([source.requests, readFileSync(file, 'utf8')]).toEqual([[], '']);
  });

  it('FC-55: a source out of reach ends the test', async () => {
    const source = await keySource();
    account('away', source);
    await source.stop();
    const { code, out } = await studio('test', 'crm', '--account', 'away', '--json');
    expect([code, JSON.parse(out)]).toMatchObject([
      1,
      { results: [{ tool: 'order.count', ok: false, error: { code: 'connector_upstream_error' } }] },
    ]);
    expect(JSON.parse(out).reason).toMatch(/^The source could not be reached: /);
  });

  it("FC-73: what the studio's own rules refuse has an exit code of its own, and a receipt that says so", async () => {
    const source = await keySource();
    account('closed', source, false);
    const file = path.join(folder, 'refused.jsonl');
    const refused = await studio('test', 'crm', '--account', 'closed', '--receipts', file, '--json');
    expect([refused.code, JSON.parse(refused.out).results[0]]).toMatchObject([3, { error: { code: 'host_refused' } }]);
    expect(lines(file)[0]).toMatchObject({
      outcome: 'refused',
      verdict: { decision: 'BLOCK', rule: 'host_refused' },
    });
    expect(source.requests).toEqual([]);
  });

  it('a file that cannot be written, or read, is bad usage', async () => {
    const file = path.join(folder, 'no', 'receipts.jsonl');
    expect(await studio('test', 'crm', '--receipts', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be written: there is no such folder'),
    });
    expect(await studio('receipts', file)).toMatchObject({ code: 2 });
    expect(await studio('test', 'crm', '--args', '{"order.read":7}')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--args: order.read must be a JSON object'),
    });
  });

  it('a file of receipts is read up to its limit', async () => {
    const file = path.join(folder, 'large.jsonl');
    writeFileSync(file, '\n');
    truncateSync(file, receiptLimits.fileBytes + 1);
    const refused = await studio('receipts', file, '--json');
    expect([refused.code, JSON.parse(refused.out)]).toMatchObject([2, { error: { code: 'too_large' } }]);
    expect(refused.err).toContain(String(receiptLimits.fileBytes));
    writeFileSync(file, `\n${' '.repeat(receiptLimits.fileBytes - 1)}`);
    expect((await studio('receipts', file)).out).toBe('No receipts.\n');
  });
});

it('FC-73: what was recorded is replayed offline, with equal results', async () => {
  const source = await keySource();
  account('replayed', source);
  const live = JSON.parse((await studio('run', 'crm', 'data', '--account', 'replayed', '--json')).out);
  await source.stop();
  const again = await studio('run', 'crm', 'data', '--account', 'replayed', '--replay', live.run, '--json');
  const replayed = JSON.parse(again.out);
  expect([again.code, replayed.mode, replayed.result]).toEqual([0, 'replay', live.result]);
  expect(replayed.exchanges).toMatchObject([{ answeredBy: 'recording', status: 200 }]);
});

describe('FC-73: studio new begins a connector', () => {
  it.each(['js', 'ts'] as const)('that runs at once, in %s', async (language) => {
    const made = await studio('new', `fresh-${language}`, '--language', language, '--json');
    expect([made.code, JSON.parse(made.out)]).toEqual([0, { id: `fresh-${language}`, revision: 1 }]);
    const tested = await studio('test', `fresh-${language}`, '--json');
    expect([tested.code, JSON.parse(tested.out).results]).toMatchObject([
      0,
      [
        { tool: 'greet', mode: 'live', ok: true },
        { tool: 'items.list', mode: 'live', ok: true },
      ],
    ]);
  });

  it('once, and only under an id that can be one', async () => {
    expect((await studio('new', 'twice', '--name', 'Twice')).out).toMatch(/^Made twice: /);
    for (const [id, code] of [
      ['twice', 'id_taken'],
      ['No Id', 'bad_id'],
    ] as const) {
      const refused = await studio('new', id, '--json');
      expect([refused.code, JSON.parse(refused.out)]).toMatchObject([2, { error: { code } }]);
    }
  });
});
