import { describe, expect, it } from 'vitest';
import { testRunner } from './testing/studio.ts';

describe('results', () => {
  it.each([
    [
      'data',
      'return { rows: [] }',
      'The result of data must be an object with an array "items"; its items are nothing.',
    ],
    ['data', 'return [1]', 'The result of data must be an object with an array "items"; it is an array.'],
    [
      'data',
      'return { items: {} }',
      'The result of data must be an object with an array "items"; its items are an object.',
    ],
    [
      'validate',
      'return { ok: true }',
      'The result of validate must be an object with a text "name", the name of the account (FB-10); it is an object without one.',
    ],
    [
      'validate',
      'return true',
      'The result of validate must be an object with a text "name", the name of the account (FB-10); it is a boolean.',
    ],
    ['config', 'return "x"', 'The result of config must be an object; it is a string.'],
    ['schema', '', 'The result of schema must be an object; it is nothing.'],
  ])('%s with %s', async (name, body, message) => {
    const studio = testRunner({ files: { [`functions/${name}.js`]: `export function ${name}() { ${body} }` } });
    expect((await studio.run({ target: name })).outcome).toEqual({ kind: 'error', name: 'InvalidResult', message });
  });

  it.each([
    ['return { success: true }', { kind: 'ok' }],
    [
      'return { success: false, error: "no such contact" }',
      { kind: 'error', name: 'CommandFailed', message: 'no such contact' },
    ],
    [
      'return { success: false }',
      { kind: 'error', name: 'CommandFailed', message: 'Command go reported a failure without saying why.' },
    ],
    [
      '',
      {
        kind: 'error',
        name: 'InvalidResult',
        message: 'Command go returned no result; return {success: true, payload: …} (FL-26).',
      },
    ],
    [
      'return 5',
      {
        kind: 'error',
        name: 'InvalidResult',
        message: 'Command go returned a number; return {success: true, payload: …} (FL-26).',
      },
    ],
    [
      'return { ok: 1 }',
      {
        kind: 'error',
        name: 'InvalidResult',
        message: 'Command go returned an object without "success: true" or "success: false" (FL-26).',
      },
    ],
    [
      'return { success: true, payload: 1, data: 2 }',
      {
        kind: 'error',
        name: 'InvalidResult',
        message: 'Command go returned "data" as in the old contract; return its content as "payload" instead (FL-25).',
      },
    ],
    [
      'return { success: true, outputVariables: {} }',
      {
        kind: 'error',
        name: 'InvalidResult',
        message:
          'Command go returned "outputVariables" as in the old contract; return its content as "variables" instead (FL-25).',
      },
    ],
  ])('FL-20 … FL-26: a command with %s', async (body, outcome) => {
    const studio = testRunner({
      manifest: { commands: { go: { params: [], sideEffect: true } } },
      files: { 'commands.js': `function go() { ${body} }` },
    });
    expect((await studio.run({ target: 'go' })).outcome).toEqual(outcome);
  });

  it('FL-22: what a failed command says beside its error stands in the log', async () => {
    const studio = testRunner({
      manifest: { commands: { go: { params: [], sideEffect: true } } },
      files: {
        'commands.js': `function go() { return { success: false, error: 'no', diagnostics: { status: 500 }, variables: { v: 1 } }; }`,
      },
    });
    const { logs, result } = await studio.run({ target: 'go' });
    expect(result).toBeNull();
    expect(logs).toMatchObject([
      { level: 'error', text: 'go failed: {"diagnostics":{"status":500},"variables":{"v":1}}' },
    ]);
  });
});
