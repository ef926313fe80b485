import { draftLimits } from '../shared/limits.ts';
import { expect, test } from './fixtures.ts';
import { watchLine } from './pages/line.ts';
import { Workbench } from './pages/workbench.ts';
import { openData, seed } from './workspace.ts';

/** What is typed here and left at once is younger than a draft: no test waits for one. */
const rounds = 3;

test('R27: what was typed a moment before a reload is there after it', async ({ launch, workspace }) => {
  seed(workspace);
  const { page } = await launch();
  const workbench = await openData(page);
  for (let round = 1; round <= rounds; round++) {
    await workbench.typeAtEnd(`// round ${round}, first`);
    // A draft is on its way by now, and what follows is typed behind it.
    await page.waitForTimeout(draftLimits.everyMs - 50 * round);
    await workbench.typeAtEnd(`// round ${round}, last`);
    await page.reload();
    await expect(workbench.code).toContainText(`round ${round}, last`);
  }
  await expect(workbench.unsaved).not.toHaveCount(0);
});

test('R27: text of many windows of a screen is kept at a reload too', { tag: '@all' }, async ({
  launch,
  workspace,
}) => {
  const line = '// a line that is here to make the file long\n';
  seed(workspace, [line.repeat(3_000)]);
  const { page } = await launch();
  const workbench = await openData(page);
  await workbench.typeAtStart('// typed into a long file');
  // Where it does not fit into what may outlive a page, the person is asked first.
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(workbench.code).toContainText('typed into a long file');
});

test.describe('a tab', () => {
  test.skip(({ hostKind }) => hostKind !== 'browser', 'the other hosts have one window');

  test('R27: what was typed while the line was lost is left behind by a request', { tag: '@all' }, async ({
    launch,
    workspace,
  }) => {
    // Almost as long as what a browser lets a page leave behind.
    seed(workspace, ['// a long line of a long file, 49 characters in all\n'.repeat(1_100)]);
    const { page } = await launch();
    const line = await watchLine(page);
    const workbench = await openData(page);
    await line.takeAway();
    await workbench.typeAtStart('// typed without a line');
    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await page.reload();
    await expect(workbench.code).toContainText('typed without a line');
    expect(asked).toEqual(['beforeunload']);
  });

  test('R27: what was typed a moment before its tab was closed comes back in the next', { tag: '@all' }, async ({
    launch,
    workspace,
  }) => {
    seed(workspace);
    const { page } = await launch();
    const context = page.context();
    const address = page.url();
    const workbench = await openData(page);
    await workbench.typeAtEnd('// typed, and the tab closed');
    const gone = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    await gone;
    const next = await context.newPage();
    await next.goto(address);
    await expect(new Workbench(next).code).toContainText('typed, and the tab closed');
  });
});
