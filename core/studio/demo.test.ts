import { expect, it } from 'vitest';
import { demoApiLimits } from '../../shared/limits.ts';
import { createDemoHost } from './demo.ts';

function fakeDemo() {
  const events: string[] = [];
  const start = async (port: number) => {
    events.push(`start ${port}`);
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
  expect(events).toEqual([`start ${demoApiLimits.port}`, 'close']);
});

it('a demo API takes another port where its own is taken; one that does not start is asked for again', async () => {
  const ports: number[] = [];
  const demo = createDemoHost(async (port) => {
    ports.push(port);
    throw new Error('no port');
  });
  expect(await demo.start()).toMatchObject({ ok: false, error: { code: 'demo_failed' } });
  await demo.start();
  const { port } = demoApiLimits;
  expect(ports).toEqual([port, 0, port, 0]);
  await demo.close();
});
