import type { ConnectorFile } from '../../../shared/connector/files.ts';
import type { Field } from '../../../shared/connector/manifest.ts';
import type {
  ImportChoices,
  ImportReport,
  Parameter,
  ReportCommand,
  ReportEntity,
} from '../../../shared/import/report.ts';
import { generateConnector } from '../index.ts';

/** An entity of a report as far as a test says; the rest is the plainest that there is. */
export const entity = (more: Partial<ReportEntity> & { readonly name: string }): ReportEntity => ({
  title: more.name.charAt(0).toUpperCase() + more.name.slice(1),
  operation: `GET /${more.name}`,
  records: '$',
  primaryKey: ['id'],
  pagination: { kind: 'none' },
  fields: [field('id', { type: 'integer' })],
  selected: true,
  params: [],
  evidence: [],
  ...more,
});

/** A text that is always there, unless a test says otherwise. */
export const field = (name: string, more: Partial<Field> = {}): Field => ({
  ...{ name, type: 'string', nullable: false },
  ...more,
});

/** An optional text in the query, unless a test says otherwise. */
export const param = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  ...{ name, in: 'query', required: false, type: 'string' },
  ...more,
});

/** A command of a report. */
export const command = (
  more: Partial<ReportCommand> & { readonly name: string; readonly operation: string },
): ReportCommand => ({
  sideEffect: true,
  params: [],
  outputs: [],
  ...more,
});

/** A report of a source with a token. */
export const reportOf = (more: Partial<ImportReport>): ImportReport => ({
  source: { kind: 'openapi', version: '3.0.3', title: 'Things', bytes: 0, operations: 0, durationMs: 0 },
  baseUrl: 'https://api.example.com/v1',
  auth: [{ id: 'token', type: 'bearer', pointer: '' }],
  entities: [],
  commands: [],
  warnings: [],
  ...more,
});

/** The files of a connector made of a report that can be generated. */
export function filesOf(report: ImportReport, choices: Partial<ImportChoices> = {}): readonly ConnectorFile[] {
  const made = generateConnector(
    report,
    { id: 'things', entities: 'all', commands: 'all', ...choices },
    { fileName: 'a.json', text: '' },
  );
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

/** Text of one file of a connector. */
export function textOf(files: readonly ConnectorFile[] | ImportReport, path: string): string {
  const all = 'entities' in files ? filesOf(files) : files;
  const found = all.find((file) => file.path === path);
  if (!found) throw new Error(`no ${path} among ${all.map((file) => file.path).join(', ')}`);
  return found.text;
}
