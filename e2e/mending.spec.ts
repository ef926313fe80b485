import type { Page, TestInfo } from '@playwright/test';
import type { DemoApi } from '../resources/demo/index.ts';
import { fillWorkspace, generated } from './connectors.ts';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { ConnectionDialog } from './pages/connection-dialog.ts';
import { CodeEditor } from './pages/editor.ts';
import { HistoryPage } from './pages/history-page.ts';
import { Requests } from './pages/requests.ts';
import { RunPanel } from './pages/run-panel.ts';

/** Reads companies, from where `rows` says that they are in an answer. */
const dataJs = (rows: string): string => `import { get } from './utility.js';

/** The companies, a page a call. */
export async function data({ account, pagination }) {
  const page = pagination?.page ?? 1;
  const { body } = await get(account, '/companies', { page, per_page: 100 });
  const rows = ${rows} ?? [];
  return {
    items: rows.map((row) => ({ ...row, label: row.name })),
    pagination: { hasNext: page < body.meta?.total_pages, nextPageConfig: { page: page + 1 } },
  };
}
`;

const scenario = {
  data: {
    one: {
      http: [{ respond: { status: 200, body: { data: [{ id: 1, name: 'Invented Ltd' }], meta: { total_pages: 1 } } } }],
    },
  },
};

/** The demo connector with that data function and those answers. */
async function prepare(workspace: string, demoApi: DemoApi, rows: string): Promise<void> {
  const files = await generated('demo', 'openapi.json', await (await fetch(`${demoApi.url}/openapi.json`)).text());
  const own = [
    { path: 'functions/data.js', text: dataJs(rows) },
    { path: 'mocks.json', text: JSON.stringify(scenario) },
  ];
  fillWorkspace(workspace, [...files.filter(({ path }) => own.every((one) => one.path !== path)), ...own]);
}

/** Connects the demo API and opens the data function. */
async function begin(page: Page, demoApi: DemoApi): Promise<RunPanel> {
  const panel = new RunPanel(page);
  await panel.workbench.openConnector('demo');
  const connection = new ConnectionDialog(page);
  await connection.open();
  await connection.save('me', demoApi.key);
  await panel.workbench.showExplorer();
  await panel.workbench.openFile('data.js');
  return panel;
}

test('a function that gives no rows is mended with the answer that the inspector shows', async ({
  launch,
  workspace,
  demoApi,
}, info: TestInfo) => {
  await prepare(workspace, demoApi, 'body.results');
  const { page } = await launch();
  const panel = await begin(page, demoApi);
  const { workbench } = panel;
  const requests = new Requests(workbench);

  await test.step('it succeeds without rows, and a finding says that something is wrong', async () => {
    await workbench.run({ target: 'data', entity: 'companies', allPages: true });
    await expect(workbench.outcome).toContainText('succeeded');
    await expect(workbench.panel).toContainText('0 rows · 3 pages · 3 requests');
    await expect(panel.findings).toContainText('Page 1 is empty, yet its answer has 100 rows at $.data');
    await look(page, info, '1-no-rows');
  });

  await test.step('the answer has them elsewhere; its path goes where the wrong one stands', async () => {
    await new CodeEditor(page).select('body.results');
    await requests.show();
    await requests.row('/companies').first().click();
    await requests.tab('Response');
    await look(page, info, '2-answer');
    await requests.usePath(requests.value(/^data/));
    await expect(workbench.code).toContainText('const rows = body.data ?? [];');
  });

  await test.step('with the text of the editor there are rows, and the history knows what mended it', async () => {
    await workbench.run({ target: 'data', entity: 'companies', allPages: true });
    await expect(workbench.panel).toContainText('240 rows · 3 pages · 3 requests');
    await workbench.save();
    const history = new HistoryPage(page);
    await history.open();
    await history.row('Edited functions/data.js').click();
    await expect(history.rightSide).toContainText('body.data');
    await expect.poll(() => history.frames()).toBeGreaterThan(0);
    await look(page, info, '3-mended');
  });
});

test(
  'without the network the work goes on with the last good run, and with invented answers',
  { tag: '@all' },
  async ({ launch, workspace, demoApi }, info) => {
    await prepare(workspace, demoApi, 'body.data');
    const { page } = await launch();
    const panel = await begin(page, demoApi);
    const { workbench } = panel;
    await workbench.run({ target: 'data', entity: 'companies', allPages: true });
    await expect(workbench.panel).toContainText('240 rows · 3 pages · 3 requests');
    await demoApi.close();

    await test.step('the failure says what is not there, and offers the last good run', async () => {
      await workbench.run({ target: 'data' });
      await expect(workbench.outcome).toContainText(new URL(demoApi.url).host);
      await expect(panel.replayOffer).toBeVisible();
      await look(page, info, '1-offline');
      await panel.replayOffer.click();
      await expect(panel.answeredBy('replay')).toBeVisible();
      await expect(workbench.panel).toContainText('240 rows · 3 pages · 3 requests');
    });

    await test.step('the code is changed and run on the recording', async () => {
      // What failed is on view.
      await workbench.openFile('data.js');
      await new CodeEditor(page).select('label: row.name');
      await page.keyboard.insertText("label: row.name + ' (mine)'");
      await panel.toggleInput();
      await panel.mode('Replay');
      await panel.pick('Recorded run', /data companies.*ok/);
      await workbench.run({ target: 'data' });
      await expect(panel.rows.getByRole('row').nth(1)).toContainText('(mine)');
      await look(page, info, '2-replay');
    });

    await test.step('and on a scenario', async () => {
      await panel.mode('Mock');
      await panel.pick('Scenario', /^one$/);
      await workbench.run({ target: 'data' });
      await expect(panel.answeredBy('mock')).toBeVisible();
      await expect(panel.rows.getByRole('row').nth(1)).toContainText('Invented Ltd (mine)');
      await look(page, info, '3-mock');
    });
  },
);
