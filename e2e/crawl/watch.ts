import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { secretsIn } from './forms.ts';

type Secrets = Readonly<Record<string, string>>;

/** Which secrets stand in the files of a folder, with the file. */
export async function secretsInFiles(folder: string, secrets: Secrets): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = await readFile(path.join(file.parentPath, file.name)).catch(() => Buffer.alloc(0));
    found.push(...secretsIn(bytes, secrets).map((one) => `${file.name}: ${one}`));
  }
  return found;
}

/** Which secrets stand in the arguments or the environment of this process's children, and of theirs. */
export async function secretsInProcesses(secrets: Secrets): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = new Map<string, string>();
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    parents.set(pid, / \S (\d+) /.exec(stat.slice(stat.lastIndexOf(')')))?.[1] ?? '');
  }
  const isOurs = (pid: string): boolean =>
    pid === String(process.pid) || (parents.has(pid) && isOurs(parents.get(pid) ?? ''));
  const found: string[] = [];
  for (const pid of pids.filter((one) => one !== String(process.pid) && isOurs(one)))
    for (const file of ['cmdline', 'environ']) {
      const bytes = await readFile(`/proc/${pid}/${file}`).catch(() => Buffer.alloc(0));
      found.push(...secretsIn(bytes, secrets).map((one) => `${file} of ${pid}: ${one}`));
    }
  return found;
}

/** Everything that a script of the page could read of what it keeps. */
export const keptByPage = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const kept: unknown[] = [
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      location.href,
      history.state,
      document.title,
    ];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
      for (const store of db.objectStoreNames)
        kept.push(
          await new Promise((resolve) => {
            const asked = db.transaction(store).objectStore(store).getAll();
            asked.onsuccess = () => resolve(asked.result);
          }),
        );
      db.close();
    }
    for (const name of await caches.keys())
      kept.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
    kept.push([...document.querySelectorAll('input, textarea')].map((field) => ('value' in field ? field.value : '')));
    return JSON.stringify(kept);
  });

/** A picture of the page's memory as text: every string in it that lives, after what is no longer used went. */
export async function heapOf(page: Page): Promise<Buffer> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const chunks: Buffer[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(Buffer.from(chunk)));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return Buffer.concat(chunks);
}
