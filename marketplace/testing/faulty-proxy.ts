import { connect, createServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** What goes wrong with one connection. */
export type Fault = 'none' | 'refuse' | 'cut request' | 'lose reply' | 'cut reply';

/** A way to a server on loopback that breaks connections as `choose` says, one by one. Closed after the test. */
export async function faultyProxy(target: string, choose: () => Fault): Promise<string> {
  const port = Number(new URL(target).port);
  const server = createServer((client) => {
    const fault = choose();
    if (fault === 'refuse') return void client.destroy();
    const upstream = connect(port, '127.0.0.1');
    const close = (): void => {
      client.destroy();
      upstream.destroy();
    };
    client.on('error', close).on('close', close);
    upstream.on('error', close).on('close', close);
    client.on('data', (data) => {
      if (fault !== 'cut request') return void upstream.write(data);
      upstream.write(data.subarray(0, data.byteLength / 2));
      close();
    });
    upstream.on('data', (data) => {
      if (fault === 'none') return void client.write(data);
      // The server has done its work; the client does not learn of it, or of a part only.
      if (fault === 'cut reply') client.write(data.subarray(0, data.byteLength - 20), close);
      else close();
    });
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');
  return `http://127.0.0.1:${address.port}`;
}
