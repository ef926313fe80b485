import { workspaceLimits } from '../../shared/limits.ts';
import { type Failure, fail, type Result } from '../../shared/result.ts';

/** An expected failure where the signature has no `Result`: disk full, database locked. `failure` is for people. */
export class WorkspaceError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'WorkspaceError';
    this.failure = failure;
  }
}

/** The code of an error of SQLite or Node, such as SQLITE_FULL or ENOENT. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Whether an error says that there is no room left. */
export const isDiskFull = (error: unknown): boolean =>
  ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? '');

const system = (code: string, message: string): Failure => ({ kind: 'system', code, message });

const unusable = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'EISDIR',
  'ENAMETOOLONG',
  'ELOOP',
  'ENOENT',
]);

/**
 * What the disk or the database did, as a system failure with the folder and the remedy: `workspace_busy`,
 * `disk_full`, `workspace_corrupt`, `workspace_unusable`, `disk_failed`. Undefined for an error that is a bug.
 */
export function describeFault(error: unknown, directory: string): Failure | undefined {
  const code = errorCode(error);
  if (code === undefined) return undefined;
  if (isDiskFull(error)) {
    return system(
      'disk_full',
      `No space is left on the disk of the workspace ${directory}: this was not saved. Free some space and try again.`,
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return system(
      'workspace_busy',
      `Another program has kept the workspace ${directory} locked for ${workspaceLimits.busyMs / 1000} seconds: close it, or try again.`,
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return system(
      'workspace_corrupt',
      `The database of the workspace ${directory} is damaged and was left as it is: put a backup of workspace.db in its place, or name another folder with --workspace.`,
    );
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code === 'SQLITE_CANTOPEN' ||
    code === 'SQLITE_PERM' ||
    unusable.has(code)
  ) {
    return system(
      'workspace_unusable',
      `The folder ${directory} cannot be used as a workspace (${code}): it must be a folder that you may write to; name another with --workspace.`,
    );
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO' || code === 'EMFILE' || code === 'ENFILE') {
    return system('disk_failed', `The disk of the workspace ${directory} failed (${code}): check it and try again.`);
  }
  return undefined;
}

/** Turns faults of one workspace into failures: as a result, or thrown where there is none. */
export interface Faults {
  result<T>(work: () => Result<T>): Result<T>;
  value<T>(work: () => T): T;
}

/** The faults of the workspace in this folder, which every sentence names. */
export function createFaults(directory: string): Faults {
  return {
    result: (work) => {
      try {
        return work();
      } catch (error) {
        const failure = describeFault(error, directory);
        if (!failure) throw error;
        return fail(failure.kind, failure.code, failure.message);
      }
    },
    value: (work) => {
      try {
        return work();
      } catch (error) {
        const failure = describeFault(error, directory);
        throw failure ? new WorkspaceError(failure) : error;
      }
    },
  };
}
