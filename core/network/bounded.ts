import { networkLimits } from '../../shared/limits.ts';
import type { Header } from '../../shared/run/exchange.ts';

/** The parts of a request that its sender chooses. */
interface Chosen {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array | undefined;
}

const cut = (text: string, maxChars: number): string => (text.length > maxChars ? `${text.slice(0, maxChars)}…` : text);

/** The headers before the one that would be too much. */
function fitting(headers: readonly Header[]): readonly Header[] {
  let left: number = networkLimits.headerBytes;
  const end = headers.findIndex(([name, value]) => {
    left -= name.length + value.length;
    return left < 0;
  });
  return end < 0 ? headers : headers.slice(0, end);
}

/**
 * A request as it is written down: what is larger than anything that can be sent is refused, or answered by a mock or a
 * recording, and must not fill the workspace all the same (A44).
 */
export function bounded<Sent extends Chosen>(sent: Sent): Sent {
  const { methodChars, urlChars, requestBytes } = networkLimits;
  const body = sent.body && sent.body.byteLength > requestBytes ? undefined : sent.body;
  return {
    ...sent,
    method: cut(sent.method, methodChars),
    url: cut(sent.url, urlChars),
    headers: fitting(sent.headers),
    body,
  };
}

/** A message about a request, which may quote all of it. */
export const boundedMessage = (message: string): string => cut(message, networkLimits.messageChars);
