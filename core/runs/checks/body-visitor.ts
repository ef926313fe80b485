import { positionAt } from '../../../shared/json/fault.ts';
import { type NumberLoss, numberLoss } from '../../../shared/json/number-loss.ts';
import type { JsonVisitor } from '../../../shared/json/scan.ts';
import { textOf } from '../../../shared/json/tokens.ts';
import { jsonPath } from './report.ts';

/** What a body holds that a reader may lose or stumble over. */
export interface BodySights {
  /** A key that stands twice in one object: the last one wins. */
  repeated(key: string, path: string, at: { readonly line: number; readonly column: number }): void;
  /** A number that a double does not hold; `field` is the innermost name above it. */
  lost(text: string, loss: NumberLoss, path: string, field: string): void;
  /** A text or key that is legal but odd. */
  odd(what: string, path: string): void;
}

interface Open {
  readonly kind: 'object' | 'array';
  /** Items so far of an array, keys so far of an object. */
  count: number;
  /** Where the last key stands in the text. */
  keyStart: number;
  keyEnd: number;
  /** Keys as they are written of an object before at this depth, none of them twice, while this one has the same. */
  like: readonly string[] | undefined;
  /** Keys of this object, once it is not like the one before. */
  own: { readonly names: Set<string>; readonly written: string[]; isOnce: boolean } | undefined;
}

/** Half of a character that takes two, not followed (or preceded) by the other half, as an escape. */
const LONE = /\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]/;

/** Tells what a body holds while it is scanned; the paths are those of the values. */
export class BodyVisitor implements JsonVisitor {
  private readonly text: string;
  private readonly sights: BodySights;
  private readonly stack: Open[] = [];
  /** Keys of the last object at each depth. */
  private readonly shapes: (readonly string[])[] = [];
  /** The next one from where the scan is: almost no text has any. */
  private backslash = -1;

  constructor(text: string, sights: BodySights) {
    this.text = text;
    this.sights = sights;
  }

  open(kind: 'object' | 'array'): void {
    this.count();
    const like = kind === 'object' ? this.shapes[this.stack.length] : undefined;
    this.stack.push({ kind, count: 0, keyStart: 0, keyEnd: 0, like, own: undefined });
  }

  close(): void {
    const closed = this.stack.pop();
    if (closed?.own?.isOnce) this.shapes[this.stack.length] = closed.own.written;
  }

  key(start: number, end: number): void {
    const top = this.stack[this.stack.length - 1];
    if (!top) return;
    top.keyStart = start;
    top.keyEnd = end;
    const expected = top.like?.[top.count++];
    // Rows of one list have the same keys in the same order: almost every key is known without being cut out.
    if (expected !== undefined && expected.length === end - start && this.text.startsWith(expected, start)) return;
    this.ownKey(top, start, end);
  }

  private ownKey(top: Open, start: number, end: number): void {
    const before = top.like?.slice(0, top.count - 1) ?? [];
    top.own ??= {
      names: new Set(before.map((token) => textOf(token, 0, token.length))),
      written: [...before],
      isOnce: true,
    };
    top.like = undefined;
    const key = textOf(this.text, start, end);
    if (top.own.names.has(key)) {
      top.own.isOnce = false;
      this.sights.repeated(key, this.path(), positionAt(this.text, start));
    }
    top.own.names.add(key);
    top.own.written.push(this.text.slice(start, end));
    if (key === '__proto__') this.sights.odd('the key __proto__', this.path());
  }

  string(start: number, end: number): void {
    this.count();
    if (this.backslash < start) {
      const next = this.text.indexOf('\\', start);
      this.backslash = next < 0 ? Number.POSITIVE_INFINITY : next;
    }
    if (this.backslash >= end) return;
    if (LONE.test(this.text.slice(start, end))) this.sights.odd('half a character (a lone surrogate)', this.path());
  }

  number(start: number, end: number): void {
    this.count();
    // Almost every number is short, and is not cut out.
    if (end - start <= 4) return;
    const text = this.text.slice(start, end);
    const loss = numberLoss(text);
    if (loss) this.sights.lost(text, loss, this.path(), this.field());
  }

  literal(): void {
    this.count();
  }

  /** A value begins: in an array it is the next item. */
  private count(): void {
    const top = this.stack[this.stack.length - 1];
    if (top?.kind === 'array') top.count++;
  }

  private path(): string {
    return jsonPath(
      this.stack.flatMap(({ kind, count, keyStart, keyEnd }): readonly (string | number)[] => {
        if (kind === 'array') return count === 0 ? [] : [count - 1];
        return keyEnd === 0 ? [] : [textOf(this.text, keyStart, keyEnd)];
      }),
    );
  }

  private field(): string {
    const { keyStart = 0, keyEnd = 0 } = this.stack.findLast(({ kind }) => kind === 'object') ?? {};
    return keyEnd === 0 ? '' : textOf(this.text, keyStart, keyEnd);
  }
}
