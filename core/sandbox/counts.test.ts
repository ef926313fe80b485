import { describe, expect, it } from 'vitest';
import { json, runBody, runCommand, runModule } from './testing/run.ts';

const never = () => new Promise<never>(() => {});

describe('counts', () => {
  it('a result over the limit says both numbers', async () => {
    const { outcome } = await runBody('return "x".repeat(5000);', { limits: { resultBytes: 1000 } });
    expect(outcome).toMatchObject({
      kind: 'error',
      name: 'LimitError',
      message: 'The result is 5002 bytes of JSON; the limit is 1000 bytes. Return fewer rows per page.',
    });
  });

  it('A48: requests in all, and at once', async () => {
    let under = 0;
    let most = 0;
    const http = async () => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setTimeout(resolve, 5));
      under--;
      return json({});
    };
    const { value } = await runBody(
      `const ends = await Promise.allSettled(Array.from({ length: 120 }, () => http.get('https://x.test/'))); return [ends.filter((e) => e.status === 'fulfilled').length, ends.at(-1).reason.message];`,
      { http, limits: { requests: 100, concurrentRequests: 8 } },
    );
    expect(value).toEqual([100, 'This run has sent 100 requests, which is the limit.']);
    expect(most).toBe(8);
    const sync = await runCommand(`function go() { for (;;) floh.http.get('https://x.test/'); }`, {
      limits: { requests: 3 },
    });
    expect(sync.requests).toHaveLength(3);
    expect(sync.outcome).toMatchObject({
      kind: 'error',
      name: 'LimitError',
      message: expect.stringContaining('3 requests'),
    });
  });

  it('A48: a body of 100 MB is refused or does not fit, and never sent', async () => {
    for (const body of ['new Uint8Array(1e8)', 'new Uint8Array(7e7)']) {
      const { outcome, requests } = await runBody(`await http.post('https://x.test/', { body: ${body} });`, {
        limits: { memoryMiB: 256 },
      });
      if (outcome.kind !== 'outOfMemory')
        expect(outcome).toMatchObject({
          name: 'LimitError',
          message: expect.stringContaining('the limit is 67108864 bytes'),
        });
      expect(requests).toEqual([]);
    }
  });

  it('A48: after the deadline nothing is sent any more, blocked or not', async () => {
    const sent: number[] = [];
    const http = async () => {
      sent.push(performance.now());
      await new Promise((resolve) => setTimeout(resolve, 20));
      return json({});
    };
    const limits = { wallMs: 200 };
    const blocked = `for (;;) { try { floh.http.get('https://x.test/'); } catch {} }`;
    const waiting = `const ask = () => http.get('https://x.test/').then(ask, ask); ask(); ask(); setInterval(ask, 10); await new Promise(() => {});`;
    for (const body of [blocked, waiting]) {
      const { outcome } = await runBody(body, { http, limits });
      const endedAt = performance.now();
      expect(outcome.kind).toBe('timeout');
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(sent.length).toBeGreaterThan(0);
      expect(sent.filter((at) => at > endedAt)).toEqual([]);
    }
  });

  it('A44: request bodies without end, one after the other, are bounded on this side too', async () => {
    let most = 0;
    let under = 0;
    const http = async () => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setTimeout(resolve, 2));
      under--;
      return json({});
    };
    const { value } = await runBody(
      `const body = 'x'.repeat(1e5); let refused = 0; for (let i = 0; i < 10; i++) { const all = await Promise.allSettled(Array.from({ length: 8 }, () => http.post('https://x.test/', { body }))); refused += all.filter((one) => one.status === 'rejected').length; } return refused;`,
      { http, limits: { pendingRequestBytes: 410_000 } },
    );
    expect(value).toBe(10 * 4);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('A48: bodies of requests under way', async () => {
    const { outcome, requests } = await runBody(
      `await Promise.all(Array.from({ length: 10 }, () => http.post('https://x.test/', { body: 'x'.repeat(1e6) })));`,
      { http: never, limits: { pendingRequestBytes: 3_500_000 } },
    );
    expect(outcome).toMatchObject({
      kind: 'error',
      name: 'LimitError',
      message: expect.stringContaining('the limit is 3500000 bytes'),
    });
    expect(requests.length).toBeLessThanOrEqual(3);
  });

  it('timers pending at once', async () => {
    const { outcome } = await runBody('for (let i = 0; i < 20; i++) setTimeout(() => {}, 1e6);', {
      limits: { timers: 10 },
    });
    expect(outcome).toMatchObject({
      kind: 'error',
      name: 'LimitError',
      message: '10 timers are pending, which is the limit.',
    });
  });

  it('bodies that are not read make room for newer ones', async () => {
    const { value } = await runBody(
      `const all = []; for (let i = 0; i < 5; i++) all.push(await http.get('https://x.test/')); return all.map((r) => { try { return r.text().length; } catch (e) { return e.message; } });`,
      {
        limits: { heldBodyBytes: 2500 },
        http: () => json(0, { headers: [], body: new Uint8Array(1000).fill(65) }),
      },
    );
    const gone =
      'The body of this response was let go to make room for newer ones: read a body before sending many more requests';
    expect(value).toEqual([gone, gone, gone, 1000, 1000]);
  });

  it('no input makes the result of a module larger than it is', async () => {
    const { value } = await runModule('export const data = (request) => request.rows.length;', {
      input: { rows: Array.from({ length: 100_000 }, (_, id) => ({ id })) },
    });
    expect(value).toBe(100_000);
  });
});
