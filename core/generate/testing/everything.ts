import type { ImportReport, Parameter, ReportEntity } from '../../../shared/import/report.ts';
import { command, entity, reportOf } from './reports.ts';

/** A report that uses all that the generator can write, with a name wherever a description may put one. */
export function everything(name: string): ImportReport {
  const step = name.replaceAll(/[/{}#]/g, '|');
  // A dot would be a step of its own.
  const flat = step.replaceAll('.', '|');
  const param = (prefix: string, more: Partial<Parameter> = {}): Parameter => ({
    ...{ name: `${prefix}${name}`, in: 'query', required: true, type: 'string', description: name },
    ...more,
  });
  const field = (
    prefix: string,
    more: Partial<ReportEntity['fields'][number]> = {},
  ): ReportEntity['fields'][number] => ({
    ...{ name: `${prefix}${name}`, type: 'string', nullable: true, description: name },
    ...more,
  });
  const tenant = param('h', { in: 'header' });
  const version = param('v', { in: 'header', default: name });
  const common = [tenant, version];
  const at = (prefix: string): string => `$[${JSON.stringify(`${prefix}${name}`)}]`;
  const query = `query Things($after: String) {\n\tthings(after: $after, name: ${JSON.stringify(name)}) { id }\n}`;
  const tables: readonly ReportEntity[] = [
    entity({
      name: `t${name}`,
      title: `T ${name}`,
      operation: `GET /t${step}`,
      records: at('rows'),
      fields: [
        field('id'),
        field('id'),
        field('e', { enum: [`one ${name}`, `two ${name}`] }),
        field('m', { type: 'array', enum: [name, 'x'] }),
        field('u', { type: 'integer', format: 'unix-time' }),
        field('f', { file: true }),
        field('r', { relation: { entity: `u${name}`, field: `id${name}` } }),
        field('s', { type: 'array', relation: { entity: `u${name}`, field: `id${name}` } }),
        { name: 'deleted', type: 'boolean', nullable: false },
      ],
      primaryKey: [`id${name}`],
      pagination: { kind: 'nextUrl', next: at('next') },
      incremental: { param: `since${name}`, field: `u${name}` },
      params: [
        ...common,
        param('since', { type: 'integer' }),
        param('one', { enum: [name] }),
        param('x', { in: 'header' }),
      ],
    }),
    entity({
      name: `u${name}`,
      operation: `POST /u#${step}`,
      server: 'https://other.example.com/v2',
      contentType: 'application/json',
      primaryKey: [`id${name}`],
      fields: [field('id'), field('name')],
      params: [
        ...common,
        param('b', {
          in: 'body',
          default: {
            [name]: [
              { [name]: name, other: 1 },
              { [name]: name, other: 2 },
            ],
          },
        }),
      ],
      pagination: { kind: 'cursor', in: 'body', params: { cursor: `page${flat}.after${flat}` }, next: at('next') },
    }),
    entity({
      name: `g${name}`,
      operation: 'POST /graphql',
      params: [...common, { ...param(''), name: 'query', in: 'body', default: query }],
      pagination: { kind: 'cursor', in: 'body', params: { cursor: 'variables.after' }, next: '$.data.next' },
      rows: 'map',
      primaryKey: [],
      records: `${at('rows')}.*`,
    }),
    entity({
      name: `c${name}`,
      operation: `GET /t${step}/{p${step}}/c`,
      parent: { entity: `t${name}`, bindings: { [`p${step}`]: `id${name}` } },
      primaryKey: [`k${name}`],
      fields: [field('k')],
      params: [...common, param('choice', { enum: [`one ${name}`, `two ${name}`] })],
    }),
    entity({
      name: `d${name}`,
      operation: `GET /t${step}/{p${step}}/c/{q${step}}/d`,
      parent: { entity: `c${name}`, bindings: { [`p${step}`]: `p${step}`, [`q${step}`]: `k${name}` } },
      rows: 'values',
      primaryKey: ['value'],
      params: [...common, param('free', { type: 'boolean' })],
      pagination: { kind: 'linkHeader' },
    }),
    entity({
      name: `public${name}`,
      operation: `GET /public${step}`,
      auth: [],
      params: common,
      primaryKey: [`a.b${name}`],
    }),
  ];
  const body = (prefix: string, more: Partial<Parameter> = {}): Parameter => param(prefix, { in: 'body', ...more });
  return reportOf({
    source: { kind: 'openapi', version: name, title: name, description: name, bytes: 0, operations: 0, durationMs: 0 },
    auth: [
      {
        ...{ id: `a${name}`, type: 'apiKey', in: 'cookie', name: `k${name}`, description: name, pointer: '' },
        also: [
          { in: 'query', param: `q${name}` },
          { in: 'cookie', param: `c${name}` },
          { in: 'header', param: `h${name}` },
        ],
      },
      { id: `b${name}`, type: 'basic', pointer: '' },
    ],
    validate: { operation: `GET /t${step}` },
    entities: [...tables],
    commands: [
      command({
        name: 'upload',
        operation: `POST /up${step}/{id${step}}`,
        contentType: 'multipart/form-data',
        title: name,
        deprecated: true,
        sample: { [name]: name },
        params: [
          ...[...common, param('x', { in: 'header', type: 'array' }), param('l', { type: 'array', explode: false })],
          ...[
            param('p', { type: 'array', style: 'pipeDelimited' }),
            param('o', { type: 'array', style: 'deepObject' }),
          ],
          ...[body('f', { format: 'binary' }), body('d', { default: name }), body('plain', { required: false })],
        ],
      }),
      command({
        name: 'ask',
        operation: `POST /graphql#${step}`,
        contentType: 'application/json',
        params: [...common, { ...body(''), name: 'query', default: query }, { ...body(''), name: 'variables' }],
      }),
      command({
        name: 'form',
        operation: 'POST /form',
        contentType: 'application/x-www-form-urlencoded',
        params: [...common, body('a')],
      }),
      command({ name: 'bytes', operation: 'PUT /b', contentType: 'image/png', params: [...common, body('a')] }),
      command({
        name: 'patch',
        operation: 'PATCH /p',
        contentType: 'application/merge-patch+json',
        params: [...common, body('a')],
      }),
      command({ name: 'text', operation: 'POST /t', contentType: 'text/csv', params: [...common, body('a')] }),
      command({
        name: 'other',
        operation: `DELETE /o/{id${step}}`,
        server: 'https://other.example.com',
        params: common,
      }),
    ],
  });
}
