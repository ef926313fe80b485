import path from 'node:path';
import { importLimits, networkLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  createHttpClient,
  createMasker,
  ExchangeLog,
  type HttpClientOptions,
  type HttpFailure,
} from '../network/index.ts';

/** Ways a person writes the own machine; every other private address in an import is refused (A5). */
const ownMachine = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/** Host and port as they were typed, before any parser makes another address of them. */
const typedHost = (address: string): string => /^https?:\/\/([^/?#]*)/i.exec(address)?.[1] ?? '';

function fileNameOf(url: URL): string {
  const name = path.posix.basename(url.pathname).replace(/[^A-Za-z0-9._-]+/g, '-');
  return /^[A-Za-z0-9]/.test(name) ? name : 'description';
}

function sentence(address: string, failure: HttpFailure): Result<never> {
  if (failure.name === 'PolicyError') {
    const message = `${address} leads to ${failure.host ?? 'a private address'}, which an import may not reach: only public hosts, and this machine where you write localhost, 127.0.0.1 or [::1]. Download the file and import it.`;
    return fail('input', 'refused', message);
  }
  return fail('remote', failure.code, `${address} cannot be fetched: ${failure.message}`);
}

/** A file as it was fetched. */
export interface FetchedFile {
  /** The last part of the address, of harmless characters. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * Fetches a file from an address that the user typed or confirmed: public hosts, or the own machine where it was written as
 * such. Redirects stay on that host. Input failures: `bad_url`, `refused`, `too_large`; remote ones name the cause.
 * `signal` ends it; `route` is what the user set for the network (A68).
 */
export async function fetchFile(
  address: string,
  signal: AbortSignal = new AbortController().signal,
  route: Pick<HttpClientOptions, 'proxy' | 'authorities' | 'insecureHosts'> = {},
): Promise<Result<FetchedFile>> {
  const url = URL.parse(address);
  if (!url) return fail('input', 'bad_url', `${address} is not an address; check it and call again.`);
  const host = typedHost(address);
  const masker = createMasker([]);
  const recorder = { put: () => undefined, writeBody: () => undefined };
  const client = createHttpClient({
    ...route,
    policy: { hosts: [url.host], connectionHosts: [], grants: ownMachine.test(host) ? [url.host] : [] },
    masker,
    exchanges: new ExchangeLog({ run: 'import', masker, places: { headers: [], query: [] }, recorder }),
    limits: {
      decodedBytes: importLimits.bytes,
      responseBytes: Math.min(importLimits.bytes, networkLimits.responseBytes),
    },
  });
  try {
    const request = { method: 'GET', url: url.href, headers: [] };
    const reply = await client.send(request, { signal, queuedMs: 0 });
    if (reply.kind === 'failure') return sentence(address, reply);
    if (reply.status !== 200) {
      return fail(
        'remote',
        'bad_status',
        `${address} answered ${reply.status} ${reply.statusText}; open it in a browser to see what stands there.`,
      );
    }
    return ok({ fileName: fileNameOf(url), bytes: reply.body });
  } finally {
    await client.close();
  }
}

/** Fetches a description: `fetchFile`, read as UTF-8. */
export async function fetchDescription(
  ...request: Parameters<typeof fetchFile>
): Promise<Result<{ readonly fileName: string; readonly text: string }>> {
  const file = await fetchFile(...request);
  return file.ok ? ok({ fileName: file.value.fileName, text: new TextDecoder().decode(file.value.bytes) }) : file;
}
