import type { ConnectorFile } from '../shared/connector/files.ts';
import { fillWorkspace, generated } from './connectors.ts';
import { library } from './descriptions.ts';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { CodeEditor } from './pages/editor.ts';
import { Workbench } from './pages/workbench.ts';

/** A connector in TypeScript with a mistake in a file that nobody opens. */
const typed: readonly ConnectorFile[] = [
  {
    path: 'connector.json',
    text: JSON.stringify(
      {
        ...{ formatVersion: 1, id: 'typed', name: 'Typed', description: '', version: '1.0.0', kind: 'saas' },
        ...{ executionModel: 'script', authentication: [{ id: 'token', name: 'Token', type: 'bearer' }] },
        ...{ connectionConfig: { tenant: { type: 'string', title: 'Tenant' } }, hosts: [], entities: [], commands: {} },
      },
      null,
      2,
    ),
  },
  {
    path: 'functions/validate.ts',
    text: "import { label } from './utility.js';\n\nexport async function validate({ fields }) {\n  return { name: label(fields.tenant) };\n}\n",
  },
  { path: 'functions/config.ts', text: 'export const config = () => ({ types: [] });\n' },
  { path: 'functions/schema.ts', text: 'export const schema = () => ({});\n' },
  { path: 'functions/data.ts', text: 'export const data = () => ({ items: [] });\n' },
  {
    path: 'functions/utility.ts',
    text: 'export function label(name: string): string {\n  return name.missing.text;\n}\n',
  },
];

test('the editor knows the connector: names, runs, problems and changes across its files', async ({
  launch,
  workspace,
}, info) => {
  fillWorkspace(workspace, await generated('library', 'library.yaml', library), typed);
  const { page } = await launch();
  const workbench = new Workbench(page);
  const editor = new CodeEditor(page);
  await workbench.explorer.getByRole('treeitem', { name: /^typed/ }).click();

  await test.step('problems of files that nobody opened are listed, and one command goes there', async () => {
    await workbench.tab('Problems').click();
    const rows = workbench.panel.getByRole('grid', { name: 'Problems' }).getByRole('row');
    await expect(rows.filter({ hasText: "Property 'missing' does not exist" })).toBeVisible({ timeout: 20_000 });
    await workbench.command('Next problem');
    await expect(page.getByRole('tab', { name: /utility\.ts/ })).toBeVisible();
    await expect(editor.line('return name.missing')).toBeVisible();
  });

  await test.step('a connector in TypeScript completes by its own manifest', async () => {
    await workbench.openFile('validate.ts');
    await editor.placeBehind('label(fields.tenant) };');
    expect(await editor.offeredAfter('\nfields.')).toEqual(['tenant', 'token']);
    await editor.undo();
  });

  await test.step('a rename reaches the other files and leaves them unsaved', async () => {
    await editor.placeBehind('name: lab');
    await editor.rename('titleOf');
    await expect(editor.line('import { titleOf }')).toBeVisible();
    await expect(page.getByRole('tab', { name: /utility\.ts.*unsaved/ })).toBeVisible();
    await page.getByRole('tab', { name: /utility\.ts/ }).click();
    await expect(editor.line('export function titleOf')).toBeVisible();
  });

  await test.step('the link above a function runs it, with what is not saved', async () => {
    await page.getByRole('tab', { name: /validate\.ts/ }).click();
    await editor.lens('Run').click();
    await expect(workbench.outcome).toBeVisible();
    await expect(workbench.outcome).toContainText('functions/utility.ts:2');
    await expect(editor.failure).toBeVisible();
    await look(page, info, 'editor-failure');
  });

  await test.step('the manifest explains itself and says what is wrong in it', async () => {
    await workbench.openFile('connector.json');
    await expect(await editor.hover('"executionModel"')).toContainText('How it runs');
    await editor.placeBehind('"formatVersion": ');
    await page.keyboard.press('Delete');
    await page.keyboard.type('2');
    await workbench.tab('Problems').click();
    await expect(workbench.panel.getByText(/formatVersion: /)).toBeVisible();
    await look(page, info, 'editor-manifest');
  });

  await test.step('another connector has its own names at the same time', async () => {
    await workbench.explorer.getByRole('treeitem', { name: /^library/ }).click();
    await workbench.openFile('data.js');
    await editor.placeBehind('const entity = tableNamed(requestedType);');
    const offered = await editor.offeredAfter('\naccount.');
    expect(offered).toContain('key');
    expect(offered).not.toContain('tenant');
    await editor.undo();
    await expect(editor.lens('Run all pages')).toBeVisible();
  });
});
