import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const program = path.join(root, 'cli/main.ts');

/** How a `studio` command ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Environment = Readonly<Record<string, string>>;

const start = (args: readonly string[], env: Environment): ChildProcess =>
  spawn(process.execPath, [program, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, STUDIO_VAULT: 'session', ...env },
  });

/** Runs a command to its end. */
export function studio(args: readonly string[], env: Environment = {}): Promise<CommandResult> {
  const child = start(args, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

export interface ServerProcess {
  /** The JSON document that the server printed when it was ready. */
  readonly ready: Readonly<Record<string, string>>;
  stop(): Promise<number | null>;
}

/** Starts a command that serves until it is stopped; resolves when it has printed its JSON document. */
export function serve(args: readonly string[], env: Environment = {}): Promise<ServerProcess> {
  const child = start([...args, '--json'], env);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      if (!stdout.trimEnd().endsWith('}')) return;
      resolve({
        ready: JSON.parse(stdout),
        stop: () => {
          child.kill('SIGTERM');
          return ended;
        },
      });
    });
    void ended.then((code) => reject(new Error(`studio ${args[0]} ended with ${code}: ${stderr}`)));
  });
}
