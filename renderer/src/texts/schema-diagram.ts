/** Words of the diagram of tables and their relations. */
export const diagramTexts = {
  label: 'Tables and their relations',
  layingOut: 'Placing the tables…',
  failed: 'The diagram could not be drawn. Show it as a list instead.',
  zoomIn: 'Larger (+)',
  zoomOut: 'Smaller (-)',
  scale: (percent: number) => `${percent} %`,
  fit: 'Show all (0)',
  asList: 'As a list',
  asDiagram: 'As a diagram',
  empty: 'No tables to draw.',
  help: 'Arrows choose a table, Enter opens it, Shift and arrows move the sheet, plus and minus zoom, 0 shows all.',
  more: (count: string) => `${count} more`,
  /** What a screen reader says of a table. */
  table: (title: string, fields: string, pointsAt: string, pointedAtBy: string) =>
    [title, fields, pointsAt && `points at ${pointsAt}`, pointedAtBy && `pointed at by ${pointedAtBy}`]
      .filter((part) => part !== '')
      .join(', '),
  columns: { table: 'Table', fields: 'Fields', key: 'Key', pointsAt: 'Points at', pointedAtBy: 'Pointed at by' },
  relation: (field: string, table: string, target: string) => `${field} → ${table}.${target}`,
} as const;
