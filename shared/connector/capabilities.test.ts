import { describe, expect, it } from 'vitest';
import { capabilitiesOf, listCapability, toolsOf } from './capabilities.ts';
import type { Command, Entity } from './manifest.ts';

const command = (more: Partial<Command> = {}): Command => ({ params: [], sideEffect: false, ...more });
const entity = (name: string): Entity => ({
  name,
  title: name,
  operation: 'GET /x',
  records: '$',
  primaryKey: ['id'],
  pagination: { kind: 'none' },
  fields: [],
});
const crm = {
  commands: {
    createContact: command({
      params: ['email', 'note'],
      paramSchema: { email: { type: 'string', required: true, description: 'Where to write.' } },
      sideEffect: true,
      capability: 'contact.create',
    }),
    addContact: command({ sideEffect: true, capability: 'contact.create' }),
    ping: command({ deprecated: true, deprecatedMessage: 'Use status.' }),
    listNotes: command({ capability: 'notes.list' }),
  },
  entities: [entity('contacts'), entity('orderItems'), entity('notes'), entity('contacts'), entity('Aufträge')],
};

describe('tools and capabilities', () => {
  it('FC-59: each capability has a tool of the same name, and says whether it may write', () => {
    const tools = toolsOf(crm);
    expect(capabilitiesOf(crm).filter((name) => !tools.some((tool) => tool.name === name))).toEqual([]);
    expect(tools.map(({ name, sideEffect, by }) => [name, sideEffect, `${by.kind} ${by.name}`])).toEqual([
      ['contact.create', true, 'command createContact'],
      ['addContact', true, 'command addContact'],
      ['ping', false, 'command ping'],
      ['notes.list', false, 'command listNotes'],
      ['contacts.list', false, 'entity contacts'],
      ['order_items.list', false, 'entity orderItems'],
    ]);
  });

  it('FC-72: a capability is noun.verb in lower case, sorted, each once', () => {
    expect(capabilitiesOf(crm)).toEqual(['contact.create', 'contacts.list', 'notes.list', 'order_items.list']);
  });

  it.each([
    ['contacts', 'contacts.list'],
    ['orderItems', 'order_items.list'],
    ['Order-Items', 'order_items.list'],
    ['HTTPLogs', 'http_logs.list'],
    ['line items', 'line_items.list'],
    ['contacts_', 'contacts.list'],
    ['Aufträge', undefined],
    ['2fa', undefined],
    ['a.b', undefined],
    ['', undefined],
  ])('FC-72: a table named %j is %j', (name, wanted) => expect(listCapability(name)).toBe(wanted));

  it('a tool says what it takes, and what to use in its place', () => {
    const [create, , ping] = toolsOf(crm);
    expect(create?.parameters).toEqual([
      { name: 'email', type: 'string', required: true, description: 'Where to write.' },
      { name: 'note', type: 'unknown', required: false },
    ]);
    expect(ping).toMatchObject({ deprecated: true, deprecatedMessage: 'Use status.' });
  });
});
