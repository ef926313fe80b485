import { stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { root } from './hosts/program.ts';
import { FirstSteps } from './pages/first-steps.ts';
import { ImportDialog } from './pages/import-dialog.ts';
import { Requests } from './pages/requests.ts';
import { Workbench } from './pages/workbench.ts';

/** No picture of the README is larger. */
const limit = 250_000;

test.skip(
  ({ hostKind }) => process.env.STUDIO_SCREENSHOTS === undefined || hostKind !== 'browser',
  'writes docs/images only where STUDIO_SCREENSHOTS asks for it',
);

test('the pictures of the README', async ({ studio }) => {
  const { page } = studio;
  const picture = async (name: string) => {
    const file = path.join(root, 'docs/images', name);
    await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
    expect((await stat(file)).size, name).toBeLessThanOrEqual(limit);
  };
  const first = new FirstSteps(page);
  const dialog = new ImportDialog(page);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await first.nameWorkspace('~/connectors');
  await first.tryDemo();
  await dialog.cell('deals', 'Pagination').click();
  await expect(dialog.sourceLine).toBeVisible();
  await picture('review-light.png');

  await page.emulateMedia({ colorScheme: 'dark' });
  await dialog.create('demo-crm');
  await first.connect();
  const workbench = new Workbench(page);
  const requests = new Requests(workbench);
  await workbench.run({ target: 'data', entity: 'activities', allPages: true });
  await expect(workbench.panel).toContainText('900 rows');
  await requests.show();
  await requests.row('/activities').nth(2).click();
  await requests.tab('Response');
  await expect(requests.tree.getByRole('treeitem').nth(5)).toBeVisible();
  await workbench.clearToasts();
  await picture('inspector-dark.png');
});
