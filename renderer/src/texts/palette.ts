import { formatCount, formatPlural } from '../lib/format.ts';

/** What the box for finding says. */
export const paletteTexts = {
  title: 'Command palette',
  search: 'Search commands and files',
  results: 'Results',
  placeholder: {
    commands: 'Search commands',
    places: 'Search files, entities, connections and runs',
    line: 'Search: number of a line, such as :12',
  },
  nothing: {
    commands: 'No command fits. Try fewer letters.',
    places: 'Nothing fits. Try fewer letters, or > for commands.',
    line: 'Open a file and type the number of a line.',
  },
  hint: {
    commands: 'Without > files and more',
    places: '> for commands, : for a line',
    line: 'Enter goes there',
  },
  count: (count: number) => (count >= 100 ? `the first ${formatCount(count)}` : formatPlural(count, 'result')),
  goToLine: (line: number, column: number) => `Go to line ${line}${column > 1 ? `, column ${column}` : ''}`,
  entityOf: (connector: string) => `entity of ${connector}`,
  connectionOf: (connector: string) => `connection of ${connector}`,
  run: (target: string, when: string) => `Run of ${target}, ${when}`,
} as const;
