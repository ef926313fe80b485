import { jsonLimits } from '../limits.ts';
import { fail, ok, type Result } from '../result.ts';
import type { JsonVisitor } from './scan.ts';
import { scanJson } from './scan.ts';
import { textOf } from './tokens.ts';

/** A number as it was written: `12345678901234567890` keeps its digits (A63). */
export interface LosslessNumber {
  readonly kind: 'number';
  readonly text: string;
}

export interface LosslessArray {
  readonly kind: 'array';
  readonly items: readonly LosslessValue[];
}

/**
 * The members of an object in their order, the n-th key with the n-th value: keys are data, so that `__proto__` is one like any
 * other, and a key that stands twice is there twice (A64).
 */
export interface LosslessObject {
  readonly kind: 'object';
  readonly keys: readonly string[];
  readonly values: readonly LosslessValue[];
  /** Positions of the members whose key stood before in this object; absent where there is none. */
  readonly duplicates?: readonly number[];
}

export type LosslessValue = null | boolean | string | LosslessNumber | LosslessArray | LosslessObject;

/** What a container is while its members come. */
interface Growing {
  readonly kind: 'object' | 'array';
  readonly keys: string[];
  readonly values: LosslessValue[];
}

/** Positions of keys that stood before. */
function duplicatesOf(keys: readonly string[]): readonly number[] | undefined {
  if (keys.length < 2) return undefined;
  const seen = new Set(keys);
  if (seen.size === keys.length) return undefined;
  seen.clear();
  return keys.flatMap((key, index) => {
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}

function finished({ kind, keys, values }: Growing): LosslessValue {
  if (kind === 'array') return { kind, items: values };
  const duplicates = duplicatesOf(keys);
  return duplicates ? { kind, keys, values, duplicates } : { kind, keys, values };
}

class Builder implements JsonVisitor {
  value: LosslessValue = null;
  private readonly text: string;
  private readonly open_: Growing[] = [];

  constructor(text: string) {
    this.text = text;
  }

  open(kind: 'object' | 'array'): void {
    this.open_.push({ kind, keys: [], values: [] });
  }

  close(): void {
    const closed = this.open_.pop();
    if (closed) this.put(finished(closed));
  }

  key(start: number, end: number): void {
    this.open_[this.open_.length - 1]?.keys.push(textOf(this.text, start, end));
  }

  string(start: number, end: number): void {
    this.put(textOf(this.text, start, end));
  }

  number(start: number, end: number): void {
    this.put({ kind: 'number', text: this.text.slice(start, end) });
  }

  literal(value: boolean | null): void {
    this.put(value);
  }

  private put(value: LosslessValue): void {
    const into = this.open_[this.open_.length - 1];
    if (into) into.values.push(value);
    else this.value = value;
  }
}

/**
 * Parses JSON without losing anything: digits of numbers, repeated keys, their order. Takes what `JSON.parse` takes, in time and
 * memory that grow with the text, at any depth up to `maxDepth`. Input failures `bad_json` and `too_deep`, with `line`, `column`
 * and `offset` as details.
 */
export function parseLossless(text: string, maxDepth: number = jsonLimits.depth): Result<LosslessValue> {
  const builder = new Builder(text);
  const fault = scanJson(text, builder, maxDepth);
  if (!fault) return ok(builder.value);
  const { line, column, offset, reason, kind } = fault;
  return fail(
    'input',
    kind === 'depth' ? 'too_deep' : 'bad_json',
    `The text is not JSON that can be read, line ${line}, column ${column}: ${reason}; correct it there.`,
    { line, column, offset },
  );
}
