import path from 'node:path';
import Database from 'better-sqlite3';

/**
 * Makes this process the one that sends what is in the outbox; gives the function that lets go, undefined where another has it.
 * A lock of the system on a file, so that it ends with its process, however that ends.
 */
export function claimOutbox(directory: string): (() => void) | undefined {
  const lock = new Database(path.join(directory, 'outbox.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    return undefined;
  }
  return () => lock.close();
}
