import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { reasonOf } from '../../shared/result.ts';

/** A PostgreSQL that runs for the tests. */
export interface Cluster {
  /** Of its administrator; the database in it is `postgres`. */
  readonly url: string;
  stop(): void;
}

const user = 'postgres';

/** Debian keeps its programs beside the path. */
function programs(): string | undefined {
  const folders = [...globSync('/usr/lib/postgresql/*/bin').sort().reverse(), ...(process.env.PATH ?? '').split(':')];
  return folders.find((folder) => ['initdb', 'pg_ctl'].every((name) => existsSync(path.join(folder, name))));
}

/** PostgreSQL does not run as root: there it is started as the user that Debian made for it. */
function run(program: string, args: readonly string[]): void {
  const isRoot = process.getuid?.() === 0;
  const [command, all] = isRoot ? ['runuser', ['-u', user, '--', program, ...args]] : [program, args];
  const { status, stderr } = spawnSync(command, all, {
    encoding: 'utf8',
    cwd: tmpdir(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`${path.basename(program)} ended with ${status}: ${stderr}`);
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const idOf = (flag: '-u' | '-g'): number => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);

/** Starts a PostgreSQL of its own in a temporary folder; undefined where there is none on this machine, or none that starts. */
export async function startCluster(): Promise<Cluster | undefined> {
  const bin = programs();
  if (bin === undefined) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'studio-postgres-'));
  if (process.getuid?.() === 0) chownSync(folder, idOf('-u'), idOf('-g'));
  const data = path.join(folder, 'data');
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    run(path.join(bin, 'initdb'), [
      '-D',
      data,
      '-U',
      user,
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--no-sync',
      '--locale=C.UTF-8',
    ]);
    const port = await freePort();
    // What is tested is the server, not the disk of this machine.
    const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=100`;
    run(path.join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', path.join(folder, 'log'), '-o', settings, 'start']);
    return {
      url: `postgres://${user}@127.0.0.1:${port}/postgres`,
      stop: () => {
        run(path.join(bin, 'pg_ctl'), ['-D', data, '-w', '-m', 'immediate', 'stop']);
        remove();
      },
    };
  } catch (error) {
    remove();
    // Its user may not be allowed to read the folder for temporary files: no reason to fail what needs no PostgreSQL.
    console.warn(`PostgreSQL does not start here, its tests are skipped: ${reasonOf(error)}`);
    return undefined;
  }
}
