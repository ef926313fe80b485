import { randomBytes } from 'node:crypto';
import type { HostFunction } from './engine.ts';

/** What `crypto.getRandomValues` may ask for at once, bytes (as in the Web Crypto API). */
const RANDOM_BYTES = 65_536;

/** Values that `Math.random` can take: all fractions of six random bytes. */
const FRACTION_STEPS = 2 ** 48;

const UUID_PARTS = [8, 12, 16, 20] as const;

/** A random UUID (RFC 9562, version 4) of 16 bytes. */
function uuidOf(bytes: Buffer): string {
  bytes.writeUInt8(((bytes[6] ?? 0) & 0x0f) | 0x40, 6);
  bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const cuts = [0, ...UUID_PARTS, hex.length];
  return cuts
    .slice(1)
    .map((end, index) => hex.slice(cuts[index], end))
    .join('-');
}

/** The host functions behind `crypto.randomUUID`, `crypto.getRandomValues` and `Math.random`, from one source of bytes. */
export const randomHost = (take: (bytes: number) => Buffer = randomBytes) =>
  ({
    uuid: () => uuidOf(take(16)),
    random: (args) => new Uint8Array(take(Math.min(RANDOM_BYTES, Math.max(0, args.number(0))))),
    fraction: () => take(6).readUIntBE(0, 6) / FRACTION_STEPS,
  }) as const satisfies Readonly<Record<string, HostFunction>>;

export const randomHostNames = ['uuid', 'random', 'fraction'] as const satisfies readonly (keyof ReturnType<
  typeof randomHost
>)[];
