import path from 'node:path';
import { type Command, Option } from 'commander';
import { type FibricSdk, fibricSdks } from '../../core/generate/fibric/index.ts';
import { readConnectorArchive, readConnectorFolder, writeConnectorFolder } from '../../core/package/index.ts';
import { currentProof } from '../../core/probe/index.ts';
import { pagingText } from '../../core/probe/paging.ts';
import { checkTypeScript } from '../../core/sandbox/index.ts';
import type { Language } from '../../core/studio/blank-files.ts';
import { createBlank } from '../../core/studio/create.ts';
import { listConnections } from '../../core/studio/describe.ts';
import { openFiles } from '../../core/studio/open.ts';
import type { Entity } from '../../shared/connector/manifest.ts';
import { toConnectorName } from '../../shared/connector/names.ts';
import type { ConnectorDetail } from '../../shared/contract/connectors.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Connection } from '../../shared/run/connection.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import { exportFibric } from '../fibric.ts';
import { table } from '../output.ts';

async function list(options: CommonOptions): Promise<void> {
  await withStudio(options, async (studio, output) => {
    const { data, errors } = studio.workspace.connectors.list();
    for (const error of errors) output.note(error.message);
    output.result({ connectors: data, errors }, () =>
      data.length === 0
        ? 'No connectors yet. Import a description: studio import SPEC --id ID'
        : table(
            ['ID', 'NAME', 'VERSION', 'ENTITIES', 'COMMANDS', 'REVISION', 'UPDATED'],
            data.map((one) => [
              one.id,
              one.name,
              one.version,
              String(one.entities),
              String(one.commands),
              String(one.revision),
              one.updatedAt,
            ]),
          ),
    );
    return ok(0);
  });
}

/** What probes said, one line for each entity that was probed. */
const proofLines = (entities: readonly Entity[]): string[] =>
  entities.flatMap((entity) => {
    const proof = currentProof(entity);
    return proof
      ? [`  ${entity.name}: ${pagingText(entity.pagination)}, ${proof.verdict} at ${proof.at}: ${proof.note}`]
      : [];
  });

function detailText(detail: ConnectorDetail, connections: readonly Connection[]): string {
  const manifest = detail.manifest;
  const secretsOf = (one: Connection) => one.secrets.map((secret) => `${secret.field}: ${secret.stored}`).join(', ');
  return [
    `${detail.id}: ${detail.name} ${detail.version}, revision ${detail.revision}, saved ${detail.updatedAt}`,
    ...(detail.problem === undefined ? [] : [`Problem: ${detail.problem}`]),
    ...(manifest
      ? [
          `Authentication: ${manifest.authentication.map((auth) => `${auth.id} (${auth.type})`).join(', ')}`,
          `Hosts: ${manifest.hosts.join(', ') || 'none'}`,
          `Entities: ${manifest.entities.map((entity) => entity.name).join(', ') || 'none'}`,
          ...proofLines(manifest.entities),
          `Commands: ${Object.keys(manifest.commands).join(', ') || 'none'}`,
        ]
      : []),
    `Connections: ${connections.map((one) => `${one.name} (${one.auth}${one.secrets.length > 0 ? `; ${secretsOf(one)}` : ''})`).join(', ') || 'none'}`,
    '',
    table(
      ['FILE', 'BYTES'],
      detail.files.map((file) => [file.path, String(file.bytes)]),
    ),
  ].join('\n');
}

async function show(id: string, options: CommonOptions): Promise<void> {
  await withStudio(options, async (studio, output) => {
    const detail = studio.workspace.connectors.get(id);
    if (!detail.ok) return detail;
    const connections = await listConnections(studio, id);
    output.result({ ...detail.value, connections }, () => detailText(detail.value, connections));
    return ok(0);
  });
}

interface ExportOptions extends CommonOptions {
  readonly as: 'files' | 'fibric';
  readonly sdk?: FibricSdk;
  readonly publisher?: string;
}

