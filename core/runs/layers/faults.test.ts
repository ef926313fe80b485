import { describe, expect, it } from 'vitest';
import { networkLimits } from '../../../shared/limits.ts';
import type { Fault } from '../../../shared/run/fault.ts';
import { parseFault } from '../../../shared/run/fault-text.ts';
import { httpServer } from '../../network/testing/server.ts';
import { unwrap } from '../../workspace/testing/temporary.ts';
import type { Clock } from '../clock.ts';
import { testClock } from '../testing/clock.ts';
import { testRunner } from '../testing/studio.ts';

const faults = (...texts: readonly string[]): Fault[] => texts.map((text) => unwrap(parseFault(text)));

/** Asks for /a, /b, /a, /b … and says of each what it got. */
const source = `export async function data({ account, count }) {
  const items = [];
  for (let n = 0; n < count; n++) {
    try {
      const { status, body, headers } = await http.get(account.baseUrl + (n % 2 ? '/b' : '/a'));
      items.push(typeof body === 'object' ? status : status + ' no JSON');
      if (headers['retry-after']) items.push('after ' + headers['retry-after']);
    } catch (error) { items.push(error.name); }
  }
  return { items };
}`;

async function studioWithSource(time?: Clock) {
  const server = await httpServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end('{"rows":[1,2,3]}'),
  );
  const clock = testClock();
  const studio = testRunner({ clock: time ?? clock, files: { 'functions/data.js': source } });
  await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
  const items = async (count: number, list: readonly Fault[], more: { replayOf?: string } = {}) => {
    const detail = await studio.run({ target: 'data', input: { count }, faults: [...list], ...more });
    // The function gives this shape.
    return { detail, items: (detail.result as { items: unknown[] } | null)?.items };
  };
  return { server, clock, studio, items };
}

describe('faults', () => {
  it('strike the request of their number, so many times, among those that their URL fits', async () => {
    const { server, items } = await studioWithSource();
    expect((await items(4, faults('500@2x2'))).items).toEqual([200, 500, 500, 200]);
    expect((await items(6, faults('401@2:/b'))).items).toEqual([200, 200, 200, 401, 200, 200]);
    expect((await items(2, faults('429:7@1'))).items).toEqual([429, 'after 7', 200]);
    expect(server.requests).toHaveLength(2 + 5 + 1);
  });

  it('that answer instead of the source never send, and say so in the record', async () => {
    const { server, studio, items } = await studioWithSource();
    const { detail } = await items(2, faults('429:2@1', 'offline@2'));
    expect(server.requests).toHaveLength(0);
    expect(detail.exchanges).toMatchObject([
      {
        status: 429,
        answeredBy: 'mock',
        fault: '429 with Retry-After: 2',
        responseHeaders: [
          ['content-type', 'application/json'],
          ['retry-after', '2'],
        ],
      },
      {
        status: null,
        answeredBy: 'mock',
        fault: 'offline: the connection is refused',
        error: { code: 'connection_refused' },
      },
    ]);
    const body = studio.workspace.runs.readBody(detail.exchanges[0]?.responseBody?.id ?? '', 200);
    expect(Buffer.from(body?.bytes ?? []).toString()).toBe('{"error":"A fault answers 429 with Retry-After: 2."}');
  });

  it('that break an answer leave the record as the function saw it', async () => {
    const { server, studio, items } = await studioWithSource();
    const { detail, items: seen } = await items(3, faults('cut@1', 'malformed@2'));
    expect(seen).toEqual(['NetworkError', '200 no JSON', 200]);
    expect(server.requests).toHaveLength(3);
    const [cut, malformed, whole] = detail.exchanges;
    expect(cut).toMatchObject({
      status: 200,
      error: { code: 'connection_closed' },
      fault: 'cut: the body ends in the middle',
    });
    expect(malformed).toMatchObject({ status: 200, fault: 'malformed: the body is no longer JSON' });
    expect(whole?.fault).toBeUndefined();
    const text = (id = '') => Buffer.from(studio.workspace.runs.readBody(id, 200)?.bytes ?? []).toString();
    expect([cut, malformed, whole].map((one) => text(one?.responseBody?.id))).toEqual([
      '{"rows":',
      '{"rows":\n<malformed by a fault>',
      '{"rows":[1,2,3]}',
    ]);
    expect(studio.workspace.runs.get(detail.id)).toMatchObject({ ok: true, value: { exchanges: detail.exchanges } });
  });

  it('that are slow delay the request, or end it where it takes longer than it may', async () => {
    const { server, clock, items } = await studioWithSource();
    const { detail, items: seen } = await items(2, faults('slow:2000@1', `slow:${networkLimits.totalMs}@2`));
    expect([seen, clock.sleeps, server.requests.length]).toEqual([
      [200, 'NetworkError'],
      [2000, networkLimits.totalMs],
      1,
    ]);
    expect(detail.exchanges).toMatchObject([
      { status: 200, fault: 'slow: 2000 ms later' },
      { status: null, answeredBy: 'mock', error: { code: 'timeout' } },
    ]);
    expect(detail.exchanges[0]?.timings.blocked).toBeGreaterThanOrEqual(2000);
    expect(detail.exchanges[0]?.durationMs).toBeGreaterThanOrEqual(2000);
  });

  it('that are slow are recorded as no slower than they were where the run ended in the wait', async () => {
    const clock = testClock();
    const ended = {
      now: clock.now,
      sleep: async (_ms: number, signal: AbortSignal) => !(await clock.sleep(300, signal)),
    };
    const { items } = await studioWithSource(ended);
    const { detail } = await items(1, faults('slow:20000'));
    expect(detail.exchanges).toMatchObject([{ error: { code: 'cancelled' }, fault: 'slow: 20000 ms later' }]);
    expect(detail.exchanges[0]?.durationMs).toBeGreaterThanOrEqual(300);
    expect(detail.exchanges[0]?.durationMs).toBeLessThan(10_000);
  });

  it('are met by further tries too', async () => {
    const { server, studio } = await studioWithSource();
    const detail = await studio.run({
      target: 'data',
      input: { count: 1 },
      attempts: 3,
      faults: faults('503@1', 'offline@2'),
    });
    expect(detail.result).toEqual({ items: [200] });
    expect(server.requests).toHaveLength(1);
    const [first, second] = detail.exchanges;
    expect(detail.exchanges.map((one) => [one.answeredBy, one.retryOf])).toEqual([
      ['mock', undefined],
      ['mock', first?.id],
      [undefined, second?.id],
    ]);
  });

  it('strike a replay as they strike the source, and its tries do not wait', async () => {
    const { server, clock, studio, items } = await studioWithSource();
    const live = await items(3, []);
    const again = await items(3, faults('500@1', 'cut@1:/b', 'malformed@2:/a'), { replayOf: live.detail.id });
    // The request that was answered instead of the recording is left over at the end.
    expect(again.items).toEqual([500, 'NetworkError', '200 no JSON']);
    expect(again.detail.exchanges.map((one) => one.answeredBy)).toEqual(['mock', 'recording', 'recording']);
    const tried = await studio.run({
      target: 'data',
      input: { count: 3 },
      attempts: 2,
      replayOf: live.detail.id,
      faults: faults('503:30@1'),
    });
    expect(tried.result).toEqual({ items: [200, 200, 200] });
    expect([clock.sleeps, server.requests.length]).toEqual([[], 3]);
    expect(tried.events.filter((event) => event.kind === 'retry')).toEqual([]);
  });
});
