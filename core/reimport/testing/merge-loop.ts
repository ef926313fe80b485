import { flushCompileCache } from 'node:module';
import { report } from '../../import/testing.ts';
import { reimport } from '../../studio/reimport.ts';
import { memoryVault } from '../../studio/testing.ts';
import { openWorkspace } from '../../workspace/index.ts';
import { shopV1, shopV2 } from './shop.ts';

/**
 * Merges one description and then the other, again and again, until it is killed; prints the revision that each merge left.
 * Argument: folder of the workspace, which holds the connector `shop`.
 */
const [, , directory = ''] = process.argv;
// What is killed keeps nothing of what it compiled for the next one.
flushCompileCache();
const opened = openWorkspace(directory);
if (!opened.ok) throw new Error(opened.error.message);
const studio = { workspace: opened.value, vault: memoryVault(), environment: {} };
const newer = await Promise.all(
  [shopV2(), shopV1()].map(async (text) => ({
    report: await report(text),
    description: { fileName: 'api.json', text },
  })),
);
for (;;) {
  for (const one of newer) {
    const merged = await reimport(studio, 'shop', one);
    if (!merged.ok) throw new Error(merged.error.message);
    process.stdout.write(`${merged.value.revision}\n`);
  }
}
