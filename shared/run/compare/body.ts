import type { BodyRef } from '../exchange.ts';
import { utf8Text } from '../utf8.ts';
import { compareJson } from './json.ts';
import { compareText } from './text.ts';
import type { BodyComparison } from './types.ts';

/** A recorded body as far as it was read; no bytes where it is no longer stored. */
export interface ReadBytes {
  readonly ref: BodyRef;
  readonly bytes: Uint8Array | undefined;
}

const GONE = 'One of the bodies is no longer stored: older bodies make room for newer ones.';

function jsonOf(text: string): { readonly value: unknown } | undefined {
  if (!/^\s*[[{"\d\-tfn]/.test(text)) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Offset of the first byte that differs; the shorter length where none does. */
function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.byteLength, b.byteLength);
  let at = 0;
  while (at < shorter && a[at] === b[at]) at++;
  return at;
}

/** What sets two bodies apart: JSON by value, text by line, anything else by byte. Bodies that were read in part only by byte. */
export function compareBodies(a: ReadBytes | undefined, b: ReadBytes | undefined): BodyComparison {
  if (!a && !b) return { kind: 'none' };
  if (!a || !b) return { kind: 'onlyOne', side: a ? 'a' : 'b', bytes: (a ?? b)?.ref.bytes ?? 0 };
  if (!a.bytes || !b.bytes) return { kind: 'unknown', reason: GONE };
  const at = firstDifference(a.bytes, b.bytes);
  const isWhole = a.bytes.byteLength === a.ref.bytes && b.bytes.byteLength === b.ref.bytes;
  const isAlike = at === a.bytes.byteLength && at === b.bytes.byteLength;
  if (isWhole && isAlike) return { kind: 'same', bytes: at };
  const binary: BodyComparison = { kind: 'binary', at, a: a.ref.bytes, b: b.ref.bytes };
  if (!isWhole)
    return isAlike && a.ref.bytes === b.ref.bytes
      ? { kind: 'unknown', reason: `The bodies are alike in their first ${at} bytes; more was not compared.` }
      : binary;
  const [textA, textB] = [utf8Text(a.bytes), utf8Text(b.bytes)];
  if (textA === undefined || textB === undefined) return binary;
  const [jsonA, jsonB] = [jsonOf(textA), jsonOf(textB)];
  if (jsonA && jsonB) return { kind: 'json', ...compareJson(jsonA.value, jsonB.value) };
  return { kind: 'text', ...compareText(textA, textB) };
}
