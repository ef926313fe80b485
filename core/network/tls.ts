import { isIP, type Socket } from 'node:net';
import { connect, createSecureContext, rootCertificates, type SecureContext, type TLSSocket } from 'node:tls';
import type { Within } from './deadline.ts';

/** Whom the user trusts beside the authorities that come with the studio (A67, A68). */
export interface Trust {
  /** Certificates of further authorities, PEM. */
  readonly authorities?: readonly string[] | undefined;
  /** `host:port` of servers whose certificate may be anything. */
  readonly insecureHosts?: readonly string[] | undefined;
}

/** Sets of authorities whose certificates are kept parsed. */
const KEPT_CONTEXTS = 4;
const contexts = new Map<string, SecureContext>();

/**
 * Parsing the authorities takes longer than a handshake, so it is done once for each set. The list is always given: Node's
 * own default would hear NODE_EXTRA_CA_CERTS (A68), and its own oldest version can be set from outside.
 */
function contextFor(authorities: readonly string[]): SecureContext {
  const key = authorities.join('\n');
  const kept = contexts.get(key);
  if (kept) return kept;
  const context = createSecureContext({ ca: [...rootCertificates, ...authorities], minVersion: 'TLSv1.2' });
  if (contexts.size >= KEPT_CONTEXTS) contexts.clear();
  contexts.set(key, context);
  return context;
}

/**
 * How a server is verified, whatever the environment says; only one that the user named by host and port may show any
 * certificate (A67).
 */
export const tlsOptions = (host: string, port: number, trust: Trust) => ({
  rejectUnauthorized: trust.insecureHosts?.includes(`${isIP(host) === 6 ? `[${host}]` : host}:${port}`) !== true,
  secureContext: contextFor(trust.authorities ?? []),
});

/** Resolves at an event; rejects where the socket fails or is closed before. */
export const connected = (socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once(event, resolve);
    socket.once('error', reject);
    socket.once('close', () =>
      reject(Object.assign(new Error('the other side closed the connection'), { code: 'ECONNRESET' })),
    );
  });

/**
 * Makes a connection secure; `authorized` of the socket says whether the certificate is good (A67). Revocation is not
 * checked: Node has no means to.
 */
export async function secure(
  socket: Socket,
  server: { readonly host: string; readonly port: number },
  trust: Trust,
  within: Within,
): Promise<TLSSocket> {
  const { host, port } = server;
  const tls = connect({
    socket,
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ALPNProtocols: ['http/1.1'],
    ...tlsOptions(host, port, trust),
  });
  // Its errors come through `connected`; one that is late must not end the process.
  tls.on('error', () => {});
  await within(connected(tls, 'secureConnect'));
  return tls;
}
