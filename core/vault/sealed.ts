import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { vaultLimits } from '../../shared/limits.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

const FORMAT = 'connector-studio vault';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const IV_BYTES = 12;

const base64 = z.base64();

/** How the key is made from the passphrase. Bounded, so that a file from elsewhere cannot ask for all memory. */
const kdfSchema = z.strictObject({
  name: z.literal('scrypt'),
  logN: z.number().int().min(1).max(vaultLimits.maxScryptLogN),
  r: z.number().int().min(1).max(vaultLimits.maxScryptR),
  p: z.number().int().min(1).max(vaultLimits.maxScryptP),
  salt: base64.min(1),
});
export type Kdf = z.infer<typeof kdfSchema>;

const sealedSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  kdf: kdfSchema,
  iv: base64,
  tag: base64,
  data: base64,
});
/** A vault file as it is read; nothing of it is trusted before it was opened with the key. */
export type Sealed = z.infer<typeof sealedSchema>;

const entriesSchema = z.record(z.string(), z.string());
/** Secrets by their keys. */
export type Entries = z.infer<typeof entriesSchema>;

/** Cost of a key, for a new file. */
export interface KdfCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

export const defaultCost: KdfCost = { logN: vaultLimits.scryptLogN, r: vaultLimits.scryptR, p: vaultLimits.scryptP };

/** A way to make a key that no other file has: the salt is random. */
export const newKdf = ({ logN, r, p }: KdfCost): Kdf => ({
  name: 'scrypt',
  logN,
  r,
  p,
  salt: randomBytes(SALT_BYTES).toString('base64'),
});

/** The key of a passphrase. The caller overwrites it with zeros when it is done. */
export const deriveKey = (passphrase: string, { logN, r, p, salt }: Kdf): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const N = 2 ** logN;
    // The same passphrase typed on another keyboard may be composed in another way.
    const text = passphrase.normalize('NFKC');
    const options = { N, r, p, maxmem: 256 * N * r };
    scrypt(text, Buffer.from(salt, 'base64'), KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** What stands in the open is authenticated with the rest: a header that was changed opens with no key. */
const headerOf = (kdf: Kdf): Buffer =>
  Buffer.from(JSON.stringify([FORMAT, 1, kdf.name, kdf.logN, kdf.r, kdf.p, kdf.salt]));

/** The text of a vault file. The initialisation vector is new each time. */
export function seal(key: Buffer, kdf: Kdf, entries: Entries): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv);
  cipher.setAAD(headerOf(kdf));
  const plain = Buffer.from(JSON.stringify(entries));
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  plain.fill(0);
  const sealed: Sealed = {
    format: FORMAT,
    version: 1,
    kdf,
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  };
  return `${JSON.stringify(sealed)}\n`;
}

/** The parts of a vault file. Fails with `vault_damaged` for anything that is none, or asks for too much. */
export function readSealed(text: string): Result<Sealed> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const sealed = sealedSchema.safeParse(value);
  if (sealed.success) return ok(sealed.data);
  return fail(
    'system',
    'vault_damaged',
    'The vault file of this workspace is damaged or of a newer studio, and was left as it is: put a backup of secrets.vault in its place.',
  );
}

/** The secrets of a vault file; undefined with a wrong key, and for a file that was changed: nobody can tell which. */
export function unseal(key: Buffer, { kdf, iv, tag, data }: Sealed): Entries | undefined {
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(iv, 'base64'), { authTagLength: 16 });
    decipher.setAAD(headerOf(kdf));
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    const plain = Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]);
    const entries = entriesSchema.parse(JSON.parse(plain.toString('utf8')));
    plain.fill(0);
    return entries;
  } catch {
    return undefined;
  }
}
