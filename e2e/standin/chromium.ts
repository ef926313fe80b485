import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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
  /** Ends the browser. */
  dispose(): void;
}

/**
 * Starts a headless Chromium and connects to it. Its profile is the empty folder STANDIN_PROFILE, which whoever started
 * this process removes: Chromium still writes for a moment after it was killed.
 */
export async function launchChromium(): Promise<Chromium> {
  const profile = process.env.STANDIN_PROFILE;
  if (profile === undefined) throw new Error('STANDIN_PROFILE names no folder for the profile of Chromium');
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
    dispose: () => child.kill('SIGKILL'),
  };
}
