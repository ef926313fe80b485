import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { sampleConnector } from '../package/testing/sample.ts';
import { openWorkspace } from './index.ts';
import { temporaryFolder, unwrap } from './testing/temporary.ts';

const kills = 18;

/** Lets a child save revisions and kills it at a random moment; gives the revisions it acknowledged. */
async function saveUntilKilled(directory: string): Promise<number[]> {
  const script = path.join(import.meta.dirname, 'testing/save-loop.ts');
  const child: ChildProcess = spawn(process.execPath, [script, directory, 'weather'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = once(child, 'close');
  while (output === '' && child.exitCode === null) await sleep(5);
  await sleep(Math.random() * 150);
  child.kill('SIGKILL');
  const [code, signal] = await ended;
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  // Only a whole line is an acknowledgement.
  return output.split('\n').slice(0, -1).map(Number);
}

it(`R1: ${kills} kills at random times lose no acknowledged revision`, async () => {
  const directory = temporaryFolder();
  const first = unwrap(openWorkspace(directory));
  unwrap(first.connectors.create(sampleConnector(), 'Made'));
  first.close();
  let acknowledged = 0;
  let lost = 0;
  for (let kill = 0; kill < kills; kill++) {
    const acks = await saveUntilKilled(directory);
    acknowledged += acks.length;
    const workspace = unwrap(openWorkspace(directory));
    const numbers = new Set(unwrap(workspace.connectors.revisions('weather')).map((one) => one.number));
    for (const ack of acks) {
      const files = workspace.connectors.files('weather', ack);
      const text = files.ok ? files.value.files.find((file) => file.path === 'functions/data.js')?.text : undefined;
      if (!numbers.has(ack) || !text?.includes(`items: [${ack}]`)) lost++;
    }
    workspace.close();
  }
  const db = new Database(path.join(directory, 'workspace.db'), { readonly: true });
  const integrity = db.pragma('integrity_check', { simple: true });
  const foreignKeys = db.pragma('foreign_key_check');
  db.close();
  expect({ lost, integrity, foreignKeys }).toEqual({ lost: 0, integrity: 'ok', foreignKeys: [] });
  expect(acknowledged).toBeGreaterThan(kills);
}, 60_000);
