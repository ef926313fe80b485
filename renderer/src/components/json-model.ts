import { viewLimits } from '../../../shared/limits.ts';
import { childPage, type JsonLine, jsonLines, type OpenNode } from './json-lines.ts';
import type { JsonNode } from './json-node.ts';
import type { PathStep } from './json-path.ts';
import { type JsonSource, type JsonStage, jsonSource, type Soon } from './json-source.ts';

/** What a view shows of a document. */
export interface JsonView {
  readonly stage: JsonStage;
  readonly lines: readonly JsonLine[];
  /** Line that is the current one. */
  readonly current: number;
  readonly sorted: boolean;
}

/** Goes on with a value now where it is there, else when it comes. */
function then<T, U>(soon: Soon<T>, next: (value: T) => Soon<U>): Soon<U> {
  return soon instanceof Promise ? soon.then(next) : next(soon);
}

/** One after another. */
function inTurn<T>(items: readonly T[], step: (item: T) => Soon<void>, from = 0): Soon<void> {
  const item = items[from];
  return item === undefined ? undefined : then(step(item), () => inTurn(items, step, from + 1));
}

/** Containers open at first: the root, what little it holds, and the first item of each list there. */
const fewKeys = 12;

/** A JSON text with what is unfolded of it. Reading goes on beside the page; what is on view is always there at once. */
export class JsonModel {
  private readonly source: JsonSource;
  private readonly listeners = new Set<() => void>();
  private readonly open = new Map<number, OpenNode>();
  private root: JsonNode | undefined;
  private view: JsonView = { stage: { kind: 'reading' }, lines: [], current: 0, sorted: false };

  constructor(text: string) {
    this.source = jsonSource(text);
    this.source.start((stage) => this.onStage(stage));
  }

  readonly getView = (): JsonView => this.view;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  close(): void {
    this.source.close();
  }

  select(index: number): void {
    this.set({ current: Math.max(0, Math.min(this.view.lines.length - 1, index)) });
  }

  /** Folds or unfolds a line, or shows more of a container. */
  toggle(index: number): Soon<void> {
    const line = this.view.lines[index];
    if (line === undefined) return;
    if (line.kind === 'more') return this.more(line);
    if (line.open === undefined) return;
    if (line.open) {
      this.open.delete(line.node.id);
      this.layOut();
      return;
    }
    return then(this.unfold(line.node.id, 0, childPage), () => this.layOut());
  }

  /** Unfolds everything below a line, `levels` deep, until `viewLimits.jsonExpandedLines` are on view. */
  async expand(index: number, levels: number): Promise<void> {
    const line = this.view.lines[index];
    if (line?.kind !== 'node' || line.node.id < 0) return;
    let room = viewLimits.jsonExpandedLines - this.view.lines.length;
    let next: readonly JsonNode[] = [line.node];
    for (let level = 0; level < levels && next.length > 0 && room > 0; level++) {
      const below: JsonNode[] = [];
      for (const node of next) {
        if (room <= 0) break;
        const isNew = !this.open.has(node.id);
        if (isNew) await this.unfold(node.id, 0, Math.min(childPage, room));
        const children = this.open.get(node.id)?.children ?? [];
        if (isNew) room -= children.length;
        for (const child of children) if (child.id >= 0 && child.size > 0) below.push(child);
      }
      next = below;
    }
    this.layOut();
  }

  /** Folds everything but the root. */
  collapse(): void {
    const root = this.root?.id ?? -1;
    for (const id of this.open.keys()) if (id !== root) this.open.delete(id);
    this.set({ current: 0 });
    this.layOut();
  }

  /** Puts the names of objects in order, or back in theirs. */
  async sort(sorted: boolean): Promise<void> {
    this.view = { ...this.view, sorted };
    for (const [id, { from, children }] of [...this.open])
      await this.unfold(id, from, Math.max(childPage, children.length));
    this.layOut();
  }

  /** Shows the value or key at an offset of the text and makes its line the current one. */
  async reveal(offset: number): Promise<void> {
    const trail = await this.source.trailOf(offset, this.view.sorted);
    for (const [id, place] of trail) {
      const known = this.open.get(id);
      if (known && place >= known.from && place < known.from + known.children.length) continue;
      await this.unfold(id, Math.floor(place / childPage) * childPage, childPage);
    }
    this.layOut();
    const last = trail.at(-1);
    const node = last && this.open.get(last[0])?.children[last[1] - (this.open.get(last[0])?.from ?? 0)];
    const at = this.view.lines.findIndex((line) => line.kind === 'node' && line.node === node);
    if (at >= 0) this.select(at);
  }

