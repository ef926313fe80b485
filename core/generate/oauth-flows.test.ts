import { expect, it } from 'vitest';
import type { ImportReport, ReportAuth } from '../../shared/import/report.ts';
import { authenticationsOf } from './manifest.ts';

const url = 'https://login.example.com/x';

const report: ImportReport = {
  source: { kind: 'openapi', version: '3.1.0', title: 'Crm', bytes: 0, operations: 0, durationMs: 0 },
  baseUrl: '',
  auth: [],
  entities: [],
  commands: [],
  warnings: [],
};

/** The one authentication of a report, without its names. */
function made(part: Partial<ReportAuth>): object {
  const auth: ReportAuth = { id: 'oauth', type: 'oauth2', pointer: '#', ...part };
  const [found] = authenticationsOf({ ...report, auth: [auth] });
  const { id: _id, name: _name, type: _type, ...rest } = found ?? { id: '', name: '', type: 'none' };
  return rest;
}

it.each([
  [{}, {}],
  [{ flows: [] }, {}],
  [
    { flows: ['implicit'], authorizationUrl: url },
    { flows: [], authorizationUrl: url },
  ],
  [
    { flows: ['password'], tokenUrl: url },
    { flows: [], tokenUrl: url },
  ],
  [
    {
      flows: ['clientCredentials', 'authorizationCode', 'implicit'],
      authorizationUrl: url,
      tokenUrl: url,
      scopes: ['r'],
    },
    { flows: ['authorizationCode', 'clientCredentials'], authorizationUrl: url, tokenUrl: url, scopes: ['r'] },
  ],
  [
    { flows: ['deviceAuthorization'], deviceAuthorizationUrl: url, tokenUrl: url },
    { flows: ['device'], deviceAuthorizationUrl: url, tokenUrl: url },
  ],
])('a description with %j gives %j', (part, expected) => expect(made(part)).toEqual(expected));
