import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { workspaceLimits } from '../../shared/limits.ts';
import { isDiskFull } from './faults.ts';

/**
 * A file that only takes room. On a full disk even a DELETE fails, since the log must grow first: deleting gives this
 * room back and tries again (R9).
 */
export interface Reserve {
  /** Runs work that frees room; on a full disk a second time with the reserve given back. */
  use<T>(work: () => T): T;
}

/** Takes `bytes` of room in the folder, if there is that much. */
export function createReserve(directory: string, bytes: number = workspaceLimits.reserveBytes): Reserve {
  const file = path.join(directory, 'reserve');
  const fill = (): void => {
    if (existsSync(file)) return;
    try {
      writeFileSync(file, Buffer.alloc(bytes), { mode: 0o600 });
    } catch {
      // There is no room for it now; a part of it would be of no use.
      rmSync(file, { force: true });
    }
  };
  fill();
  return {
    use: (work) => {
      try {
        return work();
      } catch (error) {
        if (!isDiskFull(error)) throw error;
        rmSync(file, { force: true });
        try {
          return work();
        } finally {
          fill();
        }
      }
    },
  };
}
