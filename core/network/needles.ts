/** Two bytes, as one number, are looked at in one step. */
const BLOCKS = 65_536;

/** From where to where a needle was found. */
export type Find = readonly [start: number, end: number];

/**
 * Looks for many needles in bytes at once (Wu and Manber 1994): most steps skip as many bytes as the shortest needle has,
 * however many needles there are. One `indexOf` for each would cost more than the request itself once a run knows some
 * dozens of secrets in all their forms.
 */
export class Needles {
  /** How far one may go on after two bytes that stand there; 0 where a needle's beginning may end with them. */
  private readonly skip: Uint8Array;
  private readonly byEnd = new Map<number, Uint8Array[]>();
  /** Bytes of the shortest needle: of all, only so many are in the table. */
  private readonly window: number;

  /** @param needles each of two bytes or more */
  constructor(needles: readonly Uint8Array[]) {
    this.window = Math.min(255, ...needles.map((needle) => needle.byteLength));
    this.skip = new Uint8Array(BLOCKS).fill(this.window - 1);
    for (const needle of needles) this.add(needle);
  }

  /** Takes a further needle; false, and nothing is taken, where it is shorter than all before it. */
  add(needle: Uint8Array): boolean {
    if (needle.byteLength < this.window) return false;
    for (let end = 1; end < this.window; end++) {
      const block = ((needle[end - 1] ?? 0) << 8) | (needle[end] ?? 0);
      const left = this.window - 1 - end;
      if (left < (this.skip[block] ?? 0)) this.skip[block] = left;
      if (left > 0) continue;
      const same = this.byEnd.get(block);
      if (same) same.push(needle);
      else this.byEnd.set(block, [needle]);
    }
    return true;
  }

  /** Whether a needle stands anywhere. */
  within(bytes: Uint8Array): boolean {
    return this.scan(bytes, 0) !== undefined;
  }

  /** Every find in order of its start; they may overlap. */
  findAll(bytes: Uint8Array): readonly Find[] {
    const finds: Find[] = [];
    for (let find = this.scan(bytes, 0); find; find = this.scan(bytes, find[0] + 1)) finds.push(find);
    return finds;
  }

  /** The longest needle at the first place from `from` on where there is one. */
  private scan(bytes: Uint8Array, from: number): Find | undefined {
    const { skip, window } = this;
    let at = from + window - 1;
    while (at < bytes.length) {
      const block = ((bytes[at - 1] ?? 0) << 8) | (bytes[at] ?? 0);
      const step = skip[block] ?? 0;
      if (step > 0) at += step;
      else {
        const start = at - window + 1;
        const end = this.matchAt(bytes, start, block);
        if (end > 0) return [start, end];
        at++;
      }
    }
    return undefined;
  }

  /** Where the longest needle that begins at `start` ends; 0 where none does. */
  private matchAt(bytes: Uint8Array, start: number, block: number): number {
    let end = 0;
    for (const needle of this.byEnd.get(block) ?? []) {
      let same = 0;
      while (same < needle.length && bytes[start + same] === needle[same]) same++;
      if (same === needle.length) end = Math.max(end, start + same);
    }
    return end;
  }
}
