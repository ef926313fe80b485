import { createHash } from 'node:crypto';

/** Name of an archive's content: `sha256:` and 64 hex digits. */
export const archiveDigest = (bytes: Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** A digest as the HTTP field `Content-Digest` of RFC 9530: `sha-256=:<base64>:`. */
export const toContentDigest = (digest: string): string =>
  `sha-256=:${Buffer.from(digest.slice('sha256:'.length), 'hex').toString('base64')}:`;

/** The SHA-256 of a `Content-Digest` field as `sha256:<hex>`; undefined where it states none. */
export function fromContentDigest(field: string): string | undefined {
  const base64 = /(?:^|[,\s])sha-256=:([A-Za-z0-9+/]{43}=):/.exec(field)?.[1];
  return base64 === undefined ? undefined : `sha256:${Buffer.from(base64, 'base64').toString('hex')}`;
}
