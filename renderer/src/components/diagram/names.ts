import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { diagramTexts as texts } from '../../texts/schema-diagram.ts';
import { type DiagramTable, relationsOf } from './tables.ts';

/** A table in words. */
export interface TableWords {
  readonly table: DiagramTable;
  readonly key: string;
  readonly pointsAt: string;
  readonly pointedAtBy: string;
  /** All of it in one sentence. */
  readonly label: string;
}

/** The tables and their relations in words, for whoever does not see the diagram; in the order of the tables. */
export function wordsOf(tables: readonly DiagramTable[]): readonly TableWords[] {
  const relations = relationsOf(tables);
  const [from, to] = [Map.groupBy(relations, (one) => one.from.table), Map.groupBy(relations, (one) => one.to.table)];
  return tables.map((table) => {
    const out = from.get(table.name) ?? [];
    const pointsAt = out.map((one) => texts.relation(one.from.field, one.to.table, one.to.field)).join(', ');
    const sources = new Set((to.get(table.name) ?? []).map((one) => one.from.table));
    const pointedAtBy = [...sources].join(', ');
    const key = table.fields.flatMap((field) => (field.key ? [field.name] : [])).join(', ');
    const targets = [...new Set(out.map((one) => one.to.table))].join(', ');
    const label = texts.table(table.title, counted.fields(table.fields.length), targets, pointedAtBy);
    return {
      table,
      key: visibleText(key),
      pointsAt: visibleText(pointsAt),
      pointedAtBy: visibleText(pointedAtBy),
      label: visibleText(label),
    };
  });
}
