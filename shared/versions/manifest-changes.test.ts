import { describe, expect, it } from 'vitest';
import type { Command, Entity, Manifest } from '../connector/manifest.ts';
import { versionLimits } from '../limits.ts';
import { changeSchema } from './change.ts';
import { connectorChanges, fileChanges, manifestChanges } from './manifest-changes.ts';
import { contacts, create, crm, field } from './testing.ts';

const { email, size } = create.paramSchema ?? {};
const withCommand = (more: Partial<Command>): Partial<Manifest> => ({ commands: { create: { ...create, ...more } } });
const withEntity = (more: Partial<Entity>): Partial<Manifest> => ({ entities: [{ ...contacts, ...more }] });
const withField = (name: string, more: object): Partial<Manifest> =>
  withEntity({ fields: contacts.fields.map((one) => (one.name === name ? { ...one, ...more } : one)) });
const withSetting = (id: string, more: object): Partial<Manifest> => ({
  connectionConfig: { ...crm.connectionConfig, [id]: { type: 'string', ...more } },
});
type Parameter = NonNullable<Command['paramSchema']>[string];
const withParam = (id: string, more: Partial<Parameter> | null): Partial<Manifest> => ({
  commands: {
    create: {
      ...create,
      paramSchema: Object.fromEntries(
        Object.entries({ ...create.paramSchema, [id]: more }).flatMap(([name, one]) =>
          one ? [[name, { type: 'string', ...one }]] : [],
        ),
      ),
    },
  },
});
const { project } = crm.connectionConfig;
const [key, login] = crm.authentication;

/** Level, kind and path of each change against the manifest of the tests. */
const told = (more: Partial<Manifest>) =>
  manifestChanges(crm, { ...crm, ...more }).map(({ level, kind, path }) => `${level} ${kind} ${path}`);

