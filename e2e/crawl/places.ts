import { expect } from '@playwright/test';
import type { Crawler } from '../pages/crawler.ts';
import { seededDescription } from './seed-connector.ts';

/** Something that can be on view, and how to get there from anywhere; what is in the way is closed by Escape before. */
export interface Place {
  readonly name: string;
  open(crawler: Crawler): Promise<void>;
}

/** A place by the way to it. */
export const place = (name: string, open: Place['open']): Place => ({ name, open });

const byCommand = (name: string, title: string = name): Place => place(name, (crawler) => crawler.command(title));
const byDialog = (name: string, title: string = name): Place =>
  place(`dialog: ${name}`, (crawler) => crawler.dialogBy(title));

/** Pages and tabs, and what stands around them. */
export const pages: readonly Place[] = [
  byCommand('overview', 'Show the overview'),
  byCommand('tables', 'Show tables and commands'),
  byCommand('diagram', 'Show the diagram of tables'),
  place('commands', async (crawler) => {
    await crawler.command('Show tables and commands');
    await crawler.segment('View', 'Commands');
  }),
  place('code', async (crawler) => {
    await crawler.file('data.js');
    await expect(crawler.workbench.code).toBeVisible();
  }),
  place('manifest as text', async (crawler) => {
    await crawler.file('connector.json');
    await expect(crawler.workbench.code).toContainText('formatVersion');
  }),
  byCommand('problems', 'Problems'),
  place('history', async (crawler) => {
    await crawler.command('Show the history of the connector');
    await expect(crawler.page.getByRole('grid', { name: 'Revisions' })).toBeVisible();
  }),
  place('comparison in a tab', async (crawler) => {
    await crawler.press('Open in a tab');
    await expect(crawler.page.locator('.monaco-diff-editor').first()).toBeVisible();
  }),
  place('revision', async (crawler) => {
    await crawler.command('Show the history of the connector');
    await crawler.press('Open read-only');
    await expect(crawler.workbench.code).toBeVisible();
  }),
  byCommand('settings', 'Open the settings'),
  byCommand('keys', 'Change the keys of commands'),
  place('search', async (crawler) => {
    await crawler.command('Replace in all files');
    await crawler.page.getByLabel('Search for').fill('crawl-mark');
    await expect(crawler.page.getByRole('tree', { name: 'Search results' })).toBeVisible();
  }),
  place('all commands', (crawler) => crawler.page.keyboard.press('Control+k')),
  place('quick open', async (crawler) => {
    await crawler.page.keyboard.press('Control+p');
    await crawler.page.keyboard.type('seeded');
    await expect(crawler.page.getByRole('option').first()).toBeVisible();
  }),
  place('tab menu', async (crawler) => {
    await crawler.page.getByRole('tablist', { name: 'Open files' }).getByRole('tab').last().click({ button: 'right' });
  }),
  place('all tabs', (crawler) => crawler.menu('All open tabs')),
  place('connector menu', async (crawler) => {
    await crawler.view('Connectors');
    await crawler.rowMenu('seeded');
  }),
  place('file menu', (crawler) => crawler.rowMenu('data.js')),
  place('notices', (crawler) => crawler.command('Show what was said')),
  place('connections', (crawler) => crawler.view('Connections')),
  place('account menu', (crawler) => crawler.menu(/^More about/)),
  place('vault menu', (crawler) => crawler.menu(/Where secrets are kept$/)),
];

