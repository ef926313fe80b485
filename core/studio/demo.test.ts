import { expect, it } from 'vitest';
import { createDemoHost } from './demo.ts';

function fakeDemo() {
  const events: string[] = [];
  const start = async () => {
    events.push('start');
    return { url: 'http://127.0.0.1:1', key: 'demo', close: async () => void events.push('close') };
  };
  return { events, start };
}

it('one demo API runs, however often it is asked for, and ends with the studio', async () => {
  const { events, start } = fakeDemo();
  const demo = createDemoHost(start);
  const [first] = await Promise.all([demo.start(), demo.start()]);
  expect(first).toEqual({
    ok: true,
    value: { url: 'http://127.0.0.1:1', key: 'demo', description: 'http://127.0.0.1:1/openapi.json' },
  });
  await demo.close();
  await demo.close();
  expect(events).toEqual(['start', 'close']);
});

it('a demo API that does not start is asked for again', async () => {
  let tries = 0;
  const demo = createDemoHost(async () => {
    tries++;
    throw new Error('no port');
  });
  expect(await demo.start()).toMatchObject({ ok: false, error: { code: 'demo_failed' } });
  await demo.start();
  expect(tries).toBe(2);
  await demo.close();
});
