import { Graph, layout as rank } from '@dagrejs/dagre';
import { viewLimits } from '../../../../shared/limits.ts';
import { fold } from './fold.ts';
import { pack } from './pack.ts';
import { type DiagramField, type DiagramTable, type Relation, relationsOf, shownFields } from './tables.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A table at its place; x and y are its top left corner, px at full size. */
export interface Box extends Point {
  readonly table: DiagramTable;
  readonly width: number;
  readonly height: number;
  readonly fields: readonly DiagramField[];
}

/** A relation as a line through `points`, from the field that points to the one it points at. */
export interface Line extends Relation {
  readonly points: readonly Point[];
}

export interface DiagramLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** Measures of a box, px; schema-diagram.css draws by them. */
const boxWidth = 220;
const headHeight = 26;
const fieldHeight = 18;
const boxPadding = 5;

interface Placed {
  readonly boxes: readonly Box[];
  /** Bends of the way between two tables, the pointed-at one first, by `wayKey`. */
  readonly ways: ReadonlyMap<string, readonly Point[]>;
  readonly width: number;
  readonly height: number;
}

const wayKey = (to: string, from: string): string => JSON.stringify([to, from]);

function sizedBox(table: DiagramTable, pointedAt: ReadonlySet<string>): Box {
  const fields = shownFields(table, pointedAt);
  const rows = fields.length + (fields.length < table.fields.length ? 1 : 0);
  return { table, fields, x: 0, y: 0, width: boxWidth, height: headHeight + rows * fieldHeight + boxPadding };
}

/** Tables that relations hold together, each group in the order of the tables. */
function groupsOf(tables: readonly DiagramTable[], relations: readonly Relation[]): readonly (readonly string[])[] {
  const near = new Map<string, string[]>(tables.map(({ name }) => [name, []]));
  for (const { from, to } of relations) {
    near.get(from.table)?.push(to.table);
    near.get(to.table)?.push(from.table);
  }
  const seen = new Set<string>();
  return tables.flatMap(({ name }) => {
    if (seen.has(name)) return [];
    seen.add(name);
    const group = [name];
    for (const one of group)
      for (const other of near.get(one) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        group.push(other);
      }
    return [group];
  });
}

const extent = (boxes: readonly Box[], ways: Placed['ways']): Placed => ({
  boxes,
  ways,
  width: boxes.reduce((most, box) => Math.max(most, box.x + box.width), 0),
  height: boxes.reduce((most, box) => Math.max(most, box.y + box.height), 0),
});

/** A group from left to right: what is pointed at stands before what points. */
function ranked(group: readonly Box[], relations: readonly Relation[]): Placed {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 24, ranksep: 84, edgesep: 12, marginx: 0, marginy: 0 });
  // The graph keeps nodes in plain objects: tables are known to it by number, since one may be called `__proto__`.
  const ids = new Map(group.map((box, at) => [box.table.name, `n${at}`]));
  const idOf = (name: string): string => ids.get(name) ?? '';
  for (const box of group) graph.setNode(idOf(box.table.name), { width: box.width, height: box.height });
  for (const { from, to } of relations)
    if (from.table !== to.table) graph.setEdge(idOf(to.table), idOf(from.table), {});
  rank(graph);
  const boxes = group.map((box) => {
    const { x = 0, y = 0 } = graph.node(idOf(box.table.name));
    return { ...box, x: x - box.width / 2, y: y - box.height / 2 };
  });
  const folded = fold(boxes);
  if (folded !== undefined) return extent(folded, new Map());
  // The first and the last point lie on the boxes' borders: lines start at their fields instead.
  const ways = relations.map(({ from, to }) => {
    const points = from.table === to.table ? [] : (graph.edge(idOf(to.table), idOf(from.table)).points ?? []);
    return [wayKey(to.table, from.table), points.slice(1, -1)] as const;
  });
  return extent(boxes, new Map(ways));
}

const alone = (box: Box): Placed => extent([box], new Map());

const heightOfField = (box: Box, name: string): number => {
  const place = box.fields.findIndex((field) => field.name === name);
  return box.y + (place === -1 ? headHeight / 2 : headHeight + (place + 0.5) * fieldHeight);
};

function lineOf(relation: Relation, boxes: ReadonlyMap<string, Box>, ways: Placed['ways']): readonly Line[] {
  const from = boxes.get(relation.from.table);
  const to = boxes.get(relation.to.table);
  if (from === undefined || to === undefined) return [];
  const [start, end] = [heightOfField(from, relation.from.field), heightOfField(to, relation.to.field)];
  if (from === to) {
    const side = from.x + from.width;
    const out = side + 22;
    const points = [
      { x: side, y: start },
      { x: out, y: start },
      { x: out, y: end },
      { x: side, y: end },
    ];
    return [{ ...relation, points }];
  }
  const rightwards = to.x > from.x;
  const bends = (ways.get(wayKey(to.table.name, from.table.name)) ?? []).toReversed();
  const points = [
    { x: rightwards ? from.x + from.width : from.x, y: start },
    ...bends,
    { x: rightwards ? to.x : to.x + to.width, y: end },
  ];
  return [{ ...relation, points }];
}

/**
 * Places tables: groups that hang together are ranked from left to right, the groups and the tables without relations are
 * packed into a sheet. A group over `viewLimits.rankedTables` is packed too, since ranking it would take minutes.
 */
export function layoutTables(tables: readonly DiagramTable[]): DiagramLayout {
  const relations = relationsOf(tables);
  const pointedAt = Map.groupBy(relations, ({ to }) => to.table);
  const sized = new Map(
    tables.map((table) => [
      table.name,
      sizedBox(table, new Set((pointedAt.get(table.name) ?? []).map(({ to }) => to.field))),
    ]),
  );
  const byTable = Map.groupBy(relations, ({ from }) => from.table);
  const parts = groupsOf(tables, relations).flatMap((names): readonly Placed[] => {
    const group = names.flatMap((name) => sized.get(name) ?? []);
    if (group.length === 1 || group.length > viewLimits.rankedTables) return group.map(alone);
    return [
      ranked(
        group,
        names.flatMap((name) => byTable.get(name) ?? []),
      ),
    ];
  });
  const sheet = pack(parts, 36);
  const boxes = new Map<string, Box>();
  const ways = new Map<string, readonly Point[]>();
  for (const [at, part] of parts.entries()) {
    const { x, y } = sheet.places[at] ?? { x: 0, y: 0 };
    for (const box of part.boxes) boxes.set(box.table.name, { ...box, x: box.x + x, y: box.y + y });
    for (const [key, points] of part.ways)
      ways.set(
        key,
        points.map((one) => ({ x: one.x + x, y: one.y + y })),
      );
  }
  return {
    width: sheet.width,
    height: sheet.height,
    boxes: tables.flatMap(({ name }) => boxes.get(name) ?? []),
    lines: relations.flatMap((relation) => lineOf(relation, boxes, ways)),
  };
}
