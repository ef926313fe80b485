import { describe, expect, it } from 'vitest';
import { testRunner } from '../runs/testing/studio.ts';
import { checkTypeScript } from '../sandbox/index.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import { blankFiles } from './blank-files.ts';
import { createBlank } from './create.ts';

describe.each(['js', 'ts'] as const)('a new connector in %s', (language) => {
  it('runs at once: every function and its command, without a network and without a finding', async () => {
    const { workspace, run } = testRunner();
    expect(unwrap(createBlank({ workspace }, { id: 'fresh', name: 'Fresh', language }))).toEqual({
      id: 'fresh',
      revision: 1,
    });
    const requests = [
      { target: 'validate' },
      { target: 'config' },
      { target: 'schema', input: { types: ['items'] } },
      { target: 'data', input: { requestedType: 'items' }, allPages: true },
      { target: 'greet', input: { name: 'Ada' } },
    ];
    for (const request of requests) {
      const { outcome, findings, exchanges } = await run({ connector: 'fresh', ...request });
      expect([request.target, outcome, findings, exchanges]).toEqual([request.target, { kind: 'ok' }, [], []]);
    }
  });

  it('is code that is formed well', async () => {
    const files = blankFiles('fresh', 'Fresh', language);
    unwrap(await checkTypeScript(files));
    for (const { path, text } of files) {
      expect(text, path).not.toMatch(/[‹›]|EXT/);
      expect(text, path).toMatch(/[^\n]\n$/);
    }
  });
});

it('an id that is taken, or is none, makes nothing', () => {
  const { workspace } = testRunner();
  const blank = { name: 'Crm', language: 'js' } as const;
  expect(createBlank({ workspace }, { id: 'crm', ...blank })).toMatchObject({ ok: false, error: { code: 'id_taken' } });
  expect(createBlank({ workspace }, { id: 'No Id', ...blank })).toMatchObject({ ok: false, error: { code: 'bad_id' } });
  expect(workspace.connectors.list().data).toHaveLength(1);
});
