import { networkLimits } from '../../shared/limits.ts';
import { type Failure, fail, ok, type Result } from '../../shared/result.ts';
import { shownAddress } from './address.ts';

/** What sends requests; the global `fetch` unless a test says otherwise. */
export type Fetch = typeof globalThis.fetch;

/** One request to a marketplace. */
export interface MarketplaceRequest {
  readonly marketplace: URL;
  readonly url: URL;
  /** Sent as it is; undefined for none. */
  readonly key: string | undefined;
  readonly fetch: Fetch;
  /** Bytes of the answer at most. */
  readonly maxBytes: number;
  /** Longest wait for the whole answer, ms. */
  readonly timeoutMs?: number;
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** What a marketplace answered; `bytes` is the whole body, decompressed. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** What a failed connection says, in words; `true` where the same request may work in a moment. */
const reasons: Readonly<Record<string, readonly [string, boolean]>> = {
  ECONNREFUSED: ['nothing listens there; check the address and that it is running', false],
  ENOTFOUND: ['its name is not known; check the address and your network', false],
  EAI_AGAIN: ['its name cannot be looked up; check your network', false],
  ENETUNREACH: ['its network cannot be reached; check your network', false],
  EHOSTUNREACH: ['its machine cannot be reached; check your network', false],
  UND_ERR_CONNECT_TIMEOUT: ['it does not take the connection; check the address and your network', false],
  TimeoutError: ['it did not finish in time; try again', false],
};

function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...code, error.name, ...inner, ...codesOf(error.cause)];
}

/** `fetch` refuses ports of other protocols and says so in words only. */
const isBadPort = (error: unknown): boolean =>
  error instanceof Error && (error.message === 'bad port' || isBadPort(error.cause));

const isCertificate = (code: string): boolean => /^(CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code);

/** A connection that failed, as a remote failure; `details.passing` says that a second try may work. */
export function connectionFailure(marketplace: URL, error: unknown): Failure {
  const codes = codesOf(error);
  const certificate = codes.find(isCertificate);
  const known = codes.find((code) => Object.hasOwn(reasons, code));
  const [reason, passing] = isBadPort(error)
    ? [`port ${marketplace.port} is not for HTTP; check the address`, false]
    : certificate !== undefined
      ? [`its certificate is not trusted (${certificate}); check the address`, false]
      : ((known === undefined ? undefined : reasons[known]) ?? ['the connection broke; try again', true]);
  return {
    kind: 'remote',
    code: 'unreachable',
    message: `The marketplace ${shownAddress(marketplace)} cannot be reached: ${reason}.`,
    details: { passing },
  };
}

async function readCapped(response: Response, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Sends a request with the key and reads the answer up to `maxBytes` (A116). A redirect is not followed: the key goes
 * to the named address only. Remote failures: `unreachable`, `redirected`, `answer_too_large`.
 */
export async function ask(request: MarketplaceRequest): Promise<Result<Answer>> {
  const { marketplace } = request;
  try {
    const response = await request.fetch(request.url, {
      method: request.method ?? 'GET',
      headers: {
        ...request.headers,
        ...(request.key === undefined ? {} : { authorization: `Bearer ${request.key}` }),
      },
      // Bytes of a whole buffer of their own, as the type of a body asks for.
      ...(request.body ? { body: new Uint8Array(request.body) } : {}),
      redirect: 'manual',
      signal: AbortSignal.timeout(request.timeoutMs ?? networkLimits.totalMs),
    });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      const target = response.headers.get('location')?.slice(0, 200) ?? 'another address';
      return fail(
        'remote',
        'redirected',
        `The marketplace ${shownAddress(marketplace)} sends on to ${target}; the key was not sent there. Name that address if you trust it.`,
      );
    }
    const bytes = await readCapped(response, request.maxBytes);
    if (bytes) return ok({ status: response.status, headers: response.headers, bytes });
    return fail(
      'remote',
      'answer_too_large',
      `The marketplace ${shownAddress(marketplace)} answered with more than ${request.maxBytes} bytes, and the rest was not read: check that the address is a marketplace's.`,
    );
  } catch (error) {
    return { ok: false, error: connectionFailure(marketplace, error) };
  }
}
