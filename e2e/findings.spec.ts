import { makeDemoConnector } from './demo-connector.ts';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { Workbench } from './pages/workbench.ts';

test(
  'a run that is ok shows what is wrong with it, and each request what asked for it',
  { tag: '@all' },
  async ({ studio, demoApi }, info) => {
    test.setTimeout(120_000);
    const { page } = studio;
    const workbench = new Workbench(page);
    await makeDemoConnector(page, demoApi);

    await workbench.openFile('data.js');
    await workbench.replaceText(
      [
        'export async function data({ account }) {',
        `  const reply = await http.get('${demoApi.url}/reports/busy', { attempts: 2 });`,
        `  await http.get('${demoApi.url}/nowhere', { auth: false });`,
        '  return { items: [{ id: 1, name: reply.status }, { id: 1, name: account.key }] };',
        '}',
      ].join('\n'),
    );
    await workbench.run({ target: 'data' });
    await expect(workbench.outcome).toContainText('succeeded');
    const findings = workbench.panel.getByLabel('Findings');
    await expect(findings.getByRole('listitem').first()).toContainText('error');
    await expect(findings).toContainText('Two different rows have the id 1');
    await expect(findings).toContainText('warning');
    await look(page, info, '1-findings');

    await workbench.tab('Requests').click();
    const rows = workbench.panel
      .getByRole('treegrid', { name: 'Requests' })
      .getByRole('row')
      .filter({ hasText: '/busy' });
    await expect(rows).toHaveCount(2);
    await rows.nth(1).click();
    const detail = page.getByRole('region', { name: 'Request detail' }).first();
    await expect(detail).toContainText('functions/data.js:2');
    await expect(detail).toContainText('Further try of');
    await look(page, info, '2-request');
  },
);
