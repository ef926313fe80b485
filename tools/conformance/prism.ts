import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';

/** Time that Prism has to read a description, ms. */
const START_MS = 60_000;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** A mock server by others, of one description. */
export interface Prism {
  /** It serves the paths of a description without that of its server. */
  readonly url: string;
  close(): void;
}

/** Starts Prism on a description; a failure with its own words where it does not start. */
export async function startPrism(file: string): Promise<Result<Prism>> {
  const require = createRequire(import.meta.url);
  const program = path.join(path.dirname(require.resolve('@stoplight/prism-cli/package.json')), 'dist/index.js');
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, [program, 'mock', '-h', '127.0.0.1', '-p', String(port), file], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const isUp = await new Promise<boolean>((resolve) => {
    const settle = (value: boolean): void => {
      clearTimeout(timer);
      resolve(value);
    };
    const timer = setTimeout(() => settle(false), START_MS);
    const listen = (chunk: unknown): void => {
      said = `${said}${String(chunk)}`.slice(-4_000);
      if (/is listening/i.test(said)) settle(true);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', () => settle(false));
  });
  if (isUp) return ok({ url: `http://127.0.0.1:${port}`, close: () => child.kill() });
  child.kill();
  const words = said.replace(/\p{Cc}\[[\d;]*m/gu, '').split('\n');
  const line = words.findLast((one) => /error|fatal|cannot|invalid/i.test(one)) ?? 'it said nothing';
  return fail('remote', 'prism_failed', `Prism does not start: ${line.trim().slice(0, 200)}`);
}
