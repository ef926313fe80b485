import { readFileSync } from 'node:fs';
import { makeCodec } from './codec.ts';
import { mainWorld } from './page/main-world.ts';
import { preloadWorld } from './page/preload-world.ts';

const call = (fn: (...args: never[]) => void, ...args: readonly string[]): string => `(${fn})(${args.join(',')});`;

/** The script of the page's own world. */
export const mainWorldScript = (): string => call(mainWorld, String(makeCodec));

/** The script of the preload's world: the bundle as a CommonJS module. */
export function preloadWorldScript(preloadFile: string, product: string): string {
  const process_ = {
    platform: process.platform,
    arch: process.arch,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    env: {},
    versions: { ...process.versions, electron: '0.0.0-standin', chrome: product.split('/')[1] ?? '' },
  };
  const preload = `(require, module, exports, process) => {${readFileSync(preloadFile, 'utf8')}\n}`;
  return call(preloadWorld, String(makeCodec), JSON.stringify(process_), preload);
}
