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
  /** Keys so far; few of them are searched one by one. */
  readonly keys: string[];
  set: Set<string> | undefined;
  /** Items so far. */
  items: number;
}

const FEW = 12;
/** Half of a character that takes two, not followed (or preceded) by the other half, as an escape. */
const LONE = /\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]/;

/** Tells what a body holds while it is scanned; the paths are those of the values. */
export class BodyVisitor implements JsonVisitor {
  private readonly text: string;
  private readonly sights: BodySights;
  private readonly stack: Open[] = [];
  /** The next one from where the scan is: almost no text has any. */
  private backslash = -1;

  constructor(text: string, sights: BodySights) {
    this.text = text;
    this.sights = sights;
  }

  open(kind: 'object' | 'array'): void {
    this.count();
    this.stack.push({ kind, keys: [], set: undefined, items: 0 });
  }

  close(): void {
    this.stack.pop();
  }

  key(start: number, end: number): void {
    const top = this.stack[this.stack.length - 1];
    if (!top) return;
    const key = textOf(this.text, start, end);
    const known = top.set ? top.set.has(key) : top.keys.includes(key);
    top.keys.push(key);
    if (top.set) top.set.add(key);
    else if (top.keys.length > FEW) top.set = new Set(top.keys);
    if (known) this.sights.repeated(key, this.path(), positionAt(this.text, start));
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
    if (top?.kind === 'array') top.items++;
  }

  private path(): string {
    return jsonPath(
      this.stack.flatMap(({ kind, keys, items }): readonly (string | number)[] =>
        kind === 'array' ? [items - 1] : keys.slice(-1),
      ),
    );
  }

  private field(): string {
    return this.stack.findLast(({ kind }) => kind === 'object')?.keys.at(-1) ?? '';
  }
}