/** The dialogs that commands and menus open. */
export const dialogs: readonly Place[] = [
  byDialog('about', 'About Connector Studio'),
  byDialog('new connector', 'New connector'),
  place('settings: secrets', (crawler) => crawler.command('Where secrets are kept')),
  place('settings: network', (crawler) => crawler.command('Network settings')),
  byDialog('new connection', 'New connection'),
  byDialog('probe', 'Probe every entity'),
  byDialog('remove', 'Remove the connector'),
  ...['General', 'Hosts', 'Authentication', 'Connection settings'].map((tab) =>
    place(`dialog: manifest, ${tab}`, async (crawler) => {
      await crawler.dialogBy('Edit the manifest');
      await crawler.tab(tab, crawler.dialog);
    }),
  ),
  place('dialog: connection', async (crawler) => {
    await crawler.view('Connections');
    await crawler.press(/^Edit /);
    await expect(crawler.dialog).toBeVisible();
  }),
  place('dialog: new file', async (crawler) => {
    await crawler.view('Connectors');
    await crawler.rowMenu('seeded');
    await crawler.choose('New file…');
  }),
  place('dialog: duplicate', async (crawler) => {
    await crawler.rowMenu('seeded');
    await crawler.choose('Duplicate…');
  }),
  place('dialog: name of a revision', async (crawler) => {
    await crawler.command('Show the history of the connector');
    await crawler.press('Name…');
  }),
  place('dialog: closing an unsaved file', async (crawler) => {
    await crawler.file('README.md');
    await crawler.command('Close the tab');
    await expect(crawler.dialog).toBeVisible();
  }),
  byDialog('import', 'Import an API description'),
  place('dialog: import, not readable', async (crawler) => {
    await crawler.dialogBy('Import an API description');
    await crawler.dialog.getByLabel('Or paste the text').fill(`{"<crawl-mark>": "<img src=x>`);
    await crawler.press('Read the text', crawler.dialog);
    await expect(crawler.dialog.getByRole('alert')).toBeVisible();
  }),
  ...['Entities', 'Commands', 'Warnings'].map((tab, at) =>
    place(`dialog: import, ${tab}`, async (crawler) => {
      await crawler.dialogBy('Import an API description');
      if (at === 0) {
        await crawler.dialog.getByLabel('Or paste the text').fill(seededDescription(crawler.payload));
        await crawler.press('Read the text', crawler.dialog);
      } else await crawler.press('Continue the import', crawler.dialog);
      await crawler.tab(new RegExp(`^${tab}`), crawler.dialog);
    }),
  ),
];

/** Runs of every target and outcome with their requests; they stand in the history, the newest first. */
export const runs: readonly Place[] = [
  place('rows', (crawler) => crawler.run(0, 'Result')),
  ...['Profile', 'JSON'].map((shape) =>
    place(`rows as ${shape}`, (crawler) => crawler.segment('Show the result as', shape)),
  ),
  ...[
    'error',
    'refused',
    'command',
    'schema',
    'config',
    'validate',
    'datalist',
    'resource',
    'cancelled',
    'fault',
    'timeout',
  ].map((name, at) => place(`result: ${name}`, (crawler) => crawler.run(at + 2, 'Result'))),
  place('schema as a list', async (crawler) => {
    await crawler.run(5, 'Result');
    await crawler.segment('Show the result as', 'Fields');
  }),
  place('logs', (crawler) => crawler.run(0, 'Logs')),
  place('requests', (crawler) => crawler.run(0, 'Requests')),
  ...['Headers', 'Query', 'Cookies', 'Request', 'Response', 'Timing'].map((tab) =>
    place(`request: ${tab}`, (crawler) => crawler.request(1, tab)),
  ),
  ...['HTML', 'picture', 'form', 'text'].map((kind, at) =>
    place(`body: ${kind}`, (crawler) => crawler.request(at + 2, kind === 'text' ? 'Request' : 'Response')),
  ),
  place('request menu', (crawler) => crawler.requestMenu(1)),
  place('dialog: send again', async (crawler) => {
    await crawler.requestMenu(1);
    await crawler.choose('Send again with edits…');
    await expect(crawler.dialog).toContainText('One a line');
  }),
  place('dialog: compare requests', async (crawler) => {
    await crawler.page.getByRole('treegrid', { name: 'Requests' }).getByRole('row').nth(1).click();
    await crawler.page
      .getByRole('treegrid', { name: 'Requests' })
      .getByRole('row')
      .nth(2)
      .click({ modifiers: ['ControlOrMeta'] });
    await crawler.command('Compare the two');
    await expect(crawler.dialog).toContainText('Address');
  }),
  place('run menu', (crawler) => crawler.runMenu(1)),
  place('dialog: compare runs', async (crawler) => {
    await crawler.runMenu(1);
    await crawler.choose('Compare with another…');
    await crawler.runMenu(0);
    await crawler.choose('Compare with the marked run');
    await expect(crawler.dialog).toContainText('Requests');
  }),
  place('dialog: remove runs', (crawler) => crawler.press('Remove all runs')),
  place('input', async (crawler) => {
    await crawler.workbench.choose('Function or command', 'createDeal');
    await crawler.press(/^Input/, crawler.workbench.panel);
  }),
  place('input: mock', (crawler) => crawler.segment('Answers come from', 'Mock')),
  place('input: JSON', (crawler) => crawler.segment('Edit the input as', 'JSON')),
  place('input: replay', (crawler) => crawler.segment('Answers come from', 'Replay')),
  place('series', async (crawler) => {
    await crawler.command('Run all functions');
    await expect(crawler.page.getByRole('grid', { name: 'Runs of the series' })).toBeVisible();
    await expect(crawler.workbench.panel).toContainText(/failed, in/);
  }),
];
