import type { ImportReport, ReportEntity } from '../../../../shared/import/report.ts';

/** An entity that was found, for tests. */
export const entity = (name: string, more: Partial<ReportEntity> = {}): ReportEntity => ({
  name,
  title: name,
  operation: `GET /${name}`,
  records: '$',
  primaryKey: ['id'],
  pagination: { kind: 'cursor', params: { cursor: 'after' }, next: '$.next' },
  fields: [],
  selected: true,
  params: [],
  evidence: [
    { field: 'pagination', rule: 'cursor-pair', pointer: '#/paths', confidence: 0.9 },
    { field: 'records', rule: 'only-array', pointer: '#/paths', confidence: 0.6 },
  ],
  ...more,
});

/** What an import found, for tests. */
export const report = (entities: readonly ReportEntity[]): ImportReport => ({
  source: { kind: 'openapi', version: '3.0.3', title: 'CRM', bytes: 1, operations: 3, durationMs: 1 },
  baseUrl: 'https://api.example.com/v1',
  auth: [
    { id: 'key', type: 'apiKey', pointer: '#/components' },
    { id: 'token', type: 'bearer', pointer: '#/components' },
  ],
  entities: [...entities],
  commands: [{ name: 'createContact', operation: 'POST /contacts', sideEffect: true, params: [], outputs: [] }],
  warnings: [],
});
