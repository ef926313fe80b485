import { existsSync } from 'node:fs';
import path from 'node:path';
import { install } from './install.mjs';
import { die, isWindows, modules, root } from './shell.mjs';

const NODE_MAJOR = 24;

/** `npm ci` when the lockfile or the platform differs from what is installed; nothing otherwise. */
export async function ensureDependencies() {
  const problem = await install(root, 'dependencies');
  if (problem !== undefined) die(`${problem} Mend that and call the same command again.`);
}

/** The Node that everything but this bootstrap runs on. */
export function nodePath() {
  const local = path.join(modules, 'node', 'bin', isWindows ? 'node.exe' : 'node');
  if (existsSync(local)) return local;
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  return die(
    `Node ${NODE_MAJOR} is needed and node_modules/node holds no program: were install scripts blocked? package.json allows those that are needed (allowScripts).`,
  );
}
