import { expect, it, onTestFinished } from 'vitest';
import { fromContentDigest } from '../package/index.ts';
import { answeringServer, sendJson } from '../publish/testing/server.ts';
import { startPublication } from './outbox/begin.ts';
import { createOutbox } from './outbox/index.ts';
import { previewPublish } from './publish.ts';
import { keepKey } from './tenants.ts';
import { openTestStudio } from './testing.ts';

it('FL-40: where a listing cannot be asked, what was published from here counts; where there is none, nothing does', async () => {
  let listing = 403;
  const { url, seen } = await answeringServer((response, { method, headers }) => {
    if (method === 'GET') return sendJson(response, listing, { error: { code: 'x', message: 'No.' } });
    const digest = fromContentDigest(String(headers['content-digest']));
    return sendJson(response, 201, { listing: 'cn-crm', version: '1.0.0', digest, status: 'live', created: true });
  });
  const { studio, close } = openTestStudio();
  onTestFinished(close);
  await keepKey(studio, url, 'sk_test');
  const tenant = studio.workspace.tenants.list()[0]?.id ?? '';
  const outbox = createOutbox(studio);
  onTestFinished(() => outbox.close());
  const publish = async () => {
    const begun = await startPublication(studio, { connector: 'crm', tenant, installs: [] });
    if (begun.ok) await outbox.drive(begun.value);
    return begun.ok ? studio.workspace.publications.get(begun.value) : begun;
  };
  const sent = () => seen.filter(({ method }) => method === 'POST').length;

  expect((await previewPublish(studio, 'crm', url)).release).toBeNull();
  expect(await publish()).toMatchObject({ ok: true, value: { version: '1.0.0', state: 'done' } });
  expect(await publish()).toMatchObject({ ok: true, value: { state: 'done' } });
  expect(studio.workspace.published.list('crm', url)).toMatchObject([{ version: '1.0.0', revision: 1 }]);

  studio.workspace.connectors.save('crm', 1, [{ path: 'README.md', text: '# Crm\n' }], 'Described');
  expect(await publish()).toMatchObject({
    ok: false,
    error: { code: 'version_too_low', details: { from: '1.0.0', floor: '1.0.1', reasons: ['README.md is new.'] } },
  });
  expect(sent()).toBe(2);
  const preview = await previewPublish(studio, 'crm', url);
  expect(preview.release).toMatchObject({ from: '1.0.0', floor: '1.0.1', level: 'patch', count: 1, tooLow: true });
  expect(preview.problems).toEqual([expect.stringContaining('raise it to 1.0.1 at least')]);

  listing = 404;
  expect(await publish()).toMatchObject({ ok: true, value: { state: 'done' } });
  expect(sent()).toBe(3);
});
