import { openWorkspace } from '../core/workspace/index.ts';
import type { ConnectorFile } from '../shared/connector/files.ts';
import { fillWorkspace } from './connectors.ts';
import { expect, test } from './fixtures.ts';
import { look } from './look.ts';
import { PublishDialog } from './pages/publish-dialog.ts';
import { RunPanel } from './pages/run-panel.ts';

const ping = { params: [], sideEffect: false };
const drop = { params: [], sideEffect: true, deprecated: true, deprecatedMessage: 'use ping' };

const files = (manifest: object, readme: string): readonly ConnectorFile[] => [
  {
    path: 'connector.json',
    text: JSON.stringify({
      formatVersion: 1,
      id: 'crm',
      name: 'Crm',
      description: 'Deals.',
      version: '1.0.0',
      kind: 'saas',
      executionModel: 'script',
      authentication: [{ id: 'open', name: 'No account', type: 'none' }],
      connectionConfig: {},
      hosts: ['api.example.com'],
      entities: [],
      commands: { ping, drop },
      ...manifest,
    }),
  },
  ...['validate', 'config', 'schema', 'data'].map((name) => ({
    path: `functions/${name}.js`,
    text: `export const ${name} = () => ({});\n`,
  })),
  { path: 'commands.js', text: 'function ping() { return { success: true }; }\nfunction drop() { return ping(); }\n' },
  { path: 'README.md', text: readme },
];

/** Makes the files the newest revision, as the command line beside the window does. */
function replace(workspace: string, manifest: object, readme: string): void {
  const opened = openWorkspace(workspace);
  if (!opened.ok) throw new Error(opened.error.message);
  const saved = opened.value.connectors.replace('crm', files(manifest, readme), 'changed by a test');
  opened.value.close();
  if (!saved.ok) throw new Error(saved.error.message);
}

test('FL-40, A124: a version rises with what changed, and nothing personal goes out unseen', async ({
  launch,
  marketplace,
  workspace,
}, info) => {
  fillWorkspace(workspace, files({}, '# Crm\n'));
  const { page } = await launch(workspace);
  const panel = new RunPanel(page);
  const { workbench } = panel;
  const publish = new PublishDialog(page, workbench);

  await test.step('FL-14: the run form says that a command is deprecated, and what to use', async () => {
    await panel.choose('drop');
    await panel.toggleInput();
    await expect(panel.input).toContainText('drop is deprecated: use ping');
    await panel.toggleInput();
  });

  await test.step('the first version has nothing to follow', async () => {
    await publish.open();
    await publish.publish(marketplace.url, marketplace.key);
    await expect(publish.dialog).toContainText('Published version 1.0.0');
    await publish.close();
  });

  await test.step('a command less asks for a major version; one click raises it', async () => {
    replace(workspace, { commands: { ping } }, '# Crm\n');
    await publish.open();
    await expect(publish.changes).toContainText('Version 1.0.0 is published. After these changes 2.0.0 is the least');
    await expect(publish.changes.getByRole('listitem').first()).toHaveText(/majorThe command drop is gone\./);
    await expect(publish.submit).toBeDisabled();
    await look(page, info, 'too-low');
    await publish.changes.getByRole('button', { name: 'Raise it to 2.0.0' }).click();
    await expect(publish.dialog).not.toContainText('is too low');
    await publish.submit.click();
    await expect(publish.dialog).toContainText('Published version 2.0.0');
    await publish.close();
  });

  await test.step('what looks like personal data is looked at first', async () => {
    replace(workspace, { version: '2.0.1', commands: { ping } }, '# Crm\n\nAsk jo@corp.io.\n');
    await publish.open();
    await expect(publish.dialog).toContainText('README.md:3 an e-mail address');
    await expect(publish.submit).toBeDisabled();
    await look(page, info, 'personal');
    await publish.dialog.getByLabel('I have looked at them: they may be published').check();
    await publish.submit.click();
    await expect(publish.dialog).toContainText('Published version 2.0.1');
    await publish.close();
  });

  await test.step('a secret never goes out', async () => {
    replace(workspace, { version: '2.0.2', commands: { ping } }, 'AKIAIOSFODNN7EXAMPLE\n');
    await publish.open();
    await expect(publish.dialog).toContainText('README.md:1 an AWS access key');
    await expect(publish.submit).toBeDisabled();
    await publish.close();
  });
});
