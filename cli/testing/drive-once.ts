import { flushCompileCache } from 'node:module';
import path from 'node:path';
import { createOutbox } from '../../core/studio/outbox/index.ts';
import { openWorkspace } from '../../core/workspace/index.ts';
import { fileVault } from './file-vault.ts';

/**
 * Drives the outbox of a workspace and kills itself at its n-th step: right before or right after something is written down, or
 * taken out of the vault. Arguments: folder of the workspace, n.
 */
// What is killed keeps nothing of what it compiled for the next one.
flushCompileCache();
const [, , directory = '', at = ''] = process.argv;
const opened = openWorkspace(directory);
if (!opened.ok) throw new Error(opened.error.message);
const workspace = opened.value;
const vault = fileVault(path.join(directory, 'vault.json'));
let steps = 0;
const step = (): void => {
  steps++;
  if (steps === Number(at)) process.kill(process.pid, 'SIGKILL');
};
const publications: typeof workspace.publications = {
  ...workspace.publications,
  change: (...given) => {
    step();
    const changed = workspace.publications.change(...given);
    step();
    return changed;
  },
};
const stepping: typeof vault = {
  ...vault,
  delete: async (key) => {
    step();
    const gone = await vault.delete(key);
    step();
    return gone;
  },
};
const outbox = createOutbox({ workspace: { ...workspace, publications }, vault: stepping, environment: {} });
await outbox.drive();
process.stdout.write('ended\n');
