import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { crmInstall, crmPackage, crmSource } from './testing/crm.ts';
import {
  behind,
  call,
  databases,
  emptyPlace,
  type RunningMarketplace,
  runningMarketplace,
  upload,
} from './testing/running.ts';
import { size } from './testing/soak.ts';

/** A marketplace in a process of its own. */
async function serverOf(place: RunningMarketplace['place']) {
  const script = path.join(import.meta.dirname, 'testing/serve-once.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(place)], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(createInterface(child.stdout), 'line');
  const { url }: { url: string } = JSON.parse(String(line));
  return {
    url,
    kill: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

describe.each(databases)('a server on %s that is killed while it installs', (kind) => {
  // Each kill takes a process of its own.
  it('A115, FC-21: has installed all of it or nothing, and the same request ends it', async () => {
    const place = await emptyPlace(kind);
    const marketplace = await runningMarketplace(place, { allowedHosts: ['127.0.0.1'] });
    await upload(marketplace, 'cn-crm', await crmPackage());
    let asked = (): void => undefined;
    const source = await crmSource(() => {
      asked();
      return true;
    });
    const headers = (n: number) => ({ 'idempotency-key': `k${n}` });
    const kills = size(3, 6);
    for (let n = 0; n < kills; n++) {
      const child = await serverOf(place);
      const isAsked = new Promise<void>((resolve) => {
        asked = resolve;
      });
      const body = crmInstall(source, { name: `c${n}` });
      const answer = call({ url: child.url, key: marketplace.key }, 'POST', '/v1/connectors', body, headers(n));
      const status = answer.then((got) => got.status).catch(() => 0);
      await isAsked;
      // Anywhere between the answer of the source and the answer of the server.
      await sleep((n * 60) / kills);
      await child.kill();
      const [rows, capabilities, kept] = await behind(marketplace, async ({ db }) => {
        const found = await db.selectFrom('connectors').selectAll().where('name', '=', `c${n}`).execute();
        const seqs = found.map((row) => row.seq);
        const needs = await db
          .selectFrom('connector_capabilities')
          .selectAll()
          .where('connector_seq', 'in', [0, ...seqs])
          .execute();
        const answers = await db.selectFrom('answers').select('body').where('key', '=', `k${n}`).execute();
        return [found.length, needs.length, answers.filter((row) => row.body !== null).length];
      });
      expect([0, 1]).toContain(rows);
      expect([capabilities, kept]).toEqual([rows * 4, rows]);
      if ((await status) === 201) expect(rows).toBe(1);
      await behind(marketplace, ({ db }) => db.updateTable('answers').set({ locked_until: '' }).execute());
      const again = await call(marketplace, 'POST', '/v1/connectors', body, headers(n));
      expect(again.status).toBe(rows === 1 ? 200 : 201);
    }
    const all = await behind(marketplace, ({ db }) =>
      db.selectFrom('connectors').select('name').orderBy('seq', 'asc').execute(),
    );
    expect(all.map(({ name }) => name)).toEqual(Array.from({ length: kills }, (_, n) => `c${n}`));
  }, 120_000);
});
