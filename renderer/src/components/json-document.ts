import { viewLimits } from '../../../shared/limits.ts';
import { JsonIndex } from './json-index.ts';
import { type JsonNode, keyText, nodeAt, walkChildren } from './json-node.ts';

/** Where a value stands: the container, and its place there; from the root inwards. */
export type JsonTrail = readonly (readonly [container: number, place: number])[];

export interface JsonMatches {
  /** Offsets in the text, the first `viewLimits.jsonMatches`. */
  readonly offsets: readonly number[];
  readonly isCut: boolean;
}

/** Children between two places that are remembered, so that the way there is not walked again. */
const landmark = 1_000;

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** A JSON text that is read as far as it is looked at. Runs beside the page in a worker, or in it for small texts. */
export class JsonDocument {
  readonly index: JsonIndex;
  private readonly landmarks = new Map<number, number[]>();
  private readonly orders = new Map<number, Uint32Array>();

  constructor(text: string) {
    this.index = new JsonIndex(text);
  }

  root(): JsonNode {
    const start = this.index.text.search(/[^ \t\r\n]/);
    return nodeAt(this.index, Math.max(0, start), '', 0);
  }

  /** Children of a container from a place on; in the order of their names where they are to be sorted. */
  children(id: number, from: number, limit: number, sorted: boolean): readonly JsonNode[] {
    const order = sorted ? this.orderOf(id) : undefined;
    if (order) return [...order.subarray(from, from + limit)].flatMap((place) => this.range(id, place, 1));
    return this.range(id, from, limit);
  }

  /** The text of a value as it stands. */
  slice(start: number, end: number): string {
    return this.index.text.slice(start, end);
  }

  /** Where a text stands in keys and values, whatever its case. */
  find(text: string): JsonMatches {
    // As JSON would write it: a quotation mark or a line break is looked for in its escaped form.
    const wanted = new RegExp(escapeRegExp(JSON.stringify(text).slice(1, -1)), 'gi');
    const offsets: number[] = [];
    for (const match of this.index.text.matchAll(wanted)) {
      if (offsets.length === viewLimits.jsonMatches) return { offsets, isCut: true };
      offsets.push(match.index);
    }
    return { offsets, isCut: false };
  }

  /** The way from the root to the value or key at an offset; empty for the root itself. Places are those in the order shown. */
  trailOf(offset: number, sorted: boolean): JsonTrail {
    const trail: [number, number][] = [];
    let target = offset;
    for (let id = this.index.holderOf(offset); id >= 0; id = this.index.parentOf(id)) {
      const place = this.placeOf(id, target);
      trail.push([id, (sorted ? this.orderOf(id)?.indexOf(place) : undefined) ?? place]);
      target = this.index.startOf(id);
    }
    return trail.reverse();
  }

  /** Place, in the text, of the child at an offset. */
  private placeOf(id: number, offset: number): number {
    const marks = this.landmarks.get(id) ?? [];
    const known = marks.findLastIndex((start) => start <= offset);
    let found = Math.max(0, known) * landmark;
    const from = { place: found, offset: marks[known] ?? this.index.startOf(id) + 1 };
    walkChildren(this.index, id, from, (place, keyStart) => {
      if (keyStart > offset) return false;
      this.mark(id, place, keyStart);
      found = place;
      return true;
    });
    return found;
  }

  private mark(id: number, place: number, offset: number): void {
    if (place === 0 || place % landmark !== 0) return;
    const marks = this.landmarks.get(id) ?? [this.index.startOf(id) + 1];
    if (marks.length === place / landmark) marks.push(offset);
    this.landmarks.set(id, marks);
  }

  private range(id: number, from: number, limit: number): JsonNode[] {
    const marks = this.landmarks.get(id) ?? [];
    const known = Math.min(Math.floor(from / landmark), marks.length - 1);
    const start = { place: Math.max(0, known) * landmark, offset: marks[known] ?? this.index.startOf(id) + 1 };
    const nodes: JsonNode[] = [];
    walkChildren(this.index, id, start, (place, keyStart, valueStart) => {
      this.mark(id, place, keyStart);
      if (place < from) return true;
      if (nodes.length >= limit) return false;
      nodes.push(nodeAt(this.index, valueStart, keyText(this.index, id, place, keyStart), place));
      return true;
    });
    return nodes;
  }

  /** Places in the order of the names; undefined for arrays, and for objects with more than `viewLimits.jsonSortedKeys`. */
  private orderOf(id: number): Uint32Array | undefined {
    const size = this.index.sizeOf(id);
    if (this.index.isArray(id) || size > viewLimits.jsonSortedKeys) return undefined;
    const known = this.orders.get(id);
    if (known?.length === size) return known;
    const names: { readonly name: string; readonly place: number }[] = [];
    walkChildren(this.index, id, { place: 0, offset: this.index.startOf(id) + 1 }, (place, keyStart) => {
      names.push({ name: keyText(this.index, id, place, keyStart), place });
      return true;
    });
    names.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    const order = Uint32Array.from(names, (one) => one.place);
    this.orders.set(id, order);
    return order;
  }
}
