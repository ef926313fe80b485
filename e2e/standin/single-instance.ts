import { readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A later start, as `second-instance` tells of it. */
interface Start {
  readonly argv: readonly string[];
  readonly directory: string;
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/**
 * Electron's lock per profile, as files in it: who has the lock stands in one, and each later start leaves one of its own.
 * True where this process has the lock now.
 */
export function lockProfile(profile: string, onStart: (start: Start) => void): boolean {
  const lock = path.join(profile, 'SingletonLock');
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      if (isAlive(Number(readFileSync(lock, 'utf8')))) {
        const start: Start = { argv: process.argv, directory: process.cwd() };
        writeFileSync(path.join(profile, `second-${process.pid}.json`), JSON.stringify(start));
        return false;
      }
      rmSync(lock, { force: true });
    }
  }
  process.once('exit', () => rmSync(lock, { force: true }));
  watch(profile, () => {
    for (const name of readdirSync(profile)) {
      if (!/^second-\d+\.json$/.test(name)) continue;
      const text = readFileSync(path.join(profile, name), 'utf8');
      // Another event follows once it has been written whole.
      if (!text.endsWith('}')) continue;
      rmSync(path.join(profile, name));
      onStart(JSON.parse(text));
    }
  }).unref();
  return true;
}
