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
  return { lines: createInterface(process_.stdout), kill };
}

/** A marketplace in a process of its own. */
export async function serverProcess(place: RunningMarketplace['place']): Promise<Killable & { readonly url: string }> {
  const { lines, kill } = child('serve-once.ts', JSON.stringify(place));
  const [line] = await once(lines, 'line');
  const { url }: { url: string } = JSON.parse(String(line));
  return { url, kill };
}

/** A publisher in a process of its own, about to send the sample connector in a version. */
export async function publisherProcess(url: string, key: string, version: string): Promise<Killable> {
  const { lines, kill } = child('publish-once.ts', url, key, version);
  await once(lines, 'line');
  return { kill };
}
