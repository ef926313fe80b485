/** What the list of problems says. */
export const problemsTexts = {
  label: 'Problems',
  columns: { kind: 'Kind', message: 'Message', place: 'Place', source: 'Source' },
  kinds: { error: 'error', warning: 'warning', info: 'info' },
  many: { error: 'errors', warning: 'warnings', info: 'infos' },
  place: (path: string, line: number, column: number) => `${path}:${line}:${column}`,
  filter: 'Filter problems',
  filterHint: 'Message, file or source',
  count: (count: string, kind: string) => `${count} ${kind}`,
  none: 'No problems',
  noneHint: 'Every script of the connector, its manifest and its mocks are checked, open or not.',
  noneShown: 'No problem fits the filter',
  clear: 'Clear the filter',
  next: 'Next problem',
  previous: 'Previous problem',
  group: 'Problems',
  status: (errors: string, warnings: string) => `${errors}, ${warnings}. Show the problems.`,
} as const;
