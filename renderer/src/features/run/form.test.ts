import { expect, test } from 'vitest';
import type { Entity } from '../../../../shared/connector/manifest.ts';
import { plainManifest } from '../../../../shared/connector/testing.ts';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import {
  connectionOf,
  emptyForm,
  entityOf,
  inputSkeleton,
  parseInput,
  runRequest,
  targetOf,
  targetsOf,
} from './form.ts';
import { plainOptions } from './options.ts';

const detail: ConnectorDetail = {
  id: 'acme',
  name: 'Acme',
  version: '1.0.0',
  description: '',
  entities: 0,
  commands: 1,
  revision: 1,
  updatedAt: '',
  files: ['functions/data.js', 'functions/validate.js', 'functions/utility.js', 'commands.js'].map((path) => ({
    path,
    bytes: 1,
  })),
  manifest: {
    ...plainManifest,
    commands: { createIssue: { params: ['title'], sideEffect: true } },
  },
};
const entity = (name: string): Entity => ({
  name,
  title: name,
  operation: 'GET /',
  records: '$',
  primaryKey: [],
  pagination: { kind: 'none' },
  fields: [],
});

test('functions with a file and the commands can be run; helper modules cannot', () => {
  expect(targetsOf(detail)).toEqual({ functions: ['validate', 'data'], commands: ['createIssue'] });
});

test('what is not chosen, or is gone, is chosen by itself', () => {
  const targets = targetsOf(detail);
  expect(targetOf(emptyForm, targets)).toBe('data');
  expect(targetOf({ ...emptyForm, target: 'createIssue' }, targets)).toBe('createIssue');
  expect(targetOf({ ...emptyForm, target: 'gone' }, targets)).toBe('data');
  expect(targetOf(emptyForm, { functions: [], commands: [] })).toBeNull();
  expect(entityOf({ ...emptyForm, entity: 'b' }, [entity('a'), entity('b')])).toBe('b');
  expect(entityOf(emptyForm, [entity('a')])).toBe('a');
  expect(connectionOf({ ...emptyForm, connection: 'gone' }, ['main'])).toBe('main');
  expect(connectionOf(emptyForm, [])).toBeNull();
});

test('the first input of a command holds what it requires', () => {
  const skeleton = inputSkeleton({
    params: [],
    sideEffect: true,
    paramSchema: {
      title: { type: 'string', required: true },
      state: { type: 'string', required: true, enum: ['open', 'closed'] },
      count: { type: 'integer', required: true, default: 3 },
      note: { type: 'string' },
    },
  });
  expect(JSON.parse(skeleton)).toEqual({ title: '', state: 'open', count: 3 });
  expect(inputSkeleton(undefined)).toBe('');
});

test('an input is a JSON object or nothing', () => {
  expect(parseInput('  ')).toEqual({ ok: true, value: undefined });
  expect(parseInput('{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
  for (const bad of ['[1]', '3', '{'] as const)
    expect(parseInput(bad)).toMatchObject({ ok: false, error: { code: 'bad_input' } });
});

test('FB-40: the entity is the requested type of a data run, and of no other', () => {
  const choice = {
    target: 'data',
    connection: 'main',
    entity: 'contacts',
    allPages: true,
    inputText: '',
    options: plainOptions,
  };
  expect(runRequest('acme', choice, [{ path: 'functions/data.js', text: 'x' }])).toEqual({
    ok: true,
    value: {
      connector: 'acme',
      target: 'data',
      connection: 'main',
      input: { requestedType: 'contacts' },
      allPages: true,
      unsaved: [{ path: 'functions/data.js', text: 'x' }],
    },
  });
  expect(runRequest('acme', { ...choice, target: 'validate', connection: null }, [])).toEqual({
    ok: true,
    value: { connector: 'acme', target: 'validate' },
  });
  expect(runRequest('acme', { ...choice, inputText: '{"requestedType":"deals"}' }, [])).toMatchObject({
    value: { input: { requestedType: 'deals' } },
  });
});