describe('FL-40: what a change of a manifest asks of the version', () => {
  it.each<[string, Partial<Manifest>, readonly string[]]>([
    ['a command removed', { commands: {} }, ['major command.removed commands.create']],
    [
      'a parameter removed',
      { commands: { create: { ...create, params: ['size'], paramSchema: size ? { size } : {} } } },
      ['major parameter.removed commands.create.params.email'],
    ],
    [
      'a parameter added without a default',
      withCommand({ params: ['email', 'size', 'note'] }),
      ['major parameter.added commands.create.params.note'],
    ],
    [
      'an optional one without a default too: older callers send nothing',
      withParam('note', { type: 'string', required: false }),
      ['major parameter.added commands.create.params.note'],
    ],
    ['an output removed', withCommand({ outputs: [] }), ['major output.removed commands.create.outputs.id']],
    [
      'a setting removed',
      { connectionConfig: project ? { project } : {} },
      ['major setting.removed connectionConfig.region'],
    ],
    [
      'a setting added that is required',
      withSetting('team', { required: true }),
      ['major setting.added connectionConfig.team'],
    ],
    [
      'a command added',
      { commands: { create, drop: { params: [], sideEffect: true } } },
      ['minor command.added commands.drop'],
    ],
    [
      'a parameter added with a default',
      withParam('note', { type: 'string', default: '' }),
      ['minor parameter.added commands.create.params.note'],
    ],
    ['an output added', withCommand({ outputs: ['id', 'url'] }), ['minor output.added commands.create.outputs.url']],
    ['an optional setting added', withSetting('team', {}), ['minor setting.added connectionConfig.team']],
    ['a text', { description: 'Other.' }, ['patch text.changed description']],
    [
      'a deprecation mark',
      withCommand({ deprecated: true, deprecatedMessage: 'Use make.' }),
      ['patch command.changed commands.create.deprecated', 'patch command.changed commands.create.deprecatedMessage'],
    ],
    ['only the version', { version: '2.0.0' }, ['none version.changed version']],
  ])('%s', (_what, more, changes) => expect(told(more)).toEqual(changes));

  it.each<[string, Partial<Manifest>, readonly string[]]>([
    [
      'type of a parameter',
      withParam('email', { ...email, type: 'object' }),
      ['major parameter.changed commands.create.params.email'],
    ],
    [
      'default of a parameter removed',
      withParam('size', { ...size, default: undefined }),
      ['major parameter.changed commands.create.params.size'],
    ],
    [
      'parameter no longer required',
      withParam('email', { type: 'string' }),
      ['major parameter.changed commands.create.params.email'],
    ],
    [
      'required parameter no longer described',
      withParam('email', null),
      ['major parameter.changed commands.create.params.email'],
    ],
    [
      'choice of a parameter removed',
      withParam('size', { ...size, enum: ['s'] }),
      ['major parameter.changed commands.create.params.size'],
    ],
    [
      'choice of a parameter added',
      withParam('size', { ...size, enum: ['s', 'm', 'l'] }),
      ['minor parameter.changed commands.create.params.size'],
    ],
    [
      'choices of a parameter where there were none',
      withParam('email', { ...email, enum: ['a'] }),
      ['major parameter.changed commands.create.params.email'],
    ],
    [
      'another default',
      withParam('size', { ...size, default: 'm' }),
      ['patch parameter.changed commands.create.params.size'],
    ],
    [
      'type of a setting',
      withSetting('project', { type: 'number' }),
      ['major setting.changed connectionConfig.project'],
    ],
    [
      'secret flag of a setting',
      withSetting('project', { type: 'secret' }),
      ['major setting.changed connectionConfig.project'],
    ],
    [
      'default of a setting removed',
      withSetting('region', { type: 'select', options: ['eu', 'us'] }),
      ['major setting.changed connectionConfig.region'],
    ],
    [
      'setting required now',
      withSetting('project', { required: true }),
      ['major setting.changed connectionConfig.project'],
    ],
    [
      'choice of a setting removed',
      withSetting('region', { type: 'select', options: ['eu'], default: 'eu' }),
      ['major setting.changed connectionConfig.region'],
    ],
    [
      'title of a setting',
      withSetting('project', { title: 'Project' }),
      ['patch setting.changed connectionConfig.project'],
    ],
    ['how it runs', { executionModel: 'external' }, ['major execution.changed executionModel']],
  ])('FL-42: %s', (_what, more, changes) => expect(told(more)).toEqual(changes));

  it('FL-43: another name is one that went and one that came', () => {
    expect(told({ commands: { make: create } })).toEqual([
      'major command.removed commands.create',
      'minor command.added commands.make',
    ]);
    expect(told(withCommand({ capability: 'contact.make' }))).toEqual([
      'major capability.removed commands.create.capability',
      'minor capability.added commands.create.capability',
    ]);
    expect(told(withField('state', { name: 'status' }))).toEqual([
      'major field.removed entities.contacts.fields.state',
      'minor field.added entities.contacts.fields.status',
    ]);
  });

  it.each<[string, Partial<Manifest>, readonly string[]]>([
    ['removed', { entities: [] }, ['major entity.removed entities.contacts']],
    ['added', { entities: [contacts, { ...contacts, name: 'deals' }] }, ['minor entity.added entities.deals']],
    [
      'another key',
      withEntity({ primaryKey: ['id', 'state'] }),
      ['major primaryKey.changed entities.contacts.primaryKey'],
    ],
    [
      'paging',
      withEntity({ pagination: { kind: 'unproven' } }),
      ['patch reading.changed entities.contacts.pagination'],
    ],
    ['title', withEntity({ title: 'People' }), ['patch text.changed entities.contacts.title']],
    [
      'fields in another order',
      withEntity({ fields: [...contacts.fields].reverse() }),
      ['patch field.changed entities.contacts.fields'],
    ],
    [
      'a field added',
      withEntity({ fields: [...contacts.fields, field('mail')] }),
      ['minor field.added entities.contacts.fields.mail'],
    ],
    ['type of a field', withField('id', { type: 'integer' }), ['major field.changed entities.contacts.fields.id']],
    [
      'a type that is known now',
      withField('odd', { type: 'date' }),
      ['minor field.changed entities.contacts.fields.odd'],
    ],
    ['a field may be null', withField('id', { nullable: true }), ['major field.changed entities.contacts.fields.id']],
    ['a field is a file', withField('id', { file: true }), ['major field.changed entities.contacts.fields.id']],
    [
      'a further value',
      withField('state', { enum: ['on', 'off', 'new'] }),
      ['minor field.changed entities.contacts.fields.state'],
    ],
    [
      'a relation',
      withField('id', { relation: { entity: 'deals', field: 'id' } }),
      ['minor field.changed entities.contacts.fields.id'],
    ],
    [
      'words about a field',
      withField('id', { description: 'Who.' }),
      ['patch field.changed entities.contacts.fields.id'],
    ],
  ])('a table: %s', (_what, more, changes) => expect(told(more)).toEqual(changes));

  it('says nothing of what is only in another order of keys, and tells every other member', () => {
    const { name, ...rest } = crm;
    expect(manifestChanges(crm, { ...rest, name })).toEqual([]);
    const other: Readonly<Record<keyof Manifest, unknown>> = {
      formatVersion: 2,
      id: 'other',
      name: 'Other',
      description: 'Other.',
      version: '9.0.0',
      kind: 'hardware',
      executionModel: 'oas',
      category: 'CRM',
      tags: ['a'],
      authentication: [key],
      connectionConfig: {},
      hosts: ['API.example.com'],
      entities: [],
      commands: {},
      allowAiAutoFixCode: true,
    };
    for (const [member, value] of Object.entries(other)) {
      const changes = manifestChanges(crm, { ...crm, [member]: value });
      expect(
        changes.map(({ level }) => level),
        member,
      ).not.toEqual([]);
      for (const one of changes) expect(changeSchema.safeParse(one).success).toBe(true);
    }
  });

  it('names that are members of every object are names like others', () => {
    const odd = { commands: { create, constructor: { params: ['toString'], sideEffect: false } } };
    expect(told(odd)).toEqual(['minor command.added commands.constructor']);
    expect(manifestChanges({ ...crm, ...odd }, crm).map(({ kind }) => kind)).toEqual(['command.removed']);
  });

  it('a sentence is one line without end', () => {
    const [one] = manifestChanges(crm, {
      ...crm,
      entities: [contacts, { ...contacts, name: `a\nb${'x'.repeat(999)}` }],
    });
    expect(one?.sentence).toMatch(/^The table a b/);
    expect(one?.sentence).toHaveLength(versionLimits.sentenceChars);
  });
});

