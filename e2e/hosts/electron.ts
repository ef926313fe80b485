import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { environment, root } from './program.ts';
import type { Launch } from './types.ts';

/** The Electron program, or undefined where it has not been downloaded. */
export function electronBinary(): string | undefined {
  const directory = path.join(root, 'node_modules/electron');
  const pathFile = path.join(directory, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const distribution = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(directory, 'dist');
  const program = path.join(distribution, readFileSync(pathFile, 'utf8'));
  return existsSync(program) ? program : undefined;
}

/** The studio in Electron itself. */
export const launchElectron: Launch = async (options) => {
  const executablePath = electronBinary();
  if (executablePath === undefined) throw new Error('there is no Electron program here');
  const environmentOfTest = Object.entries(environment(options)).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const app = await _electron.launch({
    executablePath,
    args: [
      ...[root, '--workspace', options.workspace, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      ...(options.args ?? []),
    ],
    cwd: root,
    env: Object.fromEntries(environmentOfTest),
  });
  const page = await app.firstWindow();
  const exited = new Promise<number | null>((resolve) => app.process().once('exit', resolve));
  return {
    kind: 'electron',
    page,
    // Playwright hands the same module to the function; it only names the types otherwise.
    evaluateMain: (fn, argument) => app.evaluate(fn as never, argument as never),
    exited,
    stop: async () => {
      await app.close();
      await exited;
    },
    kill: async (signal = 'SIGKILL') => {
      app.process().kill(signal);
      await exited;
    },
  };
};
