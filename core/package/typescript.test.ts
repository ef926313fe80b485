import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { checkConnector, packConnector, readConnectorFolder, unpackConnector, writeConnectorFolder } from './index.ts';
import { sampleConnector } from './testing/sample.ts';

const typed = sampleConnector({}, { 'commands.ts': 'function go(): object { return {}; }\n' }).map((file) => ({
  ...file,
  path: file.path.replace(/\.js$/, '.ts'),
}));

it('FB-81: a connector in TypeScript is complete, packed, unpacked, written and read', async () => {
  expect(checkConnector(typed)).toMatchObject({ ok: true, value: { id: 'weather' } });
  const byPath = [...typed].sort((a, b) => (a.path < b.path ? -1 : 1));
  const packed = await packConnector(typed);
  expect(packed.ok && (await unpackConnector(packed.value.bytes))).toEqual({ ok: true, value: byPath });
  const folder = mkdtempSync(path.join(tmpdir(), 'typed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(await writeConnectorFolder(path.join(folder, 'out'), typed)).toMatchObject({ ok: true });
  expect(await readConnectorFolder(path.join(folder, 'out'))).toEqual({ ok: true, value: byPath });
});

it('one script in both languages is refused, wherever it comes from', async () => {
  const twins = [...sampleConnector(), { path: 'functions/data.ts', text: '' }];
  const refused = {
    ok: false,
    error: { code: 'ambiguous_file', message: expect.stringMatching(/^functions\/data\.js and functions\/data\.ts /) },
  };
  expect(checkConnector(twins)).toMatchObject(refused);
  expect(await packConnector(twins)).toMatchObject(refused);
});
