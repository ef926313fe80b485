import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openWorkspace } from '../core/workspace/index.ts';
import type { ConnectorFile } from '../shared/connector/files.ts';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { RunPanel } from './pages/run-panel.ts';

const entity = (name: string) => ({
  name,
  title: name,
  operation: `GET /${name}`,
  records: '$',
  primaryKey: ['id'],
  pagination: { kind: 'none' },
  fields: [
    { name: 'id', type: 'integer', nullable: false },
    { name: 'name', type: 'string', nullable: false },
    { name: 'at', type: 'date', nullable: true },
  ],
});

const files = (): ConnectorFile[] => [
  {
    path: 'connector.json',
    text: JSON.stringify({
      formatVersion: 1,
      id: 'crm',
      name: 'Crm',
      description: '',
      version: '1.0.0',
      kind: 'saas',
      executionModel: 'script',
      authentication: [{ id: 'open', name: 'No account', type: 'none' }],
      connectionConfig: { baseUrl: { type: 'string' } },
      hosts: ['api.example.com'],
      entities: [entity('deals'), entity('users')],
      commands: {
        createDeal: {
          params: ['title', 'amount'],
          sideEffect: true,
          paramSchema: {
            title: { type: 'string', required: true },
            amount: { type: 'number', description: 'In euros' },
          },
        },
      },
    }),
  },
  { path: 'functions/validate.js', text: 'export const validate = () => ({ name: "Ada Lovelace" });\n' },
  {
    path: 'functions/config.js',
    text: 'export const config = () => ({ types: [{ id: "deals", name: "Deals" }], filters: [] });\n',
  },
  {
    path: 'functions/schema.js',
    text: 'export const schema = () => ({ deals: { id: { type: "id", name: "Id" }, name: { type: "text", name: "Name" } } });\n',
  },
  {
    path: 'functions/data.js',
    text: `export async function data({ account, requestedType, pagination }) {
  const page = pagination?.page ?? 1;
  log.info('page ' + page);
  progress(page, 6, 'pages');
  const { body } = await http.get(account.baseUrl + '/rows?page=' + page);
  const items = Array.from({ length: 20 }, (_, n) => ({ id: page * 100 + n, name: requestedType + ' ' + n, at: n % 3 ? '2026-01-22' : null, of: body.info.title }));
  return { items, pagination: { hasNext: page < 6, nextPageConfig: { page: page + 1 } } };
}
`,
  },
  {
    path: 'commands.js',
    text: 'function createDeal() {\n  return { success: true, payload: { id: 7, ...floh.params }, variables: { dealId: 7 } };\n}\n',
  },
];