async function exportFolder(id: string, directory: string, options: ExportOptions): Promise<void> {
  await withStudio(options, async (studio, output) => {
    const { as, sdk, publisher } = options;
    if (as === 'files' && (sdk ?? publisher) !== undefined)
      return fail('input', 'bad_usage', '--sdk and --publisher go with --as fibric.');
    if (sdk === '1.4' && publisher !== undefined)
      return fail('input', 'bad_usage', 'A definition of SDK 1.4 names no publisher: leave --publisher out.');
    const stored = studio.workspace.connectors.files(id);
    if (!stored.ok) return stored;
    const target = path.resolve(directory);
    const { files } = stored.value;
    const written =
      as === 'fibric'
        ? await exportFibric(files, target, { sdk: sdk ?? 'docs', ...(publisher === undefined ? {} : { publisher }) })
        : await writeConnectorFolder(target, files);
    if (!written.ok) return written;
    const paths = 'written' in written.value ? written.value.written : written.value;
    output.result({ id, directory: target, files: paths }, () => `Wrote ${paths.length} files of ${id} to ${target}.`);
    return ok(0);
  });
}

async function open(source: string, options: CommonOptions): Promise<void> {
  await withStudio(options, async (studio, output) => {
    const files = source.endsWith('.connector')
      ? await readConnectorArchive(source)
      : await readConnectorFolder(source);
    if (!files.ok) return files;
    const runnable = await checkTypeScript(files.value);
    if (!runnable.ok) return runnable;
    const opened = openFiles(studio, files.value, `Opened from ${path.basename(source)}`);
    if (!opened.ok) return opened;
    const { id, revision, created, changed } = opened.value;
    output.result(opened.value, () =>
      created
        ? `Added ${id}.`
        : changed
          ? `${id} has a new revision, ${revision}.`
          : `${id} is the same already; nothing changed.`,
    );
    return ok(0);
  });
}

interface NewOptions extends CommonOptions {
  readonly name?: string;
  readonly language: Language;
}

async function makeNew(id: string, options: NewOptions): Promise<void> {
  await withStudio(options, async (studio, output) => {
    const { name = toConnectorName(id), language } = options;
    const made = createBlank(studio, { id, name, language });
    if (!made.ok) return made;
    output.result(made.value, () => `Made ${made.value.id}: a table of example rows and a command, which run at once.`);
    return ok(0);
  });
}

export function registerConnectors(program: Command): void {
  withCommonOptions(program.command('new'))
    .argument('<id>', 'id of the connector')
    .option('--name <name>', 'what people read: letters and spaces (default: made of the id)')
    .addOption(new Option('--language <language>', 'what its code is written in').choices(['js', 'ts']).default('js'))
    .description('make a connector without a description: a table and a command that run at once')
    .action(makeNew);
  withCommonOptions(program.command('list')).description('list the connectors of the workspace').action(list);
  withCommonOptions(program.command('show'))
    .argument('<id>', 'id of a connector')
    .description("show a connector's manifest, files and connections")
    .action(show);
  withCommonOptions(program.command('export'))
    .argument('<id>', 'id of a connector')
    .argument('<dir>', 'folder to write to: new, empty, or an export of this connector')
    .addOption(
      new Option('--as <form>', 'what is written: its files, or a project for Fibric')
        .choices(['files', 'fibric'])
        .default('files'),
    )
    .addOption(
      new Option('--sdk <form>', 'form of the Fibric definition: docs.fibric.io, or SDK 1.4 (default: docs)').choices(
        fibricSdks,
      ),
    )
    .option('--publisher <name>', 'publisher in the Fibric definition (default: none, which is private)')
    .description("write a connector's files to a folder, or a project for Fibric")
    .action(exportFolder);
  withCommonOptions(program.command('open'))
    .argument('<source>', 'folder or .connector archive')
    .description('add a connector to the workspace, or a new revision of one that is known')
    .action(open);
}
