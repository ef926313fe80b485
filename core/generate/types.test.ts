import { expect, it } from 'vitest';
import type { ImportReport } from '../../shared/import/report.ts';
import { openApi, report } from '../import/testing.ts';
import { formatProblems, typeProblems } from './testing/checks.ts';
import { everything } from './testing/everything.ts';
import { paths } from './testing/paths.ts';
import { filesOf } from './testing/reports.ts';

const schemes = {
  none: {},
  token: { token: { type: 'http', scheme: 'bearer' } },
  basic: { basic: { type: 'http', scheme: 'basic' } },
  key: { key: { type: 'apiKey', in: 'query', name: 'api_key' } },
};

it.each(Object.entries(schemes))(
  'generated code passes the type checker and is formatted: authentication %s',
  async (name, scheme) => {
    const description = openApi(paths, {
      servers: [{ url: 'https://api.example.com' }],
      ...(name === 'none' ? { security: [] } : {}),
      components: { securitySchemes: scheme },
    });
    const files = filesOf(await report(description));
    expect([await typeProblems(files), await formatProblems(files)]).toEqual(['', '']);
  },
);

it.each([
  ['with every kind of authentication', {}],
  ['without credentials', { auth: [] }],
  ['with one key', { auth: [{ id: 'key', type: 'apiKey', in: 'cookie', name: 'sid', pointer: '' }] }],
  ['without a base URL', { baseUrl: '' }],
  ['without tables', { entities: [] }],
  ['without commands', { commands: [] }],
] satisfies [string, Partial<ImportReport>][])(
  'everything that the generator writes does so too, %s',
  async (_, more) => {
    const files = filesOf({ ...everything('a b'), ...more });
    expect([await typeProblems(files), await formatProblems(files)]).toEqual(['', '']);
  },
);
