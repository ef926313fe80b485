import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromiumArguments, chromiumProgram } from '../hosts/chromium.ts';
import { Cdp } from './cdp.ts';

const START_MS = 30_000;

export interface Chromium {
  readonly cdp: Cdp;
  /** Where Playwright attaches. */
  readonly endpoint: string;
  readonly product: string;
  /** Ends the browser and removes its profile. */
  dispose(): void;
}

/** Starts a headless Chromium with an empty profile and connects to it. */
export async function launchChromium(): Promise<Chromium> {
  const profile = mkdtempSync(path.join(tmpdir(), 'studio-standin-'));
  const child = spawn(
    chromiumProgram(),
    [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      ...chromiumArguments(),
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  // Chromium writes the port and the path of its DevTools socket into this file.
  const file = path.join(profile, 'DevToolsActivePort');
  const lines = (): string[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
  const end = performance.now() + START_MS;
  while (lines().length < 2) {
    if (performance.now() > end || child.exitCode !== null) throw new Error('Chromium did not start');
    await wait(20);
  }
  const [port, socketPath] = lines();
  const cdp = await Cdp.connect(`ws://127.0.0.1:${port}${socketPath}`);
  const { product } = await cdp.send('Browser.getVersion');
  return {
    cdp,
    endpoint: `http://127.0.0.1:${port}`,
    product: String(product),
    dispose: () => {
      child.kill('SIGKILL');
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}
