import { flushCompileCache } from 'node:module';
import { openWorkspace } from '../index.ts';

/**
 * Saves one revision after another until it is killed, and prints the number of each once the workspace has
 * acknowledged it. Arguments: folder of the workspace, id of the connector.
 */
const [, , directory = '', id = ''] = process.argv;
// What is killed keeps nothing of what it compiled for the next one.
flushCompileCache();
const opened = openWorkspace(directory);
if (!opened.ok) throw new Error(opened.error.message);
const { connectors } = opened.value;
const newest = connectors.files(id);
if (!newest.ok) throw new Error(newest.error.message);
for (let base = newest.value.revision; ; ) {
  const text = `export const data = () => ({ items: [${base + 1}] });\n${'// filler\n'.repeat(base % 200)}`;
  const saved = connectors.save(id, base, [{ path: 'functions/data.js', text }], `Revision ${base + 1}`);
  if (!saved.ok) throw new Error(saved.error.message);
  base = saved.value.revision;
  process.stdout.write(`${base}\n`);
}
