import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

const isFolder = (directory: string): boolean => statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * Makes a folder and the missing ones above it; throws the system's error where one cannot be made. Node's own
 * recursive mkdir never returns on a file system that answers ENOENT below a folder that exists, as /proc does.
 */
export function makeFolder(directory: string, mode = 0o700): void {
  if (isFolder(directory)) return;
  const parent = path.dirname(directory);
  if (parent !== directory) makeFolder(parent, mode);
  try {
    mkdirSync(directory, { mode });
  } catch (error) {
    // Another process may have made it in between.
    if (!isFolder(directory)) throw error;
  }
}
