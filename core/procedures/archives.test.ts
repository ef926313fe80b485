import { createServer } from 'node:http';
import { call } from '@orpc/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import { packConnector } from '../package/index.ts';
import type { Studio } from '../studio/index.ts';
import { files, manifest, openTestStudio } from '../studio/testing.ts';
import { archiveProcedures } from './archives.ts';

let test: ReturnType<typeof openTestStudio>;
let archives: ReturnType<typeof archiveProcedures>;
beforeEach(() => {
  test = openTestStudio();
  // The procedures of archives use nothing of a studio but its data.
  archives = archiveProcedures(test.studio as Studio);
});
afterEach(() => test.close());

async function pack(set: readonly ConnectorFile[]) {
  const packed = await packConnector(set);
  if (!packed.ok) throw new Error(packed.error.message);
  return { fileName: 'crm.connector', base64: Buffer.from(packed.value.bytes).toString('base64') };
}
const withManifest = (change: object) => [
  { path: 'connector.json', text: JSON.stringify({ ...manifest, ...change }) },
  ...files.slice(1),
];
const revision = () => {
  const stored = test.studio.workspace.connectors.files('crm');
  return stored.ok ? stored.value.revision : 0;
};

it('an archive is described before anything of it is kept', async () => {
  const told = await call(archives.inspect, await pack(withManifest({ id: 'other', name: 'Other' })));
  expect(told).toMatchObject({
    id: 'other',
    name: 'Other',
    version: '1.0.0',
    hosts: ['crm.example.com'],
    existing: null,
  });
  expect(told.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(test.studio.workspace.connectors.list().data.map(({ id }) => id)).toEqual(['crm']);
});

it('what opening would replace is named, and replaced only where the user agreed to that revision', async () => {
  const archive = await pack(withManifest({ description: 'new' }));
  const { existing } = await call(archives.inspect, archive);
  expect(existing).toEqual({ revision: 1, name: 'Crm', changed: ['connector.json'] });
  await expect(call(archives.open, { ...archive, baseRevision: null })).rejects.toMatchObject({
    data: { code: 'id_taken' },
  });
  await expect(call(archives.open, { ...archive, baseRevision: 7 })).rejects.toMatchObject({
    data: { code: 'stale_revision' },
  });
  expect(revision()).toBe(1);
  expect(await call(archives.open, { ...archive, baseRevision: 1 })).toEqual({ id: 'crm', revision: 2, changed: true });
  expect(await call(archives.open, { ...archive, baseRevision: 2 })).toMatchObject({ revision: 2, changed: false });
});

it('a new connector is added', async () => {
  const archive = await pack(withManifest({ id: 'other' }));
  expect(await call(archives.open, { ...archive, baseRevision: null })).toMatchObject({ id: 'other', revision: 1 });
});

it('an exported archive is told as the same connector, and opens again', async () => {
  const { digest, ...archive } = await call(archives.export, { id: 'crm' });
  expect(archive.fileName).toBe('crm.connector');
  expect(await call(archives.inspect, archive)).toMatchObject({ digest, existing: { revision: 1, changed: [] } });
  test.studio.workspace.connectors.remove('crm');
  expect(await call(archives.open, { ...archive, baseRevision: null })).toMatchObject({ id: 'crm', revision: 1 });
  await expect(call(archives.export, { id: 'gone' })).rejects.toMatchObject({ data: { code: 'unknown_connector' } });
});

it('what is no archive is refused with a sentence, told and opened alike', async () => {
  for (const bytes of ['', 'PK', 'x'.repeat(1000)]) {
    const archive = { fileName: 'x.connector', base64: Buffer.from(bytes).toString('base64') };
    for (const attempt of [call(archives.inspect, archive), call(archives.open, { ...archive, baseRevision: null })])
      await expect(attempt).rejects.toMatchObject({ data: { kind: 'input' } });
  }
});

it('an archive is fetched from an address as a description is', async () => {
  const archive = await pack(files);
  const server = createServer((_request, response) => response.end(Buffer.from(archive.base64, 'base64')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  expect(await call(archives.fetch, { address: `http://127.0.0.1:${port}/a/crm.connector` })).toEqual(archive);
  server.close();
  for (const refused of ['file:///etc/passwd', 'http://2130706433/', 'nothing'])
    await expect(call(archives.fetch, { address: refused })).rejects.toMatchObject({ data: { kind: 'input' } });
});
