import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { report } from '../import/testing.ts';
import { shopV1, shopV2 } from '../reimport/testing/shop.ts';
import { openWorkspace } from '../workspace/index.ts';
import { temporaryFolder, unwrap } from '../workspace/testing/temporary.ts';
import { createFromReport } from './import.ts';
import { reimport } from './reimport.ts';
import { memoryVault } from './testing.ts';

const KILLS = 4;
const script = path.join(import.meta.dirname, '../reimport/testing/merge-loop.ts');
const studioIn = (directory: string) => ({
  workspace: unwrap(openWorkspace(directory)),
  vault: memoryVault(),
  environment: {},
});

/** Lets a child merge and kills it at a random moment; gives the last revision that it acknowledged. */
async function mergeUntilKilled(directory: string): Promise<number> {
  const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = once(child, 'close');
  while (output === '' && child.exitCode === null) await sleep(5);
  await sleep(Math.random() * 200);
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  return Number(output.split('\n').at(-2));
}

it(`R1: ${KILLS} kills while merging leave whole merges, each with what was generated for it`, async () => {
  const directory = temporaryFolder();
  const texts = [shopV1(), shopV2()];
  const first = studioIn(directory);
  const description = { fileName: 'api.json', text: shopV1() };
  const choices = { id: 'shop', entities: 'all', commands: 'all' } as const;
  unwrap(createFromReport(first, await report(description.text), choices, description));
  first.workspace.close();
  for (let kill = 0; kill < KILLS; kill++) {
    const acknowledged = await mergeUntilKilled(directory);
    const studio = studioIn(directory);
    const { connectors } = studio.workspace;
    const { revision, files } = unwrap(connectors.files('shop'));
    expect(revision).toBeGreaterThanOrEqual(acknowledged);
    const spec = files.find((file) => file.path === 'spec/api.json')?.text ?? '';
    expect(texts).toContain(spec);
    // Nothing was edited, so that a whole merge is exactly what was generated.
    expect(unwrap(connectors.generated('shop', revision))?.files).toEqual(files);
    const again = { report: await report(spec), description: { fileName: 'api.json', text: spec } };
    expect(unwrap(await reimport(studio, 'shop', again))).toMatchObject({ saved: false, plan: { base: 'stored' } });
    studio.workspace.close();
  }
}, 120_000);