describe('A32: what reaches, asks or may do more than before waits for an approval', () => {
  const asking = (more: Partial<Manifest>) =>
    manifestChanges(crm, { ...crm, ...more }).flatMap((one) => (one.asksApproval ? [one.path] : []));

  it.each<[string, Partial<Manifest>, readonly string[]]>([
    ['a new host', { hosts: ['api.example.com', '*.example.com'] }, ['hosts.*.example.com']],
    [
      'a new authentication',
      { authentication: [...crm.authentication, { id: 'basic', name: 'Basic', type: 'basic' }] },
      ['authentication.basic'],
    ],
    [
      'an authentication of another type',
      { authentication: [{ id: 'key', name: 'Key', type: 'bearer' }, ...(login ? [login] : [])] },
      ['authentication.key'],
    ],
    [
      'a further key',
      {
        authentication: crm.authentication.map((one) =>
          one.type === 'apiKey' ? { ...one, also: [{ in: 'header' as const, param: 'X-Secret' }] } : one,
        ),
      },
      ['authentication.key.X-Secret'],
    ],
    [
      'a further scope, and where credentials are sent',
      {
        authentication: crm.authentication.map((one) =>
          one.type === 'oauth2' ? { ...one, scopes: ['read', 'write'], tokenUrl: 'https://evil.example/token' } : one,
        ),
      },
      ['authentication.login.scopes.write', 'authentication.login.tokenUrl'],
    ],
    ['a new secret', withSetting('pin', { type: 'secret' }), ['connectionConfig.pin']],
    ['a setting that is a secret now', withSetting('project', { type: 'secret' }), ['connectionConfig.project']],
    ['repairs by a model', { allowAiAutoFixCode: true }, ['allowAiAutoFixCode']],
    [
      'a new command that may write',
      { commands: { create, drop: { params: [], sideEffect: true } } },
      ['commands.drop'],
    ],
    ['a command that may write now', withCommand({ sideEffect: true }), ['commands.create.sideEffect']],
  ])('%s', (_what, more, paths) => expect(asking(more)).toEqual(paths));

  it.each<[string, Partial<Manifest>]>([
    ['a host less', { hosts: [] }],
    ['a host in capitals', { hosts: ['API.example.com'] }],
    ['an authentication less', { authentication: key ? [key] : [] }],
    ['a new command that only reads', { commands: { create, look: { params: [], sideEffect: false } } }],
    ['a new table, a text', { ...withEntity({ title: 'People' }), description: 'Other.' }],
  ])('%s does not', (_what, more) => expect(asking(more)).toEqual([]));
});

describe('files beside the manifest', () => {
  it('each is a patch, by text or by digest', () => {
    const before = new Map([
      ['connector.json', '1'],
      ['commands.js', 'a'],
      ['README.md', 'x'],
      ['mocks.json', '{}'],
    ]);
    const after = new Map([
      ['connector.json', '2'],
      ['commands.js', 'b'],
      ['README.md', 'x'],
      ['functions/utility.ts', 'u'],
    ]);
    expect(fileChanges(before, after).map(({ level, kind, path }) => `${level} ${kind} ${path}`)).toEqual([
      'patch file.removed mocks.json',
      'patch code.added functions/utility.ts',
      'patch code.changed commands.js',
    ]);
  });

  it('a manifest that says the same in other words of JSON is a patch too', () => {
    const state = (text: string) => ({ manifest: crm, files: [{ path: 'connector.json', text }] });
    expect(connectorChanges(state('{}'), state('{ }'))).toMatchObject([{ kind: 'file.changed', level: 'patch' }]);
    expect(connectorChanges(state('{}'), state('{}'))).toEqual([]);
  });
});
