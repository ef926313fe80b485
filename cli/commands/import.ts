import type { Command } from 'commander';
import { inspectDescription, inspectSource } from '../../core/import/index.ts';
import { createFromReport } from '../../core/studio/import.ts';
import type { ImportReport } from '../../shared/import/report.ts';
import { ok } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withOutput, withStudio } from '../context.ts';
import { type Output, table } from '../output.ts';
import { readDescription, readDescriptionFor } from '../source.ts';

interface ImportOptions extends CommonOptions {
  readonly id: string;
  readonly name?: string;
  readonly entities: string;
  readonly commands: string;
  readonly baseUrl?: string;
}

const percent = (confidence: number): string => `${Math.round(confidence * 100)} %`;

function entityRow(entity: ImportReport['entities'][number]): string[] {
  const why = entity.evidence.find((one) => one.field === 'pagination');
  return [
    entity.name,
    entity.operation,
    entity.records,
    entity.primaryKey.join(', ') || '–',
    entity.pagination.kind,
    why ? `${why.rule} (${percent(why.confidence)})` : '',
  ];
}

function reportText(report: ImportReport): string {
  const { source } = report;
  const lines = [
    `${source.title}: ${source.kind} ${source.version}, ${source.operations} operations, read in ${Math.round(source.durationMs)} ms`,
    `Base URL: ${report.baseUrl || 'none stated (give one with --base-url)'}`,
    `Authentication: ${report.auth.map((auth) => `${auth.id} (${auth.type})`).join(', ') || 'none'}`,
    `Validated by: ${report.validate?.operation ?? 'nothing suitable found'}`,
    '',
    table(['ENTITY', 'OPERATION', 'RECORDS', 'KEY', 'PAGINATION', 'WHY'], report.entities.map(entityRow)),
    '',
    `${report.entities.length} entities, ${report.commands.length} commands, ${report.warnings.length} warnings`,
  ];
  return lines.join('\n');
}

/** The first findings of an import, for people. */
export function noteWarnings(report: Pick<ImportReport, 'warnings'>, output: Output): void {
  const shown = 20;
  for (const warning of report.warnings.slice(0, shown))
    output.note(`warning: ${warning.message} (${warning.pointer})`);
  const more = report.warnings.length - shown;
  if (more > 0) output.note(`… and ${more} more warnings; --json holds them all.`);
}

const choice = (text: string): 'all' | string[] =>
  text === 'all'
    ? 'all'
    : text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && name !== 'none');

async function inspect(spec: string, options: CommonOptions): Promise<void> {
  await withOutput(options, async (output) => {
    const description = await readDescription(spec);
    if (!description.ok) return description;
    const report = await inspectDescription(description.value);
    if (!report.ok) return report;
    if (!output.json) noteWarnings(report.value, output);
    output.result(report.value, () => reportText(report.value));
    return ok(0);
  });
}

async function importSpec(spec: string, options: ImportOptions): Promise<void> {
  await withStudio(options, async (studio, output) => {
    const description = await readDescriptionFor(studio, spec);
    if (!description.ok) return description;
    const read = await inspectSource(description.value);
    if (!read.ok) return read;
    const { report, bundle } = read.value;
    const choices = {
      id: options.id,
      entities: choice(options.entities),
      commands: choice(options.commands),
      ...(options.name === undefined ? {} : { name: options.name }),
      ...(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }),
    };
    const created = createFromReport(studio, report, choices, bundle ?? description.value);
    if (!created.ok) return created;
    const detail = studio.workspace.connectors.get(created.value.id);
    if (!detail.ok) return detail;
    noteWarnings(report, output);
    output.result({ ...detail.value, warnings: report.warnings }, () =>
      [
        `Created ${detail.value.id} (${detail.value.name} ${detail.value.version}): ${detail.value.entities} entities, ${detail.value.commands} commands.`,
        `Next: studio connect ${detail.value.id} --name ACCOUNT`,
      ].join('\n'),
    );
    return ok(0);
  });
}

export function registerImport(program: Command): void {
  withCommonOptions(program.command('inspect'))
    .argument('<spec>', 'a description (OpenAPI, Postman, HAR, cURL): a file or an http(s) address')
    .description('show what an import would find; saves nothing')
    .action(inspect);
  withCommonOptions(program.command('import'))
    .argument('<spec>', 'a description (OpenAPI, Postman, HAR, cURL): a file or an http(s) address')
    .requiredOption('--id <id>', 'id of the new connector, in kebab-case')
    .option('--name <name>', 'display name (letters and spaces)')
    .option('--entities <names>', 'entities to read, separated by commas, or all', 'all')
    .option('--commands <names>', 'commands to write, separated by commas, or all or none', 'all')
    .option('--base-url <url>', "base URL instead of the description's")
    .description('create a connector from a description')
    .action(importSpec);
}
