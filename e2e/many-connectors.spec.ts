import type { Locator } from '@playwright/test';
import type { ConnectorFile } from '../shared/connector/files.ts';
import { fillWorkspace } from './connectors.ts';
import { expect, test } from './fixtures.ts';
import { CodeEditor } from './pages/editor.ts';
import { Frame } from './pages/frame.ts';
import { Workbench } from './pages/workbench.ts';

const letters = [...'ABCDEFGH'];
const modules = Array.from({ length: 26 }, (_, index) => `m${index}.js`);

/** A connector of thirty files, each but the first with an import of the one before it, and a mistake in the last. */
function connector(letter: string): readonly ConnectorFile[] {
  const manifest = {
    ...{
      formatVersion: 1,
      id: `many-${letter.toLowerCase()}`,
      name: `Many ${letter}`,
      description: '',
      version: '1.0.0',
    },
    ...{ kind: 'saas', executionModel: 'script', authentication: [{ id: 'none', name: 'None', type: 'none' }] },
    ...{ connectionConfig: {}, hosts: [], entities: [], commands: {} },
  };
  const long = Array.from({ length: 200 }, (_, line) => `// line ${line + 2}`).join('\n');
  const text = (index: number): string => {
    if (index === 0) return `export const n0 = 0;\n${long}\n`;
    const used = index === 25 ? 'n24.missing' : `n${index - 1}`;
    return `import { n${index - 1} } from './m${index - 1}.js';\nexport const n${index} = ${used};\n`;
  };
  return [
    { path: 'connector.json', text: JSON.stringify(manifest) },
    ...['validate', 'config', 'schema', 'data'].map((name) => ({
      path: `functions/${name}.js`,
      text: `export function ${name}() { return {}; }\n`,
    })),
    ...modules.map((name, index) => ({ path: `functions/${name}`, text: text(index) })),
  ];
}

test('eight connectors of thirty files, a tab of each open: no models pile up, and nothing is lost on the way back', {
  tag: '@all',
}, async ({ launch, workspace }) => {
  test.slow();
  fillWorkspace(workspace, ...letters.map(connector));
  const { page } = await launch();
  const frame = new Frame(page);
  const workbench = new Workbench(page);
  const editor = new CodeEditor(page);
  const problems = workbench.panel.getByRole('grid', { name: 'Problems' }).getByRole('row');
  const mistake = problems.filter({ hasText: "Property 'missing' does not exist" });
  const open = (name: string) => frame.row(name).dblclick();
  /** Takes back, step by step, until something is no longer there. */
  const undoAll = (sign: Locator) =>
    expect(async () => {
      await page.keyboard.press('Control+z');
      expect(await sign.count()).toBe(0);
    }).toPass();

  await test.step('in the first one file is looked at, one is changed, one is changed and saved', async () => {
    await workbench.openConnector('many-a');
    await open('m2.js');
    await workbench.typeAtStart('// saved');
    await workbench.save();
    await open('m1.js');
    await workbench.typeAtStart('// unsaved');
    await open('m0.js');
    await editor.placeBehind('// line 150');
    await workbench.tab('Problems').click();
    await expect(mistake).toBeVisible({ timeout: 30_000 });
    await expect(problems.filter({ hasText: 'Cannot find module' })).toHaveCount(0);
  });

  await test.step('then the others are worked on, each with its own problems', async () => {
    for (const letter of letters.slice(1)) {
      await page.getByRole('button', { name: 'More actions' }).first().click();
      await page.getByRole('menuitem', { name: 'Fold all connectors' }).click();
      await workbench.openConnector(`many-${letter.toLowerCase()}`);
      await open('m0.js');
      await expect(frame.tab(`m0.js – many-${letter.toLowerCase()}`)).toBeVisible();
      await expect(mistake).toBeVisible({ timeout: 30_000 });
    }
  });

  await test.step('the first is as it was left: the place in a file, unsaved text, what can be undone', async () => {
    await frame.tab('m0.js – many-a').click();
    await expect(editor.line('// line 150')).toBeVisible();
    await expect(frame.status).toContainText('150');
    await expect(mistake).toBeVisible({ timeout: 30_000 });
    await frame.tab(/^m1\.js/).click();
    await expect(editor.line('// unsaved')).toBeVisible();
    await workbench.code.click();
    await undoAll(workbench.unsaved);
    await frame.tab(/^m2\.js/).click();
    await expect(editor.line('// saved')).toBeVisible();
    await workbench.code.click();
    await undoAll(editor.line('// saved'));
    await expect(problems.filter({ hasText: 'Cannot find module' })).toHaveCount(0);
  });
});
