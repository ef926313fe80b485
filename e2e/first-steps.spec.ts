import { expect, test } from './fixtures.ts';
import { FirstSteps } from './pages/first-steps.ts';
import { Frame } from './pages/frame.ts';
import { HistoryPage } from './pages/history-page.ts';
import { ImportDialog } from './pages/import-dialog.ts';
import { Requests } from './pages/requests.ts';
import { Workbench } from './pages/workbench.ts';

test('first steps with the demo API: the keyboard is always somewhere, and the next thing to do is at hand', async ({
  studio,
}) => {
  const { page } = studio;
  const workbench = new Workbench(page);
  const frame = new Frame(page);
  const first = new FirstSteps(page);
  const requests = new Requests(workbench);
  const editor = (file: string) => `Editor functions/${file}`;

  await test.step('the review has the keyboard when the description is read, the editor when the connector is made', async () => {
    await first.tryDemo();
    await expect.poll(() => first.focused()).toBe('Entities found');
    const dialog = new ImportDialog(page);
    await dialog.cell('companies', 'Pagination').click();
    await expect(dialog.sourceLine).not.toHaveText(/^1\b/);
    await dialog.create('demo');
    await expect.poll(() => first.focused()).toBe(editor('data.js'));
  });

  await test.step('what nothing works without is offered where one looks', async () => {
    await page.keyboard.press('F5');
    await expect(workbench.outcome).toContainText('Not allowed to reach');
    await expect(workbench.outcome.getByRole('button', { name: 'New connection…' })).toBeVisible();
    await first.connect();
    await workbench.run({ target: 'data', entity: 'deals', allPages: true });
    await expect(workbench.panel).toContainText('360 rows');
  });

  await test.step('a path of an answer is written at the cursor', async () => {
    await frame.tab('data.js').click();
    await expect.poll(() => first.focused()).toBe(editor('data.js'));
    await page.keyboard.press('Control+End');
    await requests.show();
    await requests.row('/deals').first().click();
    await requests.tab('Response');
    await requests.tree
      .getByRole('treeitem')
      .filter({ hasText: /^name:/ })
      .first()
      .click();
    await page.keyboard.press('u');
    await expect(workbench.code).toContainText('body.results[0]?.name');
    await expect.poll(() => first.focused()).toBe(editor('data.js'));
    await page.keyboard.press('Control+z');
    await expect(workbench.unsaved).toHaveCount(0);
  });

  await test.step('two requests are compared from the menu of either; the keyboard comes back to the list', async () => {
    await requests.row('/deals').nth(0).click();
    await requests
      .row('/deals')
      .nth(1)
      .click({ modifiers: ['Control'] });
    await requests.choose(requests.row('/deals').nth(1), 'Compare the two');
    await expect(requests.dialog('Compare requests')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect.poll(() => first.focused()).toBe('Requests');
  });

  await test.step('keys of other tools: F1 for the commands, Escape for a list, the settings take the keyboard', async () => {
    await first.showNotices();
    await expect(first.notices).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(first.notices).toBeHidden();
    await workbench.command('Show the history of the connector');
    const history = new HistoryPage(page);
    await expect(history.rightSide).toContainText('Demo CRM');
    // Every line of a new file differs: frames around all of them would be a grid.
    expect(await history.frames()).toBe(0);
    // The comparison gives way without a fault, which the fixture would tell.
    await page.keyboard.press('Control+,');
    await expect.poll(() => first.focused()).toBe('Find a setting');
    await frame.find('F1', 'Show the overview');
    await page.keyboard.press('Enter');
    await expect(frame.tab(/^demo$/)).toHaveAttribute('aria-selected', 'true');
    await expect.poll(() => first.focused()).not.toBe('BODY');
  });
});
