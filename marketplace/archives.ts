import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** Archives on disk, named by what they hold; one that stands there is never written again. */
export interface Archives {
  put(digest: string, bytes: Uint8Array): Promise<void>;
  read(digest: string): Readable;
}

const isThere = (file: string, bytes: number): Promise<boolean> =>
  stat(file).then(
    (stats) => stats.size === bytes,
    () => false,
  );

/** Opens or makes the folder of archives below the data folder. */
export async function openArchives(directory: string): Promise<Archives> {
  const root = path.join(directory, 'archives');
  await mkdir(root, { recursive: true, mode: 0o700 });
  const place = (digest: string): string => {
    const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
    if (hex === undefined) throw new Error(`not a digest: ${digest}`);
    return path.join(root, `${hex}.connector`);
  };
  return {
    put: async (digest, bytes) => {
      const file = place(digest);
      if (await isThere(file, bytes.byteLength)) return;
      const beside = path.join(root, `.${randomBytes(8).toString('hex')}.tmp`);
      try {
        const handle = await open(beside, 'wx', 0o600);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(beside, file);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    },
    read: (digest) => createReadStream(place(digest)),
  };
}
