import { createHash } from 'node:crypto';
import type { Exchange } from '../../shared/run/exchange.ts';

/** The recorded request body of an exchange; undefined where it is no longer stored. */
export type ReadRequestBody = (exchange: Exchange) => Uint8Array | undefined;

/** Characters of a body that a message quotes. */
const QUOTED = 80;

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
};

/** A mark that is equal for equal bodies; of JSON, spaces and the order of keys do not count. */
function markOf(body: Uint8Array | undefined): string {
  if (!body || body.byteLength === 0) return '';
  const hash = createHash('sha256');
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return hash.update(JSON.stringify(sorted(value))).digest('base64');
  } catch {
    return hash.update(body).digest('base64');
  }
}

/** Tells recorded requests apart by their bodies, where they differ by nothing else. */
export class RequestBodies {
  private readonly read: ReadRequestBody;
  /** By exchange; undefined for a body that is gone. */
  private readonly marks = new Map<string, string | undefined>();

  constructor(read: ReadRequestBody) {
    this.read = read;
  }

  /** Whether these requests were sent with different bodies. */
  differ(exchanges: readonly Exchange[]): boolean {
    const [first, ...rest] = exchanges;
    return first !== undefined && rest.some((one) => this.mark(one) !== this.mark(first));
  }

  /** Whether a masked body is the one that was recorded. */
  fits(exchange: Exchange, body: Uint8Array | undefined): boolean {
    return this.mark(exchange) === markOf(body);
  }

  /** `request 3 with {"page":1}`. */
  describe(exchange: Exchange): string {
    const name = `request ${exchange.seq}`;
    if (!exchange.requestBody) return `${name} without a body`;
    const body = this.read(exchange);
    if (!body) return `${name} with a body that is no longer stored`;
    const text = Buffer.from(body).toString().replace(/\s+/g, ' ');
    return `${name} with ${text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text}`;
  }

  private mark(exchange: Exchange): string | undefined {
    if (!exchange.requestBody) return '';
    if (!this.marks.has(exchange.id)) {
      const body = this.read(exchange);
      this.marks.set(exchange.id, body && markOf(body));
    }
    return this.marks.get(exchange.id);
  }
}
