import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createHttpClient, createMasker, ExchangeLog } from '../index.ts';
import { certificate, privateKey } from './certificate.ts';

/** Asks a server with the test certificate and writes what came of it; what the environment adds to trust counts or not. */
const server = createServer({ cert: certificate, key: privateKey }, (_request, response) => response.end('trusted'));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
// A TCP server that listens has an address of this shape.
const { port } = server.address() as AddressInfo;
const masker = createMasker([]);
const recorder = { put: () => undefined, writeBody: () => undefined };
const client = createHttpClient({
  policy: { hosts: [], connectionHosts: [], grants: ['127.0.0.1'] },
  masker,
  exchanges: new ExchangeLog({ run: 'run', masker, places: { headers: [], query: [] }, recorder }),
});
const context = { signal: new AbortController().signal, queuedMs: 0 };
const reply = await client.send({ method: 'GET', url: `https://127.0.0.1:${port}/`, headers: [] }, context);
process.stdout.write(reply.kind === 'response' ? 'trusted' : `${reply.code}: ${reply.message}`);
await client.close();
server.close();
