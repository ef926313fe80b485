import { makeDemoConnector } from './demo-connector.ts';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { ImportDialog } from './pages/import-dialog.ts';
import { ProbeDialog } from './pages/probe-dialog.ts';

test('a list is proven by two live pages, and the proof stays with the connector', async ({
  studio,
  demoApi,
}, info) => {
  const { page } = studio;
  const dialog = new ProbeDialog(page);
  await makeDemoConnector(page, demoApi);
  await page.getByRole('tab', { name: 'demo', exact: true }).click();

  await dialog.open('deals');
  await dialog.start(true);
  await expect(dialog.verdict('deals')).toContainText('proven live', { timeout: 30_000 });
  await expect(dialog.dialog.getByRole('status')).toContainText('Written as revision 2');
  await look(page, info, 'proven');
  await page.keyboard.press('Escape');
  await expect(dialog.row('deals')).toContainText('proven live');
  await look(page, info, 'overview');

  await page.reload();
  await expect(dialog.row('deals')).toContainText('proven live');
});

test('what cannot be reached is said, and nothing is written', { tag: '@all' }, async ({ studio, demoApi }) => {
  const { page } = studio;
  const dialog = new ProbeDialog(page);
  const description = new ImportDialog(page);
  await description.open();
  await description.fetch(`${demoApi.url}/openapi.json`);
  await description.create('demo');
  await page.getByRole('tab', { name: 'demo', exact: true }).click();
  await dialog.open('deals');
  await dialog.start(true);
  await expect(dialog.dialog).toContainText(/failed|Not probed/, { timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(dialog.row('deals')).not.toContainText('proven');
});
