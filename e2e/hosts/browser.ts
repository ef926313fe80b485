import { type Browser, chromium } from '@playwright/test';
import { chromiumArguments, chromiumProgram } from './chromium.ts';
import { type Program, startProgram, viewport } from './program.ts';
import type { Launch, LaunchOptions } from './types.ts';

/** A browser host without a browser: the program and the launch address it printed. */
export interface HostProgram extends Program {
  readonly url: string;
}

/** Starts the built browser host on any free port. */
export async function startHostProgram(options: LaunchOptions): Promise<HostProgram> {
  const program = startProgram(['out/main/browser-host.js', '--workspace', options.workspace], options);
  const url = await new Promise<string>((resolve, reject) => {
    program.child.stdout?.on('data', () => {
      const found = /^Connector Studio: (\S+)\n/m.exec(program.output())?.[1];
      if (found !== undefined) resolve(found);
    });
    void program.exited.then((code) => reject(new Error(`the browser host ended with ${code}`)));
  });
  return { ...program, url };
}

export const launchChromium = (args: readonly string[] = []) =>
  chromium.launch({ executablePath: chromiumProgram(), args: [...chromiumArguments(), ...args] });

let shared: Promise<Browser> | undefined;

/** One Chromium for all tests of a worker, which ends it; each studio has a context of its own, as if it were a browser. */
function sharedChromium(): Promise<Browser> {
  shared ??= launchChromium();
  return shared;
}

/** The studio in a browser: the contexts of two studios know nothing of each other. */
export const launchBrowserHost: Launch = async (options) => {
  const program = await startHostProgram(options);
  const browser = await sharedChromium();
  // A context of its own, so that a test can open a second window in it.
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.goto(program.url);
  return {
    kind: 'browser',
    page,
    evaluateMain: () => Promise.reject(new Error('the browser host has no main process of Electron')),
    exited: program.exited,
    stop: async () => {
      await context.close();
      await program.stop();
    },
    kill: async (signal = 'SIGKILL') => {
      program.child.kill(signal);
      await program.exited;
      await context.close();
    },
  };
};
