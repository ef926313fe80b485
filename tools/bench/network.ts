import { request } from 'undici';
import { createHttpClient, createMasker, ExchangeLog } from '../../core/network/index.ts';
import { against, cpuTime, inTurn, type Row, µs } from './measure.ts';
import { own, peer } from './peers.ts';
import { startServer } from './server.ts';

const REQUESTS = 300;
const ROUNDS = 11;

/** As much of got as is used here. */
type Got = (
  url: string,
  options: { readonly responseType: 'buffer'; readonly retry: { readonly limit: 0 } },
) => Promise<{ readonly body: Uint8Array }>;

/** The studio's client as a run opens it, with a secret to look for; what it records goes nowhere. */
function openClient() {
  const masker = createMasker(['a secret of the connection']);
  const places = { headers: ['authorization'], query: [] };
  const recorder = { put: () => undefined, writeBody: () => undefined };
  return createHttpClient({
    policy: { hosts: [], connectionHosts: [], grants: ['127.0.0.1'] },
    masker,
    exchanges: new ExchangeLog({ run: 'run_bench', masker, places, recorder }),
  });
}

/** CPU time of one request for 10 KB of JSON, one after another on a kept connection: all threads of this process. */
export async function networkCpu(): Promise<readonly Row[]> {
  const got = await peer<Got>('got');
  const server = await startServer();
  const url = `${server.url}/page`;
  const client = openClient();
  const signal = new AbortController().signal;
  const many = (one: () => Promise<number>) => async () => {
    for (let sent = 0; sent < REQUESTS; sent++)
      if ((await one()) < 10_000) throw new Error('the body did not come whole');
  };
  const { module } = got;
  const cpu = await inTurn(
    ROUNDS,
    {
      ours: many(async () => {
        const reply = await client.send({ method: 'GET', url, headers: [] }, { signal, queuedMs: 0 });
        return reply.kind === 'response' ? reply.body.byteLength : 0;
      }),
      undici: many(async () => (await (await request(url)).body.bytes()).byteLength),
      got:
        module &&
        many(async () => (await module(url, { responseType: 'buffer', retry: { limit: 0 } })).body.byteLength),
    },
    cpuTime,
  );
  await client.close();
  server.close();
  const each = (value: number | undefined) => (value === undefined ? undefined : value / REQUESTS);
  const ours = each(cpu.ours) ?? Number.NaN;
  const what = 'CPU of one request for 10 KB';
  return [
    against(what, µs, ours, { name: `${own('undici')} request()`, value: each(cpu.undici) }, 2),
    against(what, µs, ours, { ...got, value: each(cpu.got) }, 1),
  ];
}
