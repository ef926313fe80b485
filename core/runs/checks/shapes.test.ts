import { describe, expect, it } from 'vitest';
import { findingLimits } from '../../../shared/limits.ts';
import { FindingList, inResult, quoted } from './report.ts';
import { findingsOf, short, things } from './testing/check.ts';

const said = async (target: string, result: unknown, given: Parameters<typeof findingsOf>[1] = {}) =>
  short(await findingsOf(target, { result, ...given }));

describe('validate', () => {
  it('FB-10, FB-14: a good one says nothing', async () => {
    expect(await said('validate', { name: 'Ada', expire_on: 'x', expires_on: 'x' })).toEqual([]);
  });
  it('FB-10: a blank name', async () => {
    expect(await said('validate', { name: '  ' })).toEqual(['validate_name_blank $.name']);
  });
  it.each(['expire_on', 'expires_on'])('FB-14: only %s', async (name) => {
    expect(await said('validate', { name: 'Ada', [name]: 'x' })).toEqual([`validate_expiry_spelling $.${name}`]);
  });
});

describe('config', () => {
  const good = {
    types: [{ id: 'things', name: 'Things' }],
    filters: [
      { id: 'a', title: 'A', type: 'list', datalist: true },
      { id: 'b', title: 'B', type: 'multidropdown', datalist: true, datalist_requires: ['a'], optional: true },
    ],
  };
  const given = { entities: [things()], files: ['functions/datalist.js'] };

  it('a good one says nothing', async () => {
    expect(await said('config', good, given)).toEqual([]);
  });
  it('FB-20: types that cannot be asked for', async () => {
    expect(await said('config', { filters: [] })).toEqual(['config_types $.types']);
    const types = [
      { id: 'things', name: 'T' },
      { id: 'things', name: 'T' },
      { id: 'other', name: 'O' },
      { id: 'x' },
      7,
    ];
    expect(await said('config', { types, filters: [] }, given)).toEqual([
      'config_type_twice $.types[1].id',
      'config_type_incomplete $.types[3] ×2',
      'config_type_unknown $.types[2].id',
    ]);
  });
  it('FB-21 … FB-24: filters', async () => {
    expect(await said('config', { types: good.types }, given)).toEqual(['config_filters $.filters']);
    const filters = [
      { id: 'a', title: 'A', type: 'list', datalist_requires: ['b', 'nobody'] },
      { id: 'b', title: 'B', type: 'combo', datalist: true, datalist_requires: ['a'], secured: 'yes' },
      { id: 'a', title: 'Again', type: 'text' },
      { id: 'c', type: 'text' },
    ];
    expect(await said('config', { types: good.types, filters }, { entities: [things()] })).toEqual([
      'config_filter_datalist $.filters[0]',
      'config_filter_type $.filters[1].type',
      'config_filter_twice $.filters[2].id',
      'config_filter_incomplete $.filters[3]',
      'config_no_datalist $.filters[1]',
      'config_requires_unknown $.filters[0].datalist_requires',
      'config_requires_cycle $.filters',
      'config_filter_flag $.filters[1].secured',
    ]);
  });
  it('FB-24: a chain of 20,000 filters is looked through, and so is its circle', async () => {
    const chain = (last: readonly string[]) =>
      Array.from({ length: 20_000 }, (_, index) => ({
        ...{ id: `f${index}`, title: 'F', type: 'text' },
        datalist_requires: index === 19_999 ? last : [`f${index + 1}`],
      }));
    expect(await said('config', { types: good.types, filters: chain([]) }, given)).toEqual([]);
    expect(await said('config', { types: good.types, filters: chain(['f0']) }, given)).toEqual([
      'config_requires_cycle $.filters',
    ]);
  });
});

