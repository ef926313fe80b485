import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Bytes of every key here. */
export const KEY_BYTES = 32;

export const newKey = (): Buffer => randomBytes(KEY_BYTES);

/** Names a key without saying anything of it that helps to guess it: keys are random. */
export const keyId = (key: Buffer): string => `vk_${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;

/** What a sealed text belongs to is authenticated with it: moved to another row it no longer opens. */
const contextOf = (context: readonly string[]): Buffer => Buffer.from(JSON.stringify(context));

/** Seals bytes with AES-256-GCM; the initialisation vector is new each time. Gives base64url of vector, tag and data. */
export function seal(key: Buffer, context: readonly string[], plain: Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv);
  cipher.setAAD(contextOf(context));
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), data]).toString('base64url');
}

/** The bytes that were sealed; throws with another key, another context, or where anything was changed. */
export function unseal(key: Buffer, context: readonly string[], sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(contextOf(context));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

/** A mark of a text that only the holder of the key can compare with a guess: requests hold passwords. */
export const markOf = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(`mark\n${text}`).digest('hex');
