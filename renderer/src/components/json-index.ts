import { type JsonVisitor, scanJsonSteps } from '../../../shared/json/scan.ts';

/** Whole numbers in memory that grows. */
class Growing {
  values = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Uint32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }
}

/**
 * Where the objects and arrays of a JSON text begin and end, and how much each holds: all that is needed to read the children of
 * any of them out of the text when they are looked at. 16 bytes for a container, nothing for anything else, so that a text of
 * 50 MB or 200,000 levels costs little more than itself (A77).
 */
export class JsonIndex implements JsonVisitor {
  readonly text: string;
  /** Offset up to which the text has been read. */
  seen = 0;
  private readonly starts = new Growing();
  private readonly endings = new Growing();
  private readonly sizes = new Growing();
  private readonly parents = new Growing();
  /** The innermost container that is open while reading; -1 for none. */
  private inner = -1;
  private readonly scan: Generator<void, { readonly offset: number } | undefined>;

  constructor(text: string) {
    this.text = text;
    this.scan = scanJsonSteps(text, this, Number.POSITIVE_INFINITY);
  }

  /** Reads on for about this long, ms; `done` at the end, or where the text is no JSON. */
  advance(ms: number): { readonly done: boolean; readonly fault?: number } {
    const until = performance.now() + ms;
    for (;;) {
      const step = this.scan.next();
      if (step.done) {
        if (step.value) return { done: true, fault: step.value.offset };
        this.seen = this.text.length;
        return { done: true };
      }
      if (performance.now() >= until) return { done: false };
    }
  }

  /** Containers so far, in the order in which they begin. */
  get count(): number {
    return this.starts.length;
  }
  startOf(id: number): number {
    return this.starts.values[id] ?? 0;
  }
  /** Offset past the closing bracket; 0 while that has not been read. */
  endOf(id: number): number {
    return this.endings.values[id] ?? 0;
  }
  sizeOf(id: number): number {
    return this.sizes.values[id] ?? 0;
  }
  /** The container around this one; -1 for the root. */
  parentOf(id: number): number {
    return (this.parents.values[id] ?? 0) - 1;
  }
  isArray(id: number): boolean {
    return this.text[this.startOf(id)] === '[';
  }

  /** The last container that begins at or before an offset; -1 for none. */
  lastBefore(offset: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.startOf(middle) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The innermost container that holds an offset; -1 for none. */
  holderOf(offset: number): number {
    let id = this.lastBefore(offset);
    while (id >= 0 && (this.startOf(id) >= offset || (this.endOf(id) !== 0 && this.endOf(id) <= offset)))
      id = this.parentOf(id);
    return id;
  }

  open(_kind: 'object' | 'array', offset: number): void {
    this.value(offset + 1);
    this.starts.push(offset);
    this.endings.push(0);
    this.sizes.push(0);
    this.parents.push(this.inner + 1);
    this.inner = this.count - 1;
  }
  close(offset: number): void {
    this.endings.values[this.inner] = offset + 1;
    this.inner = this.parentOf(this.inner);
    this.seen = offset + 1;
  }
  key(): void {}
  string(_start: number, end: number): void {
    this.value(end);
  }
  number(_start: number, end: number): void {
    this.value(end);
  }
  literal(_value: boolean | null, offset: number): void {
    this.value(offset + 4);
  }

  private value(end: number): void {
    const { inner } = this;
    if (inner >= 0) this.sizes.values[inner] = this.sizeOf(inner) + 1;
    this.seen = end;
  }
}
