import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, rootCertificates, type TLSSocket } from 'node:tls';
import { classifyAddress } from './address.ts';
import { ExchangeError, networkFailure, policyFailure } from './failure.ts';
import type { PhaseClock } from './phases.ts';
import { type AllowedUrl, addressRefusal, hostAndPort } from './policy.ts';
import type { Resolve, ResolvedAddress } from './types.ts';

/** How long one address of a host gets before the next is tried beside it, ms (RFC 8305 says 250). */
const NEXT_ADDRESS_MS = 250;

export const systemResolve: Resolve = async (host) => {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

export interface SocketOptions {
  readonly resolve: Resolve;
  readonly connectMs: number;
  readonly signal: AbortSignal;
  readonly clock: PhaseClock;
  readonly authorities?: readonly string[];
}

/** Rejects after `ms`, or when the signal says so; otherwise what `work` gives. */
async function within<T>(work: Promise<T>, ms: number, signal: AbortSignal, message: string): Promise<T> {
  let stop = () => {};
  const limit = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new ExchangeError(networkFailure('connect_timeout', message))), ms);
    const aborted = () => reject(signal.reason);
    signal.addEventListener('abort', aborted, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
    };
    if (signal.aborted) aborted();
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    stop();
  }
}

/** The addresses of the host that are open to it. Where a name has public and private ones, only the public remain (A53). */
async function openAddresses(target: AllowedUrl, options: SocketOptions): Promise<readonly ResolvedAddress[]> {
  const family = isIP(target.host);
  if (family !== 0) return [{ address: target.host, family: family === 6 ? 6 : 4 }];
  options.clock.enter('dns');
  const found = await options.resolve(target.host);
  const open = found.filter(({ address }) => target.granted || classifyAddress(address) === 'public');
  const [first] = found;
  if (!first)
    throw new ExchangeError(
      networkFailure('dns_failure', `The request to ${target.host} failed: the name has no address.`),
    );
  if (open.length > 0) return open;
  const shown = hostAndPort(target.url);
  throw new ExchangeError(
    policyFailure(shown, addressRefusal(shown, classifyAddress(first.address) ?? 'reserved').message),
  );
}

const connected = (socket: Socket | TLSSocket, event: 'connect' | 'secureConnect'): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once(event, resolve);
    socket.once('error', reject);
    socket.once('close', () =>
      reject(Object.assign(new Error('the other side closed the connection'), { code: 'ECONNRESET' })),
    );
  });

/**
 * Opens a connection to the checked addresses of a host and to no other: the name is resolved once, the connection is
 * pinned to the result, and the socket's own remote address is compared at the end (A51, A53).
 * Certificates are always verified, whatever the environment says (A67, A68). Throws an ExchangeError or a system error.
 */
export async function openSocket(target: AllowedUrl, options: SocketOptions): Promise<Socket> {
  const { connectMs, signal, clock } = options;
  const startedAt = performance.now();
  const shown = hostAndPort(target.url);
  const message = `The request to ${shown} failed: no connection within ${connectMs} ms, which is the limit.`;
  const secure = target.url.protocol === 'https:';
  let socket: Socket | undefined;
  try {
    const addresses = await within(openAddresses(target, options), connectMs, signal, message);
    clock.enter('connect');
    // Never asked for another name, and never for an IP literal: it can only give what was checked.
    const pinned: LookupFunction = (_host, _options, callback) =>
      callback(
        null,
        addresses.map(({ address, family }) => ({ address, family })),
      );
    const port = Number(target.url.port) || (secure ? 443 : 80);
    socket = connectTcp({
      host: target.host,
      port,
      lookup: pinned,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
      noDelay: true,
    });
    await within(connected(socket, 'connect'), connectMs - (performance.now() - startedAt), signal, message);
    const remote = socket.remoteAddress;
    if (!addresses.some(({ address }) => address === remote)) {
      throw new ExchangeError(
        policyFailure(
          shown,
          `The connector may not reach ${shown}: the connection led to ${remote}, an address that was not checked.`,
        ),
      );
    }
    if (!secure) return socket;
    const startedTls = performance.now();
    const tls = connectTls({
      socket,
      host: target.host,
      ...(isIP(target.host) === 0 ? { servername: target.host } : {}),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: true,
      ...(options.authorities ? { ca: [...rootCertificates, ...options.authorities] } : {}),
    });
    socket = tls;
    await within(connected(tls, 'secureConnect'), connectMs - (performance.now() - startedAt), signal, message);
    clock.noteTls(performance.now() - startedTls);
    return tls;
  } catch (error) {
    // A late error of a socket that nobody waits for any more must not end the process.
    socket?.on('error', () => {});
    socket?.destroy();
    throw error;
  }
}
