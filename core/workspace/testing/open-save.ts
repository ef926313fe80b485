import { openWorkspace } from '../index.ts';

/** Opens a workspace and adds one revision, whoever else does so; prints the revision. Arguments: folder, id, name. */
const [, , directory = '', id = '', name = ''] = process.argv;
const opened = openWorkspace(directory);
if (!opened.ok) throw new Error(opened.error.message);
const { connectors } = opened.value;
const manifest = {
  formatVersion: 1,
  id,
  name: 'Shared',
  description: '',
  version: '1.0.0',
  kind: 'saas',
  executionModel: 'script',
  authentication: [{ id: 'open', name: 'Open', type: 'none' }],
  connectionConfig: {},
  hosts: [],
  entities: [],
  commands: {},
};
const functions = ['validate', 'config', 'schema', 'data'].map((one) => ({ path: `functions/${one}.js`, text: '' }));
connectors.create([{ path: 'connector.json', text: JSON.stringify(manifest) }, ...functions], 'Made');
for (;;) {
  const newest = connectors.files(id);
  if (!newest.ok) throw new Error(newest.error.message);
  const saved = connectors.save(id, newest.value.revision, [{ path: `spec/${name}.json`, text: '{}' }], name);
  if (saved.ok) {
    process.stdout.write(`${saved.value.revision}\n`);
    break;
  }
  if (saved.error.code !== 'stale_revision') throw new Error(saved.error.message);
}
opened.value.close();
