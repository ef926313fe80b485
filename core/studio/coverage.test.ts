import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../shared/run/finding.ts';
import type { Outcome, RunRecord } from '../../shared/run/run.ts';
import { bearsOn, coverageOfConnector } from './coverage.ts';
import { manifest, openTestStudio } from './testing.ts';

let studio: ReturnType<typeof openTestStudio>;
beforeEach(() => {
  studio = openTestStudio();
});
afterEach(() => studio.close());

const errorFinding: Finding = {
  code: 'no_key',
  severity: 'error',
  message: 'No key.',
  location: { kind: 'run' },
  count: 1,
};

let runs = 0;
function run(
  part: Partial<RunRecord>,
  outcome: Outcome | null = { kind: 'ok' },
  findings: readonly Finding[] = [],
): string {
  const id = `run_${++runs}`;
  const { workspace } = studio.studio;
  workspace.runs.begin({
    id,
    connector: 'crm',
    revision: 1,
    target: 'validate',
    connection: null,
    input: {},
    outcome: null,
    startedAt: '2026-11-20T10:00:00.000Z',
    durationMs: null,
    exchangeCount: 0,
    pages: 1,
    mode: 'live',
    ...part,
  });
  if (outcome)
    workspace.runs.finish(id, { outcome, durationMs: 1, result: null, logs: [], logsDropped: 0, findings, pages: 1 });
  return id;
}

function save(path: string, text: string): void {
  const { connectors } = studio.studio.workspace;
  const detail = connectors.get('crm');
  if (!detail.ok) throw new Error(detail.error.message);
  const saved = connectors.save('crm', detail.value.revision, [{ path, text }], 'edited');
  if (!saved.ok) throw new Error(saved.error.message);
}

function stateOf(target: string, entity: string | null = null) {
  const coverage = coverageOfConnector(studio.studio, 'crm');
  if (!coverage.ok) throw new Error(coverage.error.message);
  return coverage.value.find((one) => one.target === target && one.entity === entity);
}

describe('what ran green', () => {
  it('lists every function, data once for each table, and every command, before anything ran', () => {
    const entity = { title: 'X', operation: 'GET /x', records: '$', primaryKey: [], fields: [] };
    const entities = ['deals', 'notes'].map((name) => ({ ...entity, name, pagination: { kind: 'none' as const } }));
    const commands = { close: { params: [], sideEffect: true } };
    save('commands.js', 'function close() {}\n');
    save('connector.json', JSON.stringify({ ...manifest, entities, commands }));
    const coverage = coverageOfConnector(studio.studio, 'crm');
    expect(coverage.ok && coverage.value.map((one) => [one.target, one.entity, one.state])).toEqual([
      ['validate', null, 'missing'],
      ['config', null, 'missing'],
      ['schema', null, 'missing'],
      ['data', 'deals', 'missing'],
      ['data', 'notes', 'missing'],
      ['close', null, 'missing'],
    ]);
    run({ target: 'data', input: { requestedType: 'notes' } });
    expect(stateOf('data', 'notes')?.state).toBe('green');
    expect(stateOf('data', 'deals')?.state).toBe('missing');
  });

  it('is green at the revision that ran, and stale once code that bears on it changed', () => {
    run({});
    expect(stateOf('validate')).toMatchObject({ state: 'green', green: { revision: 1 } });
    save('README.md', 'text');
    save('functions/data.js', 'export function data() { return { items: [] }; }\n');
    expect(stateOf('validate')?.state).toBe('green');
    save('functions/helper.js', 'export const a = 1;\n');
    expect(stateOf('validate')?.state).toBe('stale');
    const newer = run({ revision: 4 });
    expect(stateOf('validate')).toMatchObject({ state: 'green', green: { run: newer, revision: 4 } });
  });

  it('is not green by a run that failed or whose checks found an error; the last green one is still told', () => {
    const green = run({});
    run({}, { kind: 'timeout', limitMs: 1, message: 'too long', hard: false });
    expect(stateOf('validate')).toMatchObject({ state: 'failed', green: { run: green }, last: { outcome: 'failed' } });
    run({}, { kind: 'ok' }, [errorFinding]);
    expect(stateOf('validate')).toMatchObject({ state: 'failed', green: { run: green }, last: { errors: 1 } });
    run({}, { kind: 'ok' }, [{ ...errorFinding, severity: 'warning' }]);
    expect(stateOf('validate')?.state).toBe('green');
  });

  it('is no proof where unsaved code ran, a mock stood in, or it is still under way', () => {
    run({ revision: null });
    run({ mode: 'mock' });
    run({}, null);
    expect(stateOf('validate')).toMatchObject({ state: 'missing', last: { outcome: 'running' } });
  });

  it('fails for a connector that is not there or whose manifest cannot be read', () => {
    expect(coverageOfConnector(studio.studio, 'gone')).toMatchObject({
      ok: false,
      error: { code: 'unknown_connector' },
    });
    save('connector.json', '{');
    expect(coverageOfConnector(studio.studio, 'crm')).toMatchObject({ ok: false, error: { code: 'bad_manifest' } });
  });
});

it.each([
  ['data', 'functions/data.js', true],
  ['data', 'functions/data.ts', true],
  ['data', 'functions/schema.js', false],
  ['data', 'functions/utility.js', true],
  ['data', 'commands.js', false],
  ['data', 'connector.json', false],
  ['closeDeal', 'commands.ts', true],
  ['closeDeal', 'functions/utility.js', false],
])('a change of what %s does may come from %s: %s', (target, path, bears) => expect(bearsOn(target, path)).toBe(bears));
