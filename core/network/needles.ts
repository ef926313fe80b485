/** Two bytes, as one number, are looked at in one step. */
const BLOCKS = 65_536;
/** Bytes that may be compared for each byte of a text, and for any text: far more than any text needs that was not made for it. */
const COMPARED_PER_BYTE = 16;
const COMPARED_AT_LEAST = 4_194_304;

/** From where to where a needle was found. */
export type Find = readonly [start: number, end: number];

/** Needles that begin alike, told apart where they differ. */
interface Branch {
  /** What they share from here on. */
  label: Uint8Array;
  isEnd: boolean;
  /** By the first byte of their labels. */
  readonly next: Map<number, Branch>;
}

const branch = (label: Uint8Array, isEnd: boolean): Branch => ({ label, isEnd, next: new Map() });

function sharedLength(label: Uint8Array, bytes: Uint8Array, at: number): number {
  let same = 0;
  while (same < label.length && label[same] === bytes[at + same]) same++;
  return same;
}

/** What a search may still compare: a text could be made so that each of its bytes is compared with a whole needle (A62). */
interface Budget {
  left: number;
}

const budgetFor = (bytes: Uint8Array): Budget => ({ left: COMPARED_AT_LEAST + bytes.length * COMPARED_PER_BYTE });

/**
 * Looks for many needles in bytes at once (Wu and Manber 1994): most steps skip as many bytes as the shortest needle has,
 * however many needles there are. One `indexOf` for each would cost more than the request itself once a run knows some
 * dozens of secrets in all their forms. Takes linear time whatever the needles and the text: where a text takes more, all
 * that is left of it counts as found, so that nothing is shown that was not searched.
 */
export class Needles {
  /** How far one may go on after two bytes that stand there; 0 where a needle's beginning may end with them. */
  private readonly skip: Uint8Array;
  private readonly root = branch(new Uint8Array(), false);
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
    }
    this.grow(needle);
    return true;
  }

  /** Whether a needle stands anywhere. */
  within(bytes: Uint8Array): boolean {
    return this.scan(bytes, 0, budgetFor(bytes)) !== undefined;
  }

  /** Every find in order of its start; finds that overlap are one. */
  findAll(bytes: Uint8Array): readonly Find[] {
    const budget = budgetFor(bytes);
    const finds: Find[] = [];
    let last: [start: number, end: number] | undefined;
    for (let find = this.scan(bytes, 0, budget); find; find = this.scan(bytes, find[0] + 1, budget)) {
      if (last && find[0] < last[1]) last[1] = Math.max(last[1], find[1]);
      else {
        last = [...find];
        finds.push(last);
      }
      if (find[1] === bytes.length) break;
    }
    return finds;
  }

  /** The longest needle at the first place from `from` on where there is one. */
  private scan(bytes: Uint8Array, from: number, budget: Budget): Find | undefined {
    const { skip, window } = this;
    let at = from + window - 1;
    while (at < bytes.length) {
      const block = ((bytes[at - 1] ?? 0) << 8) | (bytes[at] ?? 0);
      const step = skip[block] ?? 0;
      if (step > 0) at += step;
      else {
        const start = at - window + 1;
        const end = this.matchAt(bytes, start, budget);
        if (end > 0) return [start, end];
        if (budget.left < 0) return [start, bytes.length];
        at++;
      }
    }
    return undefined;
  }

  /** Where the longest needle that begins at `start` ends; 0 where none does. */
  private matchAt(bytes: Uint8Array, start: number, budget: Budget): number {
    let longest = 0;
    let at = start;
    let next = this.root.next.get(bytes[at] ?? 0);
    while (next && at < bytes.length) {
      const same = sharedLength(next.label, bytes, at);
      budget.left -= same + 1;
      if (same < next.label.length) break;
      at += same;
      if (next.isEnd) longest = at;
      next = next.next.get(bytes[at] ?? 0);
    }
    // Where it is found again from the next byte on, and the next, each of them is compared as well.
    return longest > 0 && budget.left < 0 ? bytes.length : longest;
  }

  private grow(needle: Uint8Array): void {
    let parent = this.root;
    for (let at = 0; at < needle.length; ) {
      const first = needle[at] ?? 0;
      const child = parent.next.get(first);
      if (!child) {
        parent.next.set(first, branch(needle.subarray(at), true));
        return;
      }
      const same = sharedLength(child.label, needle, at);
      at += same;
      parent = same < child.label.length ? split(parent, child, same) : child;
    }
    parent.isEnd = true;
  }
}

/** Puts a branch between two, which ends where the label of the lower one has `length` bytes. */
function split(parent: Branch, child: Branch, length: number): Branch {
  const upper = branch(child.label.subarray(0, length), false);
  child.label = child.label.subarray(length);
  upper.next.set(child.label[0] ?? 0, child);
  parent.next.set(upper.label[0] ?? 0, upper);
  return upper;
}
