import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { testRunner } from '../runs/testing/studio.ts';
import { importHar } from './har/import.ts';
import { saveBody, saveHar } from './save.ts';

async function recorded() {
  const { workspace } = testRunner();
  const entry = (n: number) => ({
    startedDateTime: '2026-01-01T00:00:00Z',
    request: { method: 'GET', url: `https://crm.example.com/${n}`, headers: [] },
    response: { status: 200, content: { size: 9, mimeType: 'text/html', text: `<b>${n}</b>` } },
  });
  const text = JSON.stringify({ log: { entries: [entry(1), entry(2)] } });
  const taken = await importHar(workspace, { connector: 'crm', fileName: 'a.har', text });
  if (!taken.ok) throw new Error(taken.error.message);
  return { workspace, run: taken.value.run };
}

describe('what is saved of recorded exchanges', () => {
  it('A69: a body goes whole into the downloads, for this user only, under a name that nothing opens as a page', async () => {
    const { workspace, run } = await recorded();
    const saved = await saveBody(workspace, `${run}-1`, 'response');
    const file = path.join(workspace.directory, 'downloads', `response-${run}-1.bin`);
    expect(saved).toEqual({ ok: true, value: { file, bytes: 8 } });
    expect(await readFile(file, 'utf8')).toBe('<b>1</b>');
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('a second one gets a number, the first stays', async () => {
    const { workspace, run } = await recorded();
    await saveBody(workspace, `${run}-1`, 'response');
    const second = await saveBody(workspace, `${run}-1`, 'response');
    expect(second.ok && path.basename(second.value.file)).toBe(`response-${run}-1-2.bin`);
  });

  it('what is not there is said', async () => {
    const { workspace, run } = await recorded();
    expect(await saveBody(workspace, `${run}-1`, 'request')).toMatchObject({ error: { code: 'no_body' } });
    expect(await saveBody(workspace, 'run_0-1', 'request')).toMatchObject({ error: { code: 'unknown_exchange' } });
    expect(await saveHar(workspace, 'run_0', undefined)).toMatchObject({ error: { code: 'unknown_run' } });
  });

  it('an archive has all requests of a run, or those that were chosen', async () => {
    const { workspace, run } = await recorded();
    const entries = async (only?: ReadonlySet<string>) => {
      const saved = await saveHar(workspace, run, only);
      if (!saved.ok) throw new Error(saved.error.message);
      expect((await stat(saved.value.file)).size).toBe(saved.value.bytes);
      return JSON.parse(await readFile(saved.value.file, 'utf8')).log.entries;
    };
    expect(await entries()).toHaveLength(2);
    expect(await entries(new Set([`${run}-2`]))).toMatchObject([{ request: { url: 'https://crm.example.com/2' } }]);
  });
});