describe('schema', () => {
  const given = { entities: [things(), things([], { name: 'users' })], request: { types: ['things', 'users'] } };
  const base = { id: { name: 'Id', type: 'id' }, name: { name: 'Name', type: 'text' } };
  const withField = (field: unknown, name = 'x') => ({ things: { ...base, [name]: field }, users: base });

  it('a good one says nothing', async () => {
    const owner = {
      ...{ name: 'Owner Key', type: 'text' },
      relation: {
        ...{ cardinality: 'many-to-one', name: 'Owner', targetName: 'Things' },
        ...{ targetType: 'users', targetFieldId: 'id' },
      },
    };
    const user = {
      ...{ name: 'User', type: 'text' },
      relation: { cardinality: 'many-to-one', kind: 'native', targetType: 'fibery/user', targetFieldId: 'user/email' },
    };
    const state = {
      ...{ name: 'State', type: 'text', subType: 'workflow' },
      options: [
        { name: 'Open', default: true },
        { name: 'Done', final: true },
      ],
    };
    const price = { name: 'Price', type: 'number', format: { format: 'Money', hasThousandSeparator: true } };
    const untyped = { name: 'Note' };
    const schema = {
      things: { ...base, owner, user, state, price, untyped, __syncAction: { name: 'A', type: 'text' } },
      users: base,
    };
    expect(await said('schema', schema, given)).toEqual([]);
  });
  it('FB-30: requested tables, id, title', async () => {
    const noId = { name: { name: 'Name', type: 'text' } };
    expect(await said('schema', { things: noId, more: base }, given)).toEqual([
      'schema_type_missing $.users',
      'schema_no_id $.things.id',
      'schema_type_extra $.more',
    ]);
    const titled = { id: base.id, label: { name: 'Label', type: 'text', subType: 'title' } };
    expect(await said('schema', { things: titled, users: { id: base.id } }, given)).toEqual([
      'schema_no_title $.users',
    ]);
  });
  it.each([
    [7, 'schema_field_name $.things.x'],
    [{ type: 'text' }, 'schema_field_name $.things.x'],
    [{ name: 'X', type: 'string' }, 'schema_field_type $.things.x.type'],
    [{ name: 'X', type: 'number', subType: 'url' }, 'schema_sub_type $.things.x.subType'],
    [{ name: 'X', type: 'text', subType: 'single-select', options: ['a'] }, 'schema_options $.things.x.options'],
    [{ name: 'X', type: 'text', subType: 'workflow', options: [{ name: 'a' }] }, 'schema_workflow $.things.x.options'],
    [{ name: 'X', type: 'number', format: { hasThousandSeperator: true } }, 'schema_format $.things.x.format'],
    [{ name: 'X', type: 'number', format: { format: 'money' } }, 'schema_format $.things.x.format'],
    [{ name: 'Name', type: 'text' }, 'schema_name_twice $.things.x.name'],
  ])('FB-30, FB-38: a field %j', async (field, finding) => {
    expect(await said('schema', withField(field), given)).toEqual([finding]);
  });
  it('FB-31: __syncAction is a text', async () => {
    expect(await said('schema', withField({ name: 'A', type: 'number' }, '__syncAction'), given)).toEqual([
      'schema_sync_action $.things.__syncAction.type',
    ]);
  });
  const relation = { cardinality: 'many-to-one', name: 'R', targetName: 'T', targetType: 'users', targetFieldId: 'id' };
  it.each([
    ['text', { ...relation, name: '' }, 'schema_relation_incomplete $.things.x.relation'],
    ['text', { ...relation, cardinality: 'some' }, 'schema_relation_type $.things.x.relation'],
    ['text', { ...relation, cardinality: 'many-to-many' }, 'schema_relation_type $.things.x.type'],
    ['number', relation, 'schema_relation_type $.things.x.type'],
    ['text', { ...relation, targetType: 'nobody' }, 'schema_relation_target $.things.x.relation.targetType'],
    ['text', { ...relation, targetFieldId: 'nothing' }, 'schema_relation_target $.things.x.relation.targetFieldId'],
    ['text', { ...relation, targetType: 'fibery/user' }, 'schema_relation_user $.things.x.relation'],
  ])('FB-32 … FB-35: a relation on a %s: %j', async (type, one, finding) => {
    expect(await said('schema', withField({ name: 'X', type, relation: one }), given)).toEqual([finding]);
  });
  it('A10: a table called __proto__ is looked at like any other', async () => {
    const result: unknown = JSON.parse('{"__proto__":{"id":{"name":"Id","type":"id"}}}');
    expect(await said('schema', result, { request: { types: ['__proto__'] } })).toEqual([
      'schema_no_title $.__proto__',
    ]);
  });
});

describe('datalist, commands', () => {
  it('FB-60: choices', async () => {
    const items = [{ title: 'A', value: 1 }, { title: 'B', value: 1 }, { title: 'C' }, 'D', { title: 2, value: 2 }];
    expect(await said('datalist', { items })).toEqual([
      'datalist_item $.items[2] ×3',
      'datalist_value_twice $.items[1].value',
    ]);
  });
  const command = { target: { kind: 'command', file: 'commands.js', name: 'go' } } as const;
  it('FL-20 … FL-22, FL-26: what nothing reads', async () => {
    const result = { success: true, payload: 1, diagnostics: {}, error: 'no', extra: 1, more: 2, variables: [1] };
    expect(await said('go', result, command)).toEqual([
      'command_variables $.variables',
      'command_diagnostics_ignored $.diagnostics',
      'command_error_ignored $.error',
      'command_member_ignored $.extra ×2',
    ]);
    expect(await said('go', { success: false, payload: 1 }, { ...command, ok: false })).toEqual([
      'command_payload_ignored $.payload',
    ]);
    expect(await said('go', { success: true, payload: 1, variables: { a: 1 } }, command)).toEqual([]);
    expect(await said('go', { success: false, error: 'no', diagnostics: {} }, { ...command, ok: false })).toEqual([]);
  });
});

describe('FindingList', () => {
  it('keeps so many findings of one check as the product allows', () => {
    const list = new FindingList();
    for (let about = 0; about < findingLimits.perCode + 5; about++)
      list.report({
        code: 'field_type',
        about: String(about),
        place: () => inResult('items', about),
        message: () => '',
      });
    expect(list.list()).toHaveLength(findingLimits.perCode);
  });
  it('cuts what it quotes', () => {
    expect(quoted('x'.repeat(findingLimits.quoteChars + 1))).toBe(`"${'x'.repeat(findingLimits.quoteChars - 1)}…"`);
    expect(quoted('a\n\u202e')).toBe('"a\\n\u202e"');
  });
  it('counts the same thing, keeps errors first, and stops at its limit', () => {
    const list = new FindingList(2);
    const see = (code: 'field_type' | 'key_missing', about: string) =>
      list.report({ code, about, place: () => ({ kind: 'run' }), message: () => about });
    for (const about of ['a', 'b', 'a', 'c', 'a']) see('field_type', about);
    see('key_missing', 'k');
    expect(list.list()).toEqual([
      { code: 'key_missing', severity: 'error', statement: 'FB-30', message: 'k', location: { kind: 'run' }, count: 1 },
      {
        code: 'field_type',
        severity: 'warning',
        statement: 'FB-30',
        message: 'a',
        location: { kind: 'run' },
        count: 3,
      },
      {
        code: 'field_type',
        severity: 'warning',
        statement: 'FB-30',
        message: 'b',
        location: { kind: 'run' },
        count: 1,
      },
    ]);
  });
});
