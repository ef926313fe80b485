import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { LaunchOptions } from './types.ts';

/** The checkout. */
export const root: string = path.resolve(import.meta.dirname, '../..');

/** Size of every window, so that screenshots compare. */
export const viewport = { width: 1440, height: 900 } as const;

/** Environment of every studio under test: the keychain of the machine stays untouched. */
export const environment = (options: LaunchOptions): NodeJS.ProcessEnv => ({
  ...process.env,
  STUDIO_VAULT: 'session',
  ...options.env,
});

/** A started Node program; it ends by itself when this process does, because its IPC channel closes. */
export interface Program {
  readonly child: ChildProcess;
  /** What it wrote on stdout so far. */
  output(): string;
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

/** Starts a Node program from the checkout. What it writes on stderr is shown. */
export function startProgram(args: readonly string[], options: LaunchOptions): Program {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: environment(options),
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    child,
    output: () => output,
    exited,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
