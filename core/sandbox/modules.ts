import { twinPath } from '../../shared/connector/files.ts';
import type { ModuleFailure, ModuleSource } from './engine.ts';
import { preludeFile } from './guest/prelude.ts';
import type { Scripts } from './scripts.ts';

const join = (base: string, specifier: string): string | undefined => {
  const parts = base.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '.' || part === '') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
};

/**
 * The connector's own scripts as modules; nothing else can be imported. `files` is read at every import, so that an
 * instance can be made before the files are known.
 */
export function connectorModules(files: () => Scripts): ModuleSource {
  // A name that cannot be resolved fails when it is loaded: the engine ignores what is thrown before.
  const failures = new Map<string, ModuleFailure>();
  const missing = (base: string, specifier: string): ModuleFailure => {
    const own = [...files().keys()].filter((path) => path !== base);
    return {
      name: 'ModuleNotFound',
      message: `${base} imports ${JSON.stringify(specifier)}, which is not a script of this connector; import one of its own files by relative path${own.length > 0 ? `: ${own.join(', ')}` : ''}.`,
    };
  };
  return {
    resolve: (base, specifier) => {
      if (base === preludeFile) return specifier;
      const path = /^\.\.?\//.test(specifier) ? join(base, specifier) : undefined;
      // One module has one form: `./utility.js` finds utility.ts, as compilers want it, and the other way round.
      const found = path === undefined ? undefined : [path, twinPath(path)].find((one) => files().has(one));
      if (found !== undefined) return found;
      const name = `${preludeFile}/missing/${failures.size}`;
      failures.set(name, missing(base, specifier));
      return name;
    },
    load: (name) => {
      const failure = failures.get(name);
      if (failure) return failure;
      const text = files().get(name);
      if (typeof text === 'object') return text;
      if (text === undefined) return { name: 'ModuleNotFound', message: `This connector has no ${name}.` };
      // The engine takes C strings and would silently run the part before it.
      if (text.includes('\0'))
        return { name: 'SyntaxError', message: `${name} contains a NUL character (U+0000); remove it.` };
      return text;
    },
  };
}

/** Scripts with `import` or `export` at the start of a line are modules; commands.js is usually a plain script (FL-31). */
export const isModuleText = (text: string): boolean =>
  /^[ \t]*(?:export\s+(?:default\b|async\b|function\b|class\b|const\b|let\b|var\b|\{|\*)|import\s+(?:[\w*{].*from\s*)?['"{*\w])/m.test(
    text,
  );
