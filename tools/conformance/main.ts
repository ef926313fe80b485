import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { againstMock } from './against-mock.ts';
import { againstPrism } from './against-prism.ts';
import { descriptionsIn } from './files.ts';
import { allGood, type FileResult, markdown } from './result.ts';

const USAGE = 'usage: node tools/conformance/main.ts DIR [--prism] [--only NAME] [--json]';

/** Runs the generated connectors of all descriptions of a folder; the exit code is 1 where one does not do what it should. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { prism: { type: 'boolean' }, json: { type: 'boolean' }, only: { type: 'string' } },
  });
  const [folder] = positionals;
  if (folder === undefined) {
    console.error(USAGE);
    return 2;
  }
  const results: FileResult[] = [];
  for (const file of descriptionsIn(path.resolve(folder))) {
    if (values.only !== undefined && !file.name.includes(values.only)) continue;
    const description = { fileName: path.basename(file.path), text: readFileSync(file.path, 'utf8'), path: file.path };
    const result = await (values.prism ? againstPrism : againstMock)(description);
    results.push({ ...result, file: file.name });
    const good = result.entities.filter((entity) => entity.ok).length;
    console.error(
      `${file.name}: ${result.skipped ?? `${good}/${result.entities.length} entities`} (${result.durationMs} ms)`,
    );
  }
  process.stdout.write(values.json ? `${JSON.stringify(results, null, 2)}\n` : markdown(results));
  return allGood(results) ? 0 : 1;
}

// Sandbox workers do not hold a process; the program lasts until it has ended them itself.
const alive = setInterval(() => undefined, 60_000);
process.exitCode = await main();
clearInterval(alive);
