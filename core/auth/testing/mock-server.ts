import { OAuth2Server } from 'oauth2-mock-server';
import { onTestFinished } from 'vitest';

/** An authorization server that lets everyone in and can be bent in every answer, on loopback, for one test. */
export interface MockServer {
  readonly url: string;
  /** `127.0.0.1:port`. */
  readonly host: string;
  readonly service: OAuth2Server['service'];
}

export async function mockServer(): Promise<MockServer> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('ES256');
  await server.start(0, '127.0.0.1');
  onTestFinished(() => server.stop());
  const host = `127.0.0.1:${server.address().port}`;
  server.issuer.url = `http://${host}`;
  return { url: `http://${host}`, host, service: server.service };
}
