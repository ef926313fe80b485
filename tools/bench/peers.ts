import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { install } from '../bootstrap/install.mjs';

const folder = path.join(import.meta.dirname, 'peers');
const required = createRequire(path.join(folder, 'package.json'));

/** Tried once: where there is no registry, each peer would wait for it anew. */
let installing: Promise<string | undefined> | undefined;

/** What a benchmark compares with: its module, or why it cannot be had here. */
export interface Peer<Module> {
  /** Name and version. */
  readonly name: string;
  readonly module?: Module;
  readonly problem?: string;
}

function versionIn(directory: string): string {
  const { version }: { readonly version: string } = required(path.join(directory, 'package.json'));
  return version;
}

const installed = (): Promise<string | undefined> => {
  installing ??= install(folder, 'the peers of the benchmark', { args: ['--ignore-scripts', '--fetch-retries=1'] });
  return installing;
};

/** Where the packages of `peers/` are installed, for what bundles one; `problem` says why they are not. */
export const peerFolder = async (): Promise<{ readonly folder: string; readonly problem: string | undefined }> => ({
  problem: await installed(),
  folder: path.join(folder, 'node_modules'),
});

/**
 * A package of `peers/`, which is installed with the first one that is asked for: the product does not depend on them, and
 * its own set-up shall not wait for them. No script of theirs runs. The caller states the part of the module that it
 * uses; `inner` is a package that the peer itself depends on and that does the work.
 */
export async function peer<Module>(name: string, inner = name): Promise<Peer<Module>> {
  const problem = await installed();
  if (problem !== undefined) return { name, problem };
  try {
    const loaded: { readonly default: Module } = await import(pathToFileURL(required.resolve(inner)).href);
    return { name: `${name} ${versionIn(path.join(folder, 'node_modules', name))}`, module: loaded.default };
  } catch (error) {
    // A native module without a build for this platform, for one.
    return { name, problem: `cannot be loaded: ${error instanceof Error ? error.message.split('\n')[0] : error}` };
  }
}

/** Name and version of a package of the checkout's own node_modules. */
export function own(name: string): string {
  // Not every package exports its package.json.
  return `${name} ${versionIn(path.join(import.meta.dirname, '../../node_modules', name))}`;
}
