import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';

const LOCK = '.studio-install.lock';

/** A folder with a lockfile, and an installer that takes its time and writes down when it begins and ends. */
function folder(): string {
  const at = mkdtempSync(path.join(tmpdir(), 'studio-install-'));
  onTestFinished(() => rmSync(at, { recursive: true, force: true }));
  writeFileSync(path.join(at, 'package-lock.json'), '{}');
  writeFileSync(
    path.join(at, 'installer.mjs'),
    `import { appendFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
appendFileSync('log', 'begin ');
rmSync('node_modules', { recursive: true, force: true });
const until = Date.now() + 10_000;
while (!existsSync('go') && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 5));
mkdirSync('node_modules');
appendFileSync('log', 'end ');
`,
  );
  writeFileSync(
    path.join(at, 'set-up.mjs'),
    `import { install } from ${JSON.stringify(path.join(import.meta.dirname, 'install.mjs'))};
const problem = await install(import.meta.dirname, 'dependencies', { command: [process.execPath, 'installer.mjs'] });
if (problem) throw new Error(problem);
`,
  );
  return at;
}

interface SetUp {
  readonly process: ChildProcess;
  /** Exit code of the process. */
  readonly ended: Promise<number | null>;
  said(): string;
}

/** A set-up in a process of its own, as a terminal starts it. */
function setUp(at: string): SetUp {
  const child = spawn(process.execPath, ['set-up.mjs'], { cwd: at, stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return {
    process: child,
    ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))),
    said: () => said,
  };
}

const log = (at: string): string => {
  const file = path.join(at, 'log');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
};
const go = (at: string) => writeFileSync(path.join(at, 'go'), '');
const holders = (at: string): { pid: number }[] => JSON.parse(readFileSync(path.join(at, LOCK), 'utf8')).processes;
const leftovers = (at: string) => readdirSync(at).filter((name) => name.startsWith(LOCK));

async function until(condition: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !condition(); await setTimeout(10))
    if (Date.now() > deadline) throw new Error('it never came to pass');
}

it('installs once, and a second call does nothing', async () => {
  const at = folder();
  go(at);
  expect(await setUp(at).ended).toBe(0);
  expect(await setUp(at).ended).toBe(0);
  expect(log(at)).toBe('begin end');
  expect(leftovers(at)).toEqual([]);
});

it('a set-up that finds another running waits, says so, and does not install again', async () => {
  const at = folder();
  const first = setUp(at);
  await until(() => log(at) === 'begin' && holders(at).length === 2);
  expect(holders(at)[0]).toMatchObject({ pid: first.process.pid });
  const second = setUp(at);
  await until(() => second.said().includes(`another set-up (process ${first.process.pid}) is running`));
  go(at);
  expect(await Promise.all([first.ended, second.ended])).toEqual([0, 0]);
  expect(log(at)).toBe('begin end');
  expect(leftovers(at)).toEqual([]);
});

it('of many set-ups that find an abandoned lock at once, one installs', async () => {
  const at = folder();
  const gone = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => gone.once('exit', resolve));
  const processes = [{ pid: gone.pid }];
  writeFileSync(path.join(at, LOCK), JSON.stringify({ token: 'old', host: hostname(), processes }));
  go(at);
  const all = Array.from({ length: 5 }, () => setUp(at));
  expect(await Promise.all(all.map((one) => one.ended))).toEqual([0, 0, 0, 0, 0]);
  expect(log(at)).toBe('begin end');
  expect(leftovers(at)).toEqual([]);
});

it('the lock of a killed set-up holds as long as its npm runs, then is taken over at once', async () => {
  const at = folder();
  const first = setUp(at);
  await until(() => log(at) === 'begin' && holders(at).length === 2);
  first.process.kill('SIGKILL');
  await first.ended;
  const second = setUp(at);
  await until(() => second.said().includes('is running'));
  expect(log(at)).toBe('begin');
  go(at);
  expect(await second.ended).toBe(0);
  expect(log(at)).toBe('begin end begin end');
  expect(leftovers(at)).toEqual([]);
});

it.runIf(process.platform === 'linux')(
  'a process that got the id of the holder later does not hold its lock',
  async () => {
    const at = folder();
    const processes = [{ pid: process.pid, start: '1' }];
    writeFileSync(path.join(at, LOCK), JSON.stringify({ token: 'old', host: hostname(), processes }));
    go(at);
    expect(await setUp(at).ended).toBe(0);
  },
);

it.runIf(process.platform === 'linux')(
  'a process that ended and that nobody waits for does not hold its lock',
  async () => {
    const at = folder();
    // It ends when the shell, which would have waited for it, is there no more.
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
    const stat = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
    await until(() => stat()[2] === 'Z');
    const processes = [{ pid, start: stat()[21] }];
    writeFileSync(path.join(at, LOCK), JSON.stringify({ token: 'old', host: hostname(), processes }));
    go(at);
    const one = setUp(at);
    expect(await one.ended).toBe(0);
    expect(one.said()).not.toContain('another set-up');
  },
);

it('waits for a set-up of another machine on the same files', async () => {
  const at = folder();
  const processes = [{ pid: 1, start: '1' }];
  writeFileSync(path.join(at, LOCK), JSON.stringify({ token: 'far', host: 'another.test', processes }));
  go(at);
  const here = setUp(at);
  await until(() => here.said().includes('another set-up (process 1) is running'));
  expect(log(at)).toBe('');
  rmSync(path.join(at, LOCK));
  expect(await here.ended).toBe(0);
});

it.each(['', 'folder'])('a lock that says nothing is left in the end (%s)', async (kind) => {
  const at = folder();
  const file = path.join(at, LOCK);
  if (kind === 'folder') mkdirSync(file);
  else writeFileSync(file, '');
  utimesSync(file, 1, 1);
  go(at);
  expect(await setUp(at).ended).toBe(0);
  expect(leftovers(at)).toEqual([]);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends the installer, then removes the lock', async (signal, code) => {
  const at = folder();
  const first = setUp(at);
  await until(() => log(at) === 'begin' && holders(at).length === 2);
  const [, installer] = holders(at);
  first.process.kill(signal);
  expect(await first.ended).toBe(code);
  expect(() => process.kill(installer?.pid ?? 0, 0)).toThrow('ESRCH');
  expect(leftovers(at)).toEqual([]);
  expect(log(at)).toBe('begin');
});

it('a failed install is told, leaves no lock and is tried again', async () => {
  const at = folder();
  const installer = path.join(at, 'installer.mjs');
  const good = readFileSync(installer, 'utf8');
  writeFileSync(installer, 'process.exit(3);');
  const first = setUp(at);
  expect(await first.ended).toBe(1);
  expect(first.said()).toContain('npm ci failed');
  expect(leftovers(at)).toEqual([]);
  writeFileSync(installer, good);
  go(at);
  expect(await setUp(at).ended).toBe(0);
  expect(log(at)).toBe('begin end');
});
