import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { publisherProcess, serverProcess } from './testing/processes.ts';
import { allVersions, publishSample } from './testing/publishing.ts';
import { behind, databases, emptyPlace, runningMarketplace } from './testing/running.ts';
import { size, soakMs } from './testing/soak.ts';

const rounds = size(6, 200);
const victims = ['server', 'client', 'both'] as const;

describe.each(databases)('a publish to %s', (kind) => {
  it(`R5: ${rounds} kills of the server, the client or both at any moment lose nothing and double nothing`, {
    timeout: soakMs,
  }, async () => {
    const place = await emptyPlace(kind);
    // A further server on the same data, which nobody kills: it says what stands there.
    const witness = await runningMarketplace(place);
    const { key } = witness;
    const count = (version: string) =>
      behind(
        witness,
        async ({ db }) =>
          (await db.selectFrom('versions').select('seq').where('version', '=', version).execute()).length,
      );
    let server = await serverProcess(place);
    let longest = 20;
    for (let round = 0; round < rounds; round++) {
      const version = `1.0.${round}`;
      const victim = victims[round % victims.length] ?? 'both';
      let acknowledged = false;
      const client = victim === 'server' ? undefined : await publisherProcess(server.url, key, version);
      const started = performance.now();
      const own = client
        ? undefined
        : publishSample({ url: server.url, key }, { version }).then((published) => {
            acknowledged = published.ok;
            if (published.ok) longest = Math.max(longest, performance.now() - started);
          });
      await sleep(Math.random() * Math.min(longest, 200));
      const wasAcknowledged = acknowledged;
      if (victim !== 'server') await client?.kill();
      if (victim !== 'client') await server.kill();
      const stored = await count(version);
      expect(stored).toBeLessThanOrEqual(1);
      // What was acknowledged is there, whatever was killed after that.
      if (wasAcknowledged) expect(stored).toBe(1);
      if (victim !== 'client') server = await serverProcess(place);
      await own;
      const again = await publishSample({ url: server.url, key }, { version });
      expect(again).toMatchObject({ ok: true, value: { version } });
      expect(await count(version)).toBe(1);
    }
    const all = (await allVersions(witness, 'cn-weather')).map(({ version }) => version);
    expect(all).toEqual(Array.from({ length: rounds }, (_, round) => `1.0.${rounds - 1 - round}`));
    const broken = await behind(witness, ({ db }) =>
      db
        .selectFrom('versions')
        .leftJoin('archives', 'archives.digest', 'versions.digest')
        .select('versions.version')
        .where('archives.digest', 'is', null)
        .execute(),
    );
    expect(broken).toEqual([]);
  });
});
