import { fork } from 'node:child_process';
import { createServer } from 'node:http';

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>`; `/page` answers with 10 KB of JSON, everything else with a small record. */
  readonly url: string;
  close(): void;
}

/** A server in a process of its own: what it spends is not counted, and it has a processor to itself. */
export const startServer = (): Promise<LoopbackServer> =>
  new Promise((resolve, reject) => {
    const child = fork(import.meta.filename);
    child.once('message', (port: number) => resolve({ url: `http://127.0.0.1:${port}`, close: () => child.kill() }));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });

function serve(): void {
  const record = (id: number) => ({ id, name: `Person ${id}`, email: `person${id}@example.com`, active: true });
  const small = JSON.stringify(record(7));
  const page = JSON.stringify({ data: Array.from({ length: 143 }, (_, id) => record(id)) });
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const body = request.url === '/page' ? page : small;
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
      response.end(body);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') process.send?.(address.port);
  });
  process.once('disconnect', () => process.exit());
}

if (import.meta.main) serve();
