import { expect, test } from 'vitest';
import type { ReportCommand } from '../../../../shared/import/report.ts';
import { filterCommands } from './command-rows.ts';

const command = (name: string, operation: string, more: Partial<ReportCommand> = {}): ReportCommand => ({
  name,
  operation,
  sideEffect: true,
  params: [],
  outputs: [],
  ...more,
});
const commands = [
  command('createContact', 'POST /contacts', { tags: ['CRM'], capability: 'contact.create' }),
  command('ping', 'GET /ping', { title: 'Is it there?' }),
];
const names = (text: string, tag: string | null = null) => filterCommands(commands, text, tag).map((one) => one.name);

test('commands are found by name, operation, title and capability, and by their tag', () => {
  expect(filterCommands(commands, ' ', null)).toBe(commands);
  expect(names('post /con')).toEqual(['createContact']);
  expect(names('CONTACT.CREATE')).toEqual(['createContact']);
  expect(names('there')).toEqual(['ping']);
  expect(names('', 'CRM')).toEqual(['createContact']);
  expect(names('ping', 'CRM')).toEqual([]);
});
