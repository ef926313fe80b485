import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Only digests of secrets are kept. */
export const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** 256 random bits: guessing is hopeless. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Compares digests in the same time whatever was guessed (A90). */
export const isSame = (a: Buffer, b: Buffer): boolean => timingSafeEqual(a, b);
