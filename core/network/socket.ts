import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { addressesOf, openAddresses } from './addresses.ts';
import { createDeadline, type Within } from './deadline.ts';
import { certificateProblem, describeError, ExchangeError, networkFailure, policyFailure } from './failure.ts';
import type { PhaseClock } from './phases.ts';
import { type AllowedUrl, hostAndPort } from './policy.ts';
import { type HttpProxy, openTunnel, usesProxy } from './proxy.ts';
import { connected, secure, type Trust } from './tls.ts';
import type { Resolve, ResolvedAddress } from './types.ts';

/** How long one address of a host gets before the next is tried beside it, ms (RFC 8305 says 250). */
const NEXT_ADDRESS_MS = 250;

export interface SocketOptions {
  readonly resolve: Resolve;
  readonly connectMs: number;
  /** Wait for this machine to resolve a name that the proxy is told as a name, ms. */
  readonly proxyLookupMs: number;
  readonly signal: AbortSignal;
  readonly clock: PhaseClock;
  readonly trust: Trust;
  readonly proxy?: HttpProxy | undefined;
}

/** What an open connection says of itself, as exchanges record it. */
export interface ConnectionFacts {
  /** Of the other end: the server, or the proxy. */
  readonly remoteAddress?: string;
  readonly tlsVersion?: string;
  /** The server's certificate is not good, and the user allowed that for this host (A67). */
  readonly insecure?: true;
  /** Host and port of the proxy. */
  readonly proxy?: string;
}

export interface OpenSocket {
  readonly socket: Socket;
  readonly facts: ConnectionFacts;
  /** Why the certificate is not good; with `insecure`. */
  readonly certificateProblem?: string;
}

const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80);

/** A connection to one of the addresses and to no other, which the socket's own remote address proves (A51, A53). */
async function connectTo(
  addresses: readonly ResolvedAddress[],
  port: number,
  shown: string,
  opened: (socket: Socket) => void,
  within: Within,
): Promise<Socket> {
  // Never asked for another name, and never for an IP literal: it can only give what was checked.
  const pinned: LookupFunction = (_host, _options, callback) =>
    callback(
      null,
      addresses.map(({ address, family }) => ({ address, family })),
    );
  const [only] = addresses;
  const literal = addresses.length === 1 && only ? only.address : shown;
  const socket = connect({
    host: literal,
    port,
    lookup: pinned,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
    noDelay: true,
  });
  opened(socket);
  await within(connected(socket, 'connect'));
  const remote = socket.remoteAddress;
  if (addresses.some(({ address }) => address === remote)) return socket;
  throw new ExchangeError(
    policyFailure(
      shown,
      `The connector may not reach ${shown}: the connection led to ${remote}, an address that was not checked.`,
    ),
  );
}

/** The name that the proxy is told. What this machine can resolve all the same is checked first: internal names mostly. */
async function nameForProxy(target: AllowedUrl, { resolve, proxyLookupMs }: SocketOptions): Promise<string> {
  let giveUp: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((done) => {
    giveUp = setTimeout(() => done(undefined), proxyLookupMs);
  });
  try {
    await Promise.race([openAddresses(target, resolve), late]);
  } catch (error) {
    if (error instanceof ExchangeError && error.failure.name === 'PolicyError') throw error;
  } finally {
    clearTimeout(giveUp);
  }
  return target.host;
}

/** The address that the proxy is told; IPv4 first, which more proxies can reach. */
async function addressForProxy(target: AllowedUrl, { resolve }: SocketOptions): Promise<string> {
  const open = await openAddresses(target, resolve);
  return (open.find((one) => one.family === 4) ?? open[0])?.address ?? target.host;
}

/** One connection while it is opened, step by step under one deadline. */
class Opening {
  /** The newest socket, to be closed where a further step fails. */
  socket: Socket | undefined;
  private readonly target: AllowedUrl;
  private readonly options: SocketOptions;
  private readonly within: Within;

  constructor(target: AllowedUrl, options: SocketOptions) {
    this.target = target;
    this.options = options;
    const { connectMs, signal } = options;
    const message = `The request to ${hostAndPort(target.url)} failed: no connection within ${connectMs} ms, which is the limit.`;
    this.within = createDeadline(connectMs, signal, networkFailure('connect_timeout', message));
  }

  async open(): Promise<OpenSocket> {
    const { host, url } = this.target;
    const { clock, proxy, trust } = this.options;
    const port = portOf(url);
    const through = proxy && usesProxy(proxy, host, port) ? proxy : undefined;
    if (isIP(host) === 0) clock.enter('dns');
    const socket = through ? await this.throughProxy(through, port) : await this.direct(port);
    const { remoteAddress } = socket;
    const facts = {
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
      ...(through ? { proxy: through.url.host } : {}),
    };
    if (url.protocol !== 'https:') return { socket, facts };
    const startedAt = performance.now();
    const tls = await secure(this.keep(socket), { host, port }, trust, this.within);
    this.keep(tls);
    clock.noteTls(performance.now() - startedAt);
    const tlsVersion = tls.getProtocol() ?? 'unknown';
    if (tls.authorized) return { socket: tls, facts: { ...facts, tlsVersion } };
    return {
      socket: tls,
      facts: { ...facts, tlsVersion, insecure: true },
      // Node gives the code as a text, whatever its types say.
      certificateProblem: certificateProblem(String(tls.authorizationError)),
    };
  }

  /** Remembers what is to be closed where the next step fails. */
  private keep<T extends Socket>(socket: T): T {
    this.socket = socket;
    return socket;
  }

  private async direct(port: number): Promise<Socket> {
    const addresses = await this.within(openAddresses(this.target, this.options.resolve));
    this.options.clock.enter('connect');
    return connectTo(addresses, port, hostAndPort(this.target.url), (socket) => this.keep(socket), this.within);
  }

  private async throughProxy(proxy: HttpProxy, port: number): Promise<Socket> {
    const { resolve, clock, trust } = this.options;
    const told = await this.within((proxy.resolveAtProxy ? nameForProxy : addressForProxy)(this.target, this.options));
    const { hostname, protocol, host: shown } = proxy.url;
    const server = { host: hostname.replace(/^\[|\]$/g, ''), port: portOf(proxy.url) };
    try {
      const addresses = await this.within(addressesOf(server.host, resolve));
      clock.enter('connect');
      const plain = await connectTo(addresses, server.port, shown, (socket) => this.keep(socket), this.within);
      // A host that the user trusts is a target; the certificate of the proxy must be good.
      const { authorities } = trust;
      const socket = protocol === 'https:' ? await secure(plain, server, { authorities }, this.within) : plain;
      await this.within(openTunnel(this.keep(socket), proxy, told, port));
      return socket;
    } catch (error) {
      if (error instanceof ExchangeError) throw error;
      const { message } = describeError(error, `the proxy ${shown}`);
      throw new ExchangeError(networkFailure('proxy_failure', message));
    }
  }
}

/**
 * Opens a connection to the checked addresses of a host and to no other, directly or through the user's proxy: the name is
 * resolved once and pinned to the result (A51, A53, A68). Throws an ExchangeError or a system error.
 */
export async function openSocket(target: AllowedUrl, options: SocketOptions): Promise<OpenSocket> {
  const opening = new Opening(target, options);
  try {
    return await opening.open();
  } catch (error) {
    // A late error of a socket that nobody waits for any more must not end the process.
    opening.socket?.on('error', () => {});
    opening.socket?.destroy();
    throw error;
  }
}
