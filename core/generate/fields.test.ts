import { describe, expect, it } from 'vitest';
import type { ImportReport, ReportEntity } from '../../shared/import/report.ts';
import type { TestServer } from '../network/testing/server.ts';
import { bench, serve } from './testing/bench.ts';
import { entity, field, reportOf } from './testing/reports.ts';

const { run, read } = bench();

const report = (server: TestServer, entities: readonly ReportEntity[]): ImportReport =>
  reportOf({ baseUrl: server.url, entities: [...entities] });

const schemaOf = async (from: ImportReport, types: readonly string[]): Promise<unknown> =>
  (await run(from, 'schema', { types })).value;

describe('fields', () => {
  it('are shown as their formats say (table of field types)', async () => {
    const server = await serve(() => []);
    const fields = [
      ...['email', 'uri', 'html', 'markdown', 'phone', 'location', 'avatar', 'emoji', 'date-range', 'date-time'].map(
        (format) => field(format, { format }),
      ),
      field('price', { type: 'number', format: 'currency' }),
      field('share', { type: 'number', format: 'percent' }),
      field('count', { type: 'integer' }),
      field('day', { type: 'date' }),
      field('state', { enum: ['open', 'done'] }),
      field('labels', { type: 'array', enum: ['a', 'b'] }),
      field('on', { type: 'boolean' }),
      field('made', { type: 'integer', format: 'unix-time' }),
    ];
    const from = report(server, [entity({ name: 'rows', fields })]);
    const schema = await schemaOf(from, ['rows']);
    expect(schema).toEqual({
      rows: {
        id: { name: 'Id', type: 'id' },
        name: { name: 'Name', type: 'text' },
        email: { name: 'Email', type: 'text', subType: 'email' },
        uri: { name: 'Uri', type: 'text', subType: 'url' },
        html: { name: 'Html', type: 'text', subType: 'html' },
        markdown: { name: 'Markdown', type: 'text', subType: 'md' },
        phone: { name: 'Phone', type: 'text', format: { format: 'phone' } },
        location: { name: 'Location', type: 'text', subType: 'location' },
        avatar: { name: 'Avatar', type: 'text', subType: 'avatar' },
        emoji: { name: 'Emoji', type: 'text', subType: 'icon' },
        'date-range': { name: 'Date Range', type: 'text', subType: 'date-range' },
        'date-time': { name: 'Date Time', type: 'date' },
        price: { name: 'Price', type: 'number', format: { format: 'Money' } },
        share: { name: 'Share', type: 'number', format: { format: 'Percent' } },
        count: { name: 'Count', type: 'number', subType: 'integer' },
        day: { name: 'Day', type: 'date', subType: 'day' },
        state: { name: 'State', type: 'text', subType: 'single-select', options: [{ name: 'open' }, { name: 'done' }] },
        labels: {
          ...{ name: 'Labels', type: 'array[text]', subType: 'multi-select' },
          options: [{ name: 'a' }, { name: 'b' }],
        },
        on: { name: 'On', type: 'text', subType: 'boolean' },
        made: { name: 'Made', type: 'date' },
      },
    });
  });

  it('refer to rows of chosen tables, under names that nobody else has (FB-32, FB-33)', async () => {
    const server = await serve(({ url }) =>
      url.pathname === '/users'
        ? [{ id: 7, login: 'ada' }]
        : [{ id: 1, owner_id: 7, owner: 'Ada', reviewer: 'ada', watchers: [7, 8], made: 86_400, labels: ['a', 'b'] }],
    );
    const users = entity({ name: 'users', fields: [field('id'), field('login')] });
    const issues = entity({
      name: 'issues',
      fields: [
        field('owner_id', { relation: { entity: 'users', field: 'id' } }),
        field('owner'),
        field('reviewer', { relation: { entity: 'users', field: 'login' } }),
        field('watchers', { type: 'array', relation: { entity: 'users', field: 'id' } }),
        field('team', { relation: { entity: 'teams', field: 'id' } }),
        field('made', { type: 'integer', format: 'unix-time' }),
        field('labels', { type: 'array', enum: ['a', 'b'] }),
      ],
    });
    const from = report(server, [users, issues]);
    const one = 'many-to-one';
    expect(await schemaOf(from, ['issues'])).toMatchObject({
      issues: {
        owner_id: {
          type: 'text',
          relation: {
            cardinality: one,
            name: 'Owner (Users)',
            targetName: 'Issues',
            targetType: 'users',
            targetFieldId: 'id',
          },
        },
        owner: { name: 'Owner' },
        reviewer: {
          name: 'Reviewer Key',
          relation: { name: 'Reviewer', targetName: 'Issues (Reviewer)', targetFieldId: 'login' },
        },
        watchers: { type: 'array[text]', relation: { cardinality: 'many-to-many', targetName: 'Issues (Watchers)' } },
        team: { name: 'Team', type: 'text' },
      },
    });
    expect((await read(from, 'issues')).items).toEqual([
      {
        ...{ id: '1', name: '1', owner_id: '7', owner: 'Ada', reviewer: 'ada', watchers: ['7', '8'] },
        ...{ made: '1970-01-02T00:00:00.000Z', labels: ['a', 'b'] },
      },
    ]);
  });
});
