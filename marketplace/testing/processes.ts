import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import type { RunningMarketplace } from './running.ts';

/** A process of a test. */
export interface Killable {
  kill(): Promise<void>;
}

function child(script: string, ...args: readonly string[]) {
  const file = path.join(import.meta.dirname, script);
  const process_ = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(process_, 'close');
  const kill = async (): Promise<void> => {
    process_.kill('SIGKILL');
    await ended;
  };
  onTestFinished(() => void process_.kill('SIGKILL'));
  const lines = createInterface(process_.stdout);
  /** The first line that it prints; rejects where it ends without one. */
  const line = async (): Promise<string> => {
    const first = await Promise.race([once(lines, 'line'), ended.then(() => undefined)]);
    if (!first) throw new Error(`${script} ended before it said anything`);
    return String(first[0]);
  };
  return { line, kill };
}

/** A marketplace in a process of its own. */
export async function serverProcess(
  place: RunningMarketplace['place'] & { readonly publicUrl?: string },
): Promise<Killable & { readonly url: string }> {
  const { line, kill } = child('serve-once.ts', JSON.stringify(place));
  const { url }: { url: string } = JSON.parse(await line());
  return { url, kill };
}

/** A publisher in a process of its own, about to send the sample connector in a version. */
export async function publisherProcess(url: string, key: string, version: string): Promise<Killable> {
  const { line, kill } = child('publish-once.ts', url, key, version);
  await line();
  return { kill };
}
