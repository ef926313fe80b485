import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const modules = path.join(root, 'node_modules');
export const isWindows = process.platform === 'win32';

/** Progress goes to stderr: stdout belongs to the task. */
export const say = (message) => console.error(`[studio] ${message}`);

/** Ends the bootstrap with one sentence. */
export function die(message, code = 1) {
  say(message);
  process.exit(code);
}

/** Runs a command to its end and gives its exit status. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: isWindows && !command.endsWith('.exe'),
    ...options,
  });
  return result.status ?? 1;
}

/**
 * Runs a program that may last (a server, the studio): signals are passed on, and it is told by its IPC channel when
 * this process ends, whatever ended it, so that nothing stays behind.
 */
export function supervise(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'], ...options });
  const stop = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
  // npm may be killed without a word; then this process gets another parent.
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && stop('SIGTERM'), 1000);
  watch.unref();
  return new Promise((resolve) => {
    child.on('error', (error) => {
      say(`${path.basename(command)} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1)));
  });
}
