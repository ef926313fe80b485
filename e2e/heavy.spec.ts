import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { viewLimits } from '../shared/limits.ts';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { Requests } from './pages/requests.ts';
import { RunPanel } from './pages/run-panel.ts';
import { connectSource, createSource } from './source.ts';

/** The one file among the downloads of a workspace with that ending. */
async function download(workspace: string, ending: string): Promise<string> {
  const folder = path.join(workspace, 'downloads');
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
  expect(names).toHaveLength(1);
  return path.join(folder, names[0] ?? '');
}

// In small pages, each with a time limit of its own: a slow machine only takes longer.
const manyRequests = `export async function data({ account, pagination }) {
  const from = pagination?.from ?? 0;
  let next = from;
  const items = [];
  const work = async () => {
    while (next < from + 500) {
      const { body } = await http.get(account.baseUrl + '/stations/' + next++);
      if (body.id % 1000 === 0) items.push(body);
    }
  };
  await Promise.all(Array.from({ length: 32 }, work));
  return { items, pagination: { hasNext: next < 10000, nextPageConfig: { from: next } } };
}
`;

test(
  '10,000 requests: the list is live, filtered, scrolled and saved as an archive',
  { tag: '@all' },
  async ({ launch, workspace }, info) => {
    const source = await createSource((url) => {
      const id = Number(url.split('/').at(-1));
      return JSON.stringify({ id, name: `Station ${id}` });
    });
    connectSource(workspace, source.host, manyRequests);
    const { page } = await launch();
    const panel = new RunPanel(page);
    const { workbench } = panel;
    const requests = new Requests(workbench);

    await test.step('while it runs, what is there can be filtered and looked at', async () => {
      source.holdFrom(1_200);
      await workbench.start({ target: 'data', allPages: true });
      await requests.show();
      await expect(requests.totals).toContainText('1,231 requests', { timeout: 60_000 });
      await expect(requests.live).toBeVisible();
      await requests.filter.fill('path:/stations/119');
      await expect(requests.totals).toContainText('11 of');
      // Held up, the call would come to its time limit on a slow machine.
      source.holdFrom(undefined);
      await requests.row('/stations/1195').click();
      await requests.tab('Response');
      await expect(requests.tree).toContainText('1195');
      await look(page, info, '1-live');
    });

    await test.step('the whole list is scrolled and sorted, with little of it in the page', async () => {
      await requests.filter.fill('');
      await expect(requests.live).toBeHidden({ timeout: 120_000 });
      await expect(requests.totals).toContainText('10,000 requests');
      await requests.scrollTo('End');
      await expect(requests.row('/stations/').last()).toContainText('10000');
      expect(await requests.grid.getByRole('row').count()).toBeLessThan(100);
      await requests.filter.fill('body:"station 7777"');
      await expect(requests.totals).toContainText('1 of 10,000');
      await requests.row('/stations/7777').click();
      await expect(requests.tree.locator('mark')).toHaveText('Station 7777');
      await look(page, info, '2-all');
    });

    await test.step('an archive holds all of them', async () => {
      await workbench.command('Save all as HAR');
      await expect(workbench.toast(/^Saved as .*\.har/)).toBeVisible();
      const archive: { log: { entries: unknown[] } } = JSON.parse(
        await readFile(await download(workspace, '.har'), 'utf8'),
      );
      expect(archive.log.entries).toHaveLength(10_000);
    });
    source.close();
  },
);

const row = (id: number): string => `{"id":${id},"name":"Station ${id}","note":"${'x'.repeat(40)}"}`;

/** A list of that many bytes or a little more, with a needle in its last row. */
function listOf(bytes: number): Buffer {
  const rows: string[] = [];
  for (let size = 0, id = 1; size < bytes; id++) {
    const text = row(id);
    rows.push(text);
    size += text.length + 1;
  }
  rows.push('{"id":0,"name":"needle"}');
  return Buffer.from(`[${rows.join(',')}]`);
}

test(
  'a body of 50 MB is on view in seconds and saved whole, one of 9 MB is searched as JSON',
  { tag: '@all' },
  async ({ launch, workspace }, info) => {
    const bodies: Readonly<Record<string, Buffer>> = { '/huge': listOf(50_000_000), '/large': listOf(9_000_000) };
    const source = await createSource((url) => bodies[url] ?? '{}');
    connectSource(
      workspace,
      source.host,
      `export async function data({ account }) {
  const huge = await http.get(account.baseUrl + '/huge');
  const large = await http.get(account.baseUrl + '/large');
  return { items: [{ id: 1, status: huge.status }, { id: 2, status: large.status }] };
}
`,
    );
    const { page } = await launch();
    const panel = new RunPanel(page);
    const requests = new Requests(panel.workbench);
    await panel.workbench.run({ target: 'data' });
    await expect(panel.workbench.outcome).toContainText('succeeded');
    await requests.show();

    await test.step('the head of 50 MB as text, all of it in a file', async () => {
      await requests.row('/huge').click();
      const startedAt = performance.now();
      await requests.tab('Response');
      await expect(requests.detail).toContainText('only the first');
      await expect(requests.detail.getByRole('document')).toContainText('Station 1"');
      info.annotations.push({ type: '50 MB on view', description: `${Math.round(performance.now() - startedAt)} ms` });
      await look(page, info, '1-head');
      await requests.saveBody();
      const { size } = await stat(await download(workspace, '.json'));
      expect(size).toBe(bodies['/huge']?.byteLength);
      expect(size).toBeGreaterThan(viewLimits.plainBodyBytes);
    });

    await test.step('9 MB as a tree, whose last row is found', async () => {
      await requests.row('/large').click();
      await expect(requests.tree).toContainText('Station 1"');
      await requests.search('needle');
      await expect(requests.found).toHaveText('1 of 1');
      await expect(requests.tree.locator('mark')).toHaveText('needle');
      await look(page, info, '2-found');
    });
    source.close();
  },
);
