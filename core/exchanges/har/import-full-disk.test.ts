import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sampleConnector } from '../../package/testing/sample.ts';
import { openWorkspace } from '../../workspace/index.ts';
import { smallDisk } from '../../workspace/testing/small-disk.ts';
import { unwrap } from '../../workspace/testing/temporary.ts';
import { importHar } from './import.ts';
import { archive } from './testing/archives.ts';

it('R9: an archive that the disk has no room for leaves no half run', async (context) => {
  const disk = smallDisk();
  if (disk === undefined) return context.skip('a small file system cannot be mounted here');
  const workspace = unwrap(openWorkspace(path.join(disk, 'workspace')));
  onTestFinished(() => workspace.close());
  unwrap(workspace.connectors.create(sampleConnector(), ''));
  const content = { size: 500_000, mimeType: 'text/plain', text: 'x'.repeat(500_000) };
  const more = { startedDateTime: '2026-01-01T00:00:00.000Z' };
  const text = archive(Array.from({ length: 40 }, () => ({ url: 'https://crm.example.com/a', content, more })));
  const imported = await importHar(workspace, { connector: 'weather', fileName: 'large.har', text });
  expect(imported).toMatchObject({ ok: false, error: { kind: 'system', code: 'disk_full' } });
  expect(workspace.runs.list('weather', 10)).toEqual([]);
  const left = readdirSync(path.join(disk, 'workspace/bodies'), { recursive: true, withFileTypes: true });
  expect(left.filter((one) => one.isFile())).toEqual([]);
});
