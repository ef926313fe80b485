import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { isWindows } from './shell.mjs';

/** The lock of another machine, whose processes cannot be looked up, is left after this, ms. */
const UNKNOWN_HOLDER_MS = 15 * 60_000;
/** A lock is written within microseconds; one that still says nothing after this was left half-written, ms. */
const HALF_WRITTEN_MS = 5_000;
const POLL_MS = 200;

/**
 * When a process began, as a text that only its own later readings equal; undefined where it runs no longer or
 * the system does not tell. A process id alone may belong to another process by now.
 * @param {number} pid
 * @returns {string | undefined}
 */
function startOf(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in field 2 may hold blanks and brackets: counting starts behind it, with field 3.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // One that has ended stays listed until its parent asks for it, which in a container may be never.
      return fields[0] === 'Z' ? undefined : fields[19];
    }
    if (isWindows) return undefined;
    const ps = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] });
    return ps.toString().trim() || undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
const processOf = (pid) => ({ pid, start: startOf(pid) });

/** @param {{ pid: number, start?: string }} one */
function lives({ pid, start }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Not permitted means that it is there.
    return error.code === 'EPERM';
  }
  return start === undefined || startOf(pid) === start;
}

/** What a lock says; undefined where there is none. */
function read(file) {
  try {
    const age = Date.now() - statSync(file).mtimeMs;
    let said;
    try {
      said = JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      // Half-written, or the empty folder that older checkouts used.
    }
    return { age, said: Array.isArray(said?.processes) ? said : undefined };
  } catch {
    return undefined;
  }
}

function abandoned({ age, said }) {
  if (!said) return age > HALF_WRITTEN_MS;
  // Processes of another machine, or of another container on the same files, cannot be looked up.
  if (said.host !== hostname()) return age > UNKNOWN_HOLDER_MS;
  return !said.processes.some(lives);
}

function create(file, content) {
  try {
    writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    // What stands there may be a folder; opening one for writing fails in another way on each system.
    if (error.code === 'EEXIST' || existsSync(file)) return false;
    throw error;
  }
}

/**
 * Removes a lock whose holder is gone. Of all who find the same one only the first to make the mark of that lock may
 * remove it, and looks again first: nobody removes the lock of one who has just taken over.
 */
function remove(file, found) {
  const mark = `${file}-${found.said?.token ?? 'unreadable'}`;
  if (!create(mark, '')) {
    const left = statSync(mark, { throwIfNoEntry: false });
    if (left && Date.now() - left.mtimeMs > HALF_WRITTEN_MS) rmSync(mark, { force: true });
    return;
  }
  const now = read(file);
  if (now && now.said?.token === found.said?.token && abandoned(now)) rmSync(file, { recursive: true, force: true });
  rmSync(mark, { force: true });
}

/**
 * Takes a lock, a file that names its holder; where another process holds it, waits until that one lets go or is gone.
 * @param {string} file
 * @param {(pid: number | undefined) => void} waiting called once, where there is something to wait for
 * @returns {Promise<{ share(pid: number): void, release(): void }>} `share` lets a child process hold the lock too, so that
 * it stays when this process is killed and the child works on
 */
export async function takeLock(file, waiting) {
  const token = randomUUID();
  const text = (pids) => JSON.stringify({ token, host: hostname(), processes: pids.map(processOf) });
  for (let told = false; !create(file, text([process.pid])); ) {
    const found = read(file);
    if (!found) continue;
    if (abandoned(found)) remove(file, found);
    else if (!told) {
      told = true;
      waiting(found.said?.processes[0]?.pid);
    } else await sleep(POLL_MS);
  }
  return {
    share: (pid) => {
      // Nobody ever reads half of it.
      writeFileSync(`${file}-${token}-new`, text([process.pid, pid]));
      renameSync(`${file}-${token}-new`, file);
    },
    release: () => {
      if (read(file)?.said?.token === token) rmSync(file, { force: true });
    },
  };
}
