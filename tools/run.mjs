// Entry of every npm script: node tools/run.mjs <task>. Needs nothing but Node ≥ 20 and npm, so that a fresh clone
// sets itself up; everything else runs on the Node of node_modules/node.
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './bootstrap/browser.mjs';
import { ensureDependencies, nodePath } from './bootstrap/dependencies.mjs';
import { ensureElectron } from './bootstrap/electron.mjs';
import { ensureKeychain } from './bootstrap/keychain.mjs';
import { ensurePostgres } from './bootstrap/postgres.mjs';
import { die, isWindows, modules, root, run, say, supervise } from './bootstrap/shell.mjs';

const [task, ...rest] = process.argv.slice(2);

await ensureDependencies();
const node = nodePath();
const env = {
  ...process.env,
  PATH: [path.dirname(node), path.join(modules, '.bin'), process.env.PATH].join(path.delimiter),
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(modules, '.cache', 'node'),
};

/** Runs a tool of node_modules/.bin; a failure ends the task. */
function tool(name, ...args) {
  const status = run(path.join(modules, '.bin', isWindows ? `${name}.cmd` : name), args, { env });
  if (status !== 0) die(`${name} ${args.join(' ')} ended with ${status}.`, status);
}

const sources = [
  'core',
  'electron',
  'renderer',
  'resources',
  'shared',
  'web',
  'electron.vite.config.ts',
  'package-lock.json',
];

function newest(file) {
  const stat = statSync(file);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

/** True where out/ is newer than every source: a second start builds nothing. */
function built() {
  const output = path.join(root, 'out', 'renderer', 'index.html');
  if (!existsSync(output)) return false;
  const at = statSync(output).mtimeMs;
  return sources.every((source) => newest(path.join(root, source)) <= at);
}

const build = () => (built() ? undefined : tool('electron-vite', 'build', '--logLevel', 'warn'));

async function start() {
  build();
  const wish = process.env.STUDIO_HOST;
  const electron = wish === 'browser' ? { reason: 'STUDIO_HOST=browser asks for it' } : ensureElectron();
  if ('program' in electron) {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    process.exit(await supervise(electron.program, ['.', ...sandbox, ...rest], { env }));
  }
  say(
    `starting in the browser, because ${electron.reason}. Open the address below; it works once and within a minute, Enter prints another.`,
  );
  process.exit(await supervise(node, ['out/main/browser-host.js', ...rest], { env }));
}

const check = () => {
  tool('biome', 'check', '--error-on-warnings');
  tool('tsc', '-b');
};
const unit = () => {
  ensureKeychain();
  ensurePostgres();
  tool('vitest', 'run', ...rest);
};
const e2e = () => {
  ensureKeychain();
  ensurePostgres();
  env.STUDIO_CHROMIUM = ensureBrowser();
  build();
  tool('playwright', 'test', ...rest);
};

/** Every spec on every host, and every place of the crawl with the checker of accessibility: half an hour. */
const e2eAll = () => {
  env.STUDIO_E2E = 'all';
  e2e();
};
/** The specs on Electron itself, where its program is there or can be had. */
const e2eElectron = () => {
  const electron = ensureElectron();
  if ('reason' in electron) {
    say(`the specs do not run on Electron itself, because ${electron.reason}; npm run e2e runs them on its stand-in.`);
    return;
  }
  build();
  tool('playwright', 'test', '--project=electron', ...rest);
};

const tasks = {
  setup: () => undefined,
  build,
  check,
  unit,
  e2e,
  'e2e:all': e2eAll,
  'e2e:electron': e2eElectron,
  format: () => tool('biome', 'check', '--write'),
  bench: async () => {
    // The start of the studio is measured on what is shipped.
    build();
    process.exit(await supervise(node, ['tools/bench/main.ts', ...rest], { env }));
  },
  test: () => {
    check();
    unit();
    e2e();
  },
  start,
  // Paths on the command line count from where the user stands, not from the checkout.
  studio: async () =>
    process.exit(
      await supervise(node, [path.join(root, 'cli/main.ts'), ...rest], {
        env,
        cwd: process.env.INIT_CWD ?? process.cwd(),
      }),
    ),
};

await (tasks[task] ?? (() => die(`unknown task ${task}; one of ${Object.keys(tasks).join(', ')}`)))();
