import { packConnector } from '../core/package/index.ts';
import { sampleConnector } from '../core/package/testing/sample.ts';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { Frame } from './pages/frame.ts';
import { Workbench } from './pages/workbench.ts';

const commands = { createDeal: { description: 'Makes a deal', params: [], outputs: [], sideEffect: true } };
const code = 'export function helper(needle) {\n  return needle;\n}\n';

async function archive(id: string, files: Record<string, string> = {}): Promise<Buffer> {
  const packed = await packConnector(
    sampleConnector({ id, commands }, { 'commands.js': 'function createDeal() {}\n', ...files }),
  );
  if (!packed.ok) throw new Error(packed.error.message);
  return Buffer.from(packed.value.bytes);
}

test('the frame around the editor, by keyboard', async ({ studio }, info) => {
  const { page } = studio;
  const frame = new Frame(page);
  await look(page, info, '1-welcome');
  await frame.openArchive('weather.connector', await archive('weather', { 'functions/utility.js': code }));
  await expect(frame.row('weather')).toBeVisible();
  await expect(page).toHaveTitle('weather – Connector Studio');

  await test.step('a click looks, a double click keeps, and what was used last is one key away', async () => {
    await frame.row('data.js').click();
    await frame.row('utility.js').dblclick();
    await expect(frame.tab('data.js')).toHaveCount(0);
    await frame.row('config.js').click();
    await frame.row('schema.js').click();
    await expect(frame.tab('config.js')).toHaveCount(0);
    await page.keyboard.press('Alt+q');
    await expect(frame.tab('utility.js')).toHaveAttribute('aria-selected', 'true');
    await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
    await look(page, info, '2-files');
  });

  await test.step('one box finds commands, files, entities and lines', async () => {
    await frame.find('Control+p', 'vali');
    await expect(frame.option(/validate\.js/)).toHaveAttribute('aria-selected', 'true');
    await look(page, info, '3-quick-open');
    await page.keyboard.press('Enter');
    await expect(frame.tab('validate.js')).toHaveAttribute('aria-selected', 'true');
    await frame.find('Control+Shift+P', 'panel beside');
    await expect(frame.option(/beside the editor/)).toBeVisible();
    await look(page, info, '4-commands');
    await page.keyboard.press('Escape');
    await expect(frame.box).toBeHidden();
  });

  await test.step('text is found in all files, replaced, and put back', async () => {
    await frame.search('needle', /2 finds in 1 file/);
    await frame.replaceAll('thread');
    await expect(frame.toast('Replaced in 1 file.')).toBeVisible();
    await frame.toast('Replaced in 1 file.').getByRole('button', { name: 'Undo' }).click();
    await frame.search('needle', /2 finds in 1 file/);
    await look(page, info, '5-search');
  });

  await test.step('a file is renamed and deleted by keyboard, and comes back', async () => {
    await page.keyboard.press('Control+Shift+E');
    await frame.row('utility.js').click();
    await page.keyboard.press('F2');
    await page.keyboard.type('helpers');
    await page.keyboard.press('Enter');
    await expect(frame.row('helpers.js')).toBeVisible();
    await frame.row('helpers.js').click({ button: 'right' });
    await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeVisible();
    await look(page, info, '6-menu');
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(frame.row('helpers.js')).toHaveCount(0);
    await frame.toast('helpers.js was deleted.').getByRole('button', { name: 'Undo' }).click();
    await expect(frame.row('helpers.js')).toBeVisible();
  });

  await test.step('settings are found, changed and put back; a command gets other keys', async () => {
    await page.keyboard.press('Control+,');
    await expect(frame.settings).toBeVisible();
    await look(page, info, '7-settings');
    await frame.showSettings('Keyboard');
    expect(await frame.scrollable()).toBe(0);
    await frame.changeKeys('Show or hide the panel', 'Control+Alt+j');
    await page.keyboard.press('Control+Alt+j');
    await expect(page.getByRole('region', { name: 'Panel' })).toBeHidden();
    await page.keyboard.press('Control+Alt+j');
    await expect(page.getByRole('region', { name: 'Panel' })).toBeVisible();
    await frame.settings.getByLabel('Find a setting').fill('map');
    await frame.settings.getByRole('switch', { name: /Map of the file/ }).click({ force: true });
    await frame.settings.getByRole('button', { name: 'Reset Map of the file' }).click();
    await expect(frame.settings.getByText('changed')).toHaveCount(0);
  });
});

test('the window keeps its shape, from small to large, and remembers it', { tag: '@all' }, async ({ studio }, info) => {
  const { page } = studio;
  const frame = new Frame(page);
  const workbench = new Workbench(page);
  await frame.openArchive('weather.connector', await archive('weather'));
  await frame.row('data.js').dblclick();
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();

  await test.step('F6 goes through the parts of the window', async () => {
    const seen = new Set<string | undefined>();
    for (let n = 0; n < 6; n++) {
      await page.keyboard.press('F6');
      seen.add(await frame.region());
    }
    expect([...seen].sort()).toEqual(['editor', 'panel', 'side', 'status', 'title', 'views']);
  });

  await test.step('the panel goes beside the editor, the editor stands alone', async () => {
    await workbench.command('panel below or beside');
    await look(page, info, '1-beside');
    await page.keyboard.press('Alt+Shift+Z');
    await expect(frame.explorer).toBeHidden();
    await expect(page.getByRole('region', { name: 'Panel' })).toBeHidden();
    await page.keyboard.press('Alt+Shift+Z');
    await expect(frame.explorer).toBeVisible();
  });

  await test.step('nothing is cut off in a small window, nor lost in a large one', async () => {
    for (const [name, width, height] of [
      ['2-small', 1024, 700],
      ['3-large', 3840, 2160],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(100);
      expect(await frame.overflowing(), name).toEqual([]);
      await page.screenshot({ path: info.outputPath(`${name}.png`) });
    }
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  await test.step('after a reload everything is where it was', async () => {
    await page.reload();
    await expect(frame.row('data.js')).toBeVisible();
    await expect(frame.tab('data.js')).toHaveAttribute('aria-selected', 'true');
    await workbench.command('Put all parts of the window back');
    await expect(page.getByRole('separator', { name: 'Resize panel' })).toHaveAttribute(
      'aria-orientation',
      'horizontal',
    );
  });
});