  find(text: string) {
    return this.source.find(text);
  }

  /** The names and numbers that lead from the root to a line. */
  pathOf(index: number): readonly PathStep[] {
    const path: PathStep[] = [];
    const { lines } = this.view;
    let depth = lines[index]?.depth ?? 0;
    for (let at = index; at > 0 && depth > 0; at--) {
      const line = lines[at];
      if (line?.kind !== 'node' || line.depth !== depth) continue;
      path.push(this.isItem(lines, at) ? line.node.index : line.node.key);
      depth -= 1;
    }
    return path.reverse();
  }

  /** The value of a line: the text of a string, anything else as it stands in the JSON. */
  async valueOf(index: number): Promise<string> {
    const line = this.view.lines[index];
    if (line?.kind !== 'node') return '';
    const { kind, start, end, text, isCut } = line.node;
    if (kind !== 'object' && kind !== 'array' && !isCut) return text;
    const whole = await this.source.slice(start, end);
    if (kind !== 'string') return whole;
    const parsed: unknown = JSON.parse(whole);
    return typeof parsed === 'string' ? parsed : whole;
  }

  private isItem(lines: readonly JsonLine[], at: number): boolean {
    const depth = (lines[at]?.depth ?? 0) - 1;
    for (let above = at - 1; above >= 0; above--) {
      const line = lines[above];
      if (line?.kind === 'node' && line.depth === depth) return line.node.kind === 'array';
    }
    return false;
  }

  private more({ of, side }: Extract<JsonLine, { readonly kind: 'more' }>): Soon<void> {
    const known = this.open.get(of);
    if (known === undefined) return;
    const count = childPage * 10;
    const from = side === 'before' ? Math.max(0, known.from - count) : known.from + known.children.length;
    const limit = side === 'before' ? known.from - from : count;
    return then(this.source.children(of, from, limit, this.view.sorted), (children) => {
      this.open.set(
        of,
        side === 'before'
          ? { from, children: [...children, ...known.children] }
          : { from: known.from, children: [...known.children, ...children] },
      );
      this.layOut();
    });
  }

  private unfold(id: number, from: number, limit: number): Soon<void> {
    return then(this.source.children(id, from, limit, this.view.sorted), (children) => {
      this.open.set(id, { from, children });
    });
  }

  /** More has been read: what is on view is asked for anew, for sizes and ends were not known before. */
  private onStage(stage: JsonStage): void {
    const isFirst = this.root === undefined;
    if (stage.kind === 'broken') {
      this.set({ stage });
      return;
    }
    const done = then(this.source.root(), (root) => {
      this.root = root;
      return then(isFirst ? this.openFirst(root) : this.refresh(), () => {
        this.view = { ...this.view, stage };
        this.layOut();
      });
    });
    if (done instanceof Promise) void done;
  }

  private openFirst(root: JsonNode): Soon<void> {
    if (root.id < 0) return;
    return then(this.unfold(root.id, 0, childPage), () => {
      this.layOut();
      const children = this.open.get(root.id)?.children ?? [];
      const wanted = root.kind === 'array' ? children.slice(0, 1) : root.size > fewKeys ? [] : children;
      return this.openEach(wanted.filter((child) => child.id >= 0 && child.size > 0));
    });
  }

  private openEach(nodes: readonly JsonNode[]): Soon<void> {
    return inTurn(nodes, (node) =>
      then(this.unfold(node.id, 0, childPage), () => {
        const first = this.open.get(node.id)?.children[0];
        if (node.kind === 'array' && first !== undefined && first.id >= 0 && first.size > 0)
          return this.unfold(first.id, 0, childPage);
      }),
    );
  }

  private refresh(): Soon<void> {
    return inTurn([...this.open], ([id, { from, children }]) =>
      this.unfold(id, from, Math.max(childPage, children.length)),
    );
  }

  private layOut(): void {
    if (this.root === undefined) return;
    const before = this.view.lines[this.view.current]?.id;
    const lines = jsonLines(this.root, this.open);
    const same =
      lines[this.view.current]?.id === before ? this.view.current : lines.findIndex((line) => line.id === before);
    this.set({ lines, current: Math.max(0, same) });
  }

  private set(change: Partial<JsonView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}