/** A source that answers everything, but from page 3 on only while its gate is open. */
async function createSource() {
  const held: (() => void)[] = [];
  let isOpen = true;
  const server = createServer((request, response) => {
    const answer = () => response.setHeader('content-type', 'application/json').end('{"info":{"title":"Demo CRM"}}');
    if (isOpen || !/page=[3-6]/.test(request.url ?? '')) answer();
    else held.push(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    gate(open: boolean) {
      isOpen = open;
      if (open) for (const answer of held.splice(0)) answer();
    },
    close: () => server.close(),
  };
}

test('a form, a run that survives a reload, a replay, a series and a comparison', async ({
  launch,
  workspace,
}, info) => {
  const source = await createSource();
  const opened = openWorkspace(workspace);
  if (!opened.ok) throw new Error(opened.error.message);
  opened.value.connectors.create(files(), '');
  opened.value.connections.save({
    connector: 'crm',
    name: 'main',
    auth: 'open',
    fields: { baseUrl: `http://${source.host}` },
    secretFields: [],
    allowedHosts: [source.host],
  });
  opened.value.close();
  const { page } = await launch(workspace);
  const panel = new RunPanel(page);
  const { workbench } = panel;

  await test.step('the form says at each field what is wrong, and loses nothing on the way to JSON and back', async () => {
    await panel.choose('createDeal');
    await panel.toggleInput();
    await panel.field('title').fill('');
    await panel.field('amount').fill('12x');
    await page.keyboard.press('F5');
    await expect(panel.input).toContainText('2 fields of the input cannot be sent');
    await expect(panel.input).toContainText('This is not a number.');
    await panel.shape('JSON');
    await panel.json.fill('{ "title": "First", "extra": [1] }');
    await panel.shape('Form');
    await expect(panel.field('title')).toHaveValue('First');
    await expect(panel.field('amount')).toHaveValue('12x');
    await panel.field('amount').fill('12');
    await page.keyboard.press('F5');
    await expect(workbench.outcome).toContainText('createDeal succeeded');
    await expect(workbench.panel.getByRole('tree', { name: 'Payload' })).toContainText('"First"');
  });

  await test.step('R27: a run goes on when the page is loaded anew, and is on view again without a line lost or doubled', async () => {
    await panel.choose('data');
    await panel.field('filter').fill('{"slow":true}');
    await workbench.panel.getByRole('switch', { name: 'All pages' }).setChecked(true, { force: true });
    source.gate(false);
    await page.keyboard.press('F5');
    await expect(workbench.panel).toContainText('40 so far');
    await page.reload();
    await expect(panel.cancel).toBeVisible();
    await expect(workbench.panel).toContainText('40 so far');
    await look(page, info, '2-live');
    source.gate(true);
    await expect(workbench.outcome).toContainText('data succeeded', { timeout: 20_000 });
    await expect(workbench.panel).toContainText('120 rows · 6 pages · 6 requests');
    await expect(workbench.tab('Logs')).toContainText('6');
    await expect(panel.field('filter')).toHaveValue('{"slow":true}');
  });

  await test.step('rows are sorted and profiled', async () => {
    await panel.rows.getByRole('columnheader', { name: 'id' }).getByRole('button').click();
    await panel.rows.getByRole('columnheader', { name: 'id' }).getByRole('button').click();
    await expect(panel.rows.getByRole('row').nth(1)).toContainText('619');
    await panel.showAs('Profile');
    await expect(page.getByRole('grid', { name: 'Profile of the columns' })).toContainText('Demo CRM');
    await look(page, info, '3-profile');
    await panel.showAs('Table');
  });

  await test.step('the run is replayed with a fault, and the badge says so', async () => {
    await panel.field('filter').fill('');
    await panel.mode('Replay');
    await panel.pick('Recorded run', /data deals/);
    await panel.addFault('500 once');
    await expect(panel.deviations).toContainText('2');
    await look(page, info, '4-options');
    await page.keyboard.press('F5');
    await expect(workbench.panel.getByText('replay', { exact: true }).first()).toBeVisible();
    await expect(workbench.panel).toContainText('requests');
    await panel.input.getByRole('button', { name: 'Reset' }).click();
    await expect(panel.deviations).toHaveCount(0);
  });

  await test.step('all entities run one after another', async () => {
    await panel.toggleInput();
    await panel.runMenu('Run all entities, all pages');
    await expect(panel.series.getByRole('row').filter({ hasText: 'ok' })).toHaveCount(2);
    await expect(workbench.panel).toContainText('240 rows, 12 requests');
    await look(page, info, '5-series');
    await panel.series.getByRole('row').nth(2).dblclick();
    await expect(workbench.outcome).toContainText('data succeeded');
    await workbench.panel.getByRole('button', { name: 'Back to the series' }).click();
    await expect(panel.series).toBeVisible();
  });

  await test.step('the history compares two runs, and a removal can be undone', async () => {
    await panel.showHistory();
    const count = await panel.history.getByRole('listitem').count();
    await panel.entryMenu(1, 'Compare with another…');
    await panel.entryMenu(0, 'Compare with the marked run');
    await expect(panel.comparison).toContainText('20 changed');
    await look(page, info, '6-compare');
    await page.keyboard.press('Escape');
    await panel.entryMenu(0, 'Remove');
    await expect(panel.history.getByRole('listitem')).toHaveCount(count - 1);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(panel.history.getByRole('listitem')).toHaveCount(count);
  });
  source.close();
});
