import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { settingsSchema } from '../../shared/settings.ts';
import { openWorkspace } from './index.ts';
import { temporaryFolder, temporaryWorkspace, unwrap } from './testing/temporary.ts';

const empty = settingsSchema.parse({});

it('settings are empty at first and last from one opening to the next', () => {
  const directory = temporaryFolder();
  const first = unwrap(openWorkspace(directory));
  expect(first.settings.get()).toEqual(empty);
  const settings = {
    ...settingsSchema.parse({ network: { proxy: { url: 'http://proxy.corp:3128' }, insecureHosts: ['a.test:443'] } }),
    proxyVariable: 'PROXY_PASSWORD',
  };
  first.settings.set(settings);
  first.close();
  const again = temporaryWorkspace(directory);
  expect(again.settings.get()).toEqual(settings);
  again.settings.set(empty);
  expect(again.settings.get()).toEqual(empty);
});

it('A67: settings that cannot be read trust nobody, and say so', () => {
  const directory = temporaryFolder();
  const workspace = temporaryWorkspace(directory);
  const warnings: string[] = [];
  const hear = (warning: Error) => warnings.push(warning.message);
  process.on('warning', hear);
  onTestFinished(() => void process.off('warning', hear));
  const db = new Database(path.join(directory, 'workspace.db'));
  onTestFinished(() => void db.close());
  const put = db.prepare(`INSERT OR REPLACE INTO settings VALUES ('network', ?)`);
  for (const text of ['{', '{"insecureHosts":["*"]}', '{"unknown":1}', '[]']) {
    put.run(text);
    expect(workspace.settings.get()).toEqual(empty);
  }
});
