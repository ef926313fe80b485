import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/** The files among which a description may refer to others; names have `/` between folders and never lead out. */
export interface FileSet {
  /** Name of the description itself. */
  readonly main: string;
  /** Size of a file; undefined where it is not in the set. */
  bytesOf(name: string): number | undefined;
  /** Text of a file that is in the set. */
  read(name: string): string;
}

/** The folder of a file on disk that the user chose. Links are not followed out of it, nor within it (A1). */
export function filesOnDisk(file: string): FileSet {
  const main = realpathSync(file);
  const folder = path.dirname(main);
  const place = (name: string): string => path.join(folder, name);
  return {
    main: path.basename(main),
    bytesOf: (name) => {
      try {
        const stat = statSync(place(name));
        return realpathSync(place(name)) === place(name) && stat.isFile() ? stat.size : undefined;
      } catch {
        return undefined;
      }
    },
    read: (name) => readFileSync(place(name), 'utf8'),
  };
}

/** Files that came together as text (a drop, a chosen folder), by name; nothing else of the machine is looked at. */
export function filesInMemory(main: string, files: Readonly<Record<string, string>>): FileSet {
  const texts = new Map(Object.entries(files));
  return {
    main: path.posix.normalize(main),
    bytesOf: (name) => {
      const text = texts.get(name);
      return text === undefined ? undefined : Buffer.byteLength(text);
    },
    read: (name) => texts.get(name) ?? '',
  };
}
