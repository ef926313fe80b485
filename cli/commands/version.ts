import { type Command, Option } from 'commander';
import { readState } from '../../core/studio/state.ts';
import { setVersion, type VersionOutcome, type VersionWish } from '../../core/studio/version.ts';
import { capabilitiesOf, type Tool, toolsOf } from '../../shared/connector/capabilities.ts';
import { ok } from '../../shared/result.ts';
import { type Change, checkVersion, connectorChanges, levelOf, versionFloor } from '../../shared/versions/index.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import { table } from '../output.ts';

type Bump = 'auto' | 'major' | 'minor' | 'patch';

interface VersionOptions extends CommonOptions {
  readonly against?: string;
  readonly bump: Bump;
  readonly set?: string;
  readonly note?: string;
  readonly dryRun?: boolean;
}

const wishOf = ({ set, bump }: VersionOptions): VersionWish => {
  if (set !== undefined) return { kind: 'set', version: set };
  return bump === 'auto' ? { kind: 'auto' } : { kind: 'level', level: bump };
};

/** One line for each change, with its level; those that whoever has it installed must agree to are marked. */
export const changeLines = (changes: readonly Change[]): readonly string[] =>
  changes.map(({ level, sentence, asksApproval }) =>
    `  ${level.padEnd(5)}  ${sentence}${asksApproval ? ' (asks for an approval)' : ''}`.trimEnd(),
  );

function endLine({ connector, base, before, version, revision, saved }: VersionOutcome, dryRun: boolean): string {
  if (saved) return `${connector} is ${version} now, told in CHANGELOG.md (revision ${revision}).`;
  if (dryRun) return `${connector} would be ${version}. Nothing is saved: this was a dry run.`;
  if (base === null)
    return `${connector} stays ${before}: nothing was published yet. Name a version with --set, or a base with --against.`;
  return `${connector} stays ${before}; nothing is to be told.`;
}

function versionText(outcome: VersionOutcome, dryRun: boolean): string {
  const { base, changes, floor } = outcome;
  return [
    ...(base === null ? [] : [`Since ${base.name}:`]),
    ...(base !== null && changes.length === 0 ? ['  nothing changed'] : changeLines(changes)),
    ...(base === null ? [] : [`The version must be ${floor} at least.`]),
    endLine(outcome, dryRun),
  ].join('\n');
}

async function version(id: string, options: VersionOptions): Promise<void> {
  await withStudio(options, async (studio, output) => {
    const { against, note, dryRun = false } = options;
    const outcome = await setVersion(studio, id, { wish: wishOf(options), against, note, dryRun });
    if (!outcome.ok) return outcome;
    output.result(outcome.value, () => versionText(outcome.value, dryRun));
    return ok(0);
  });
}

async function diff(a: string, b: string, options: CommonOptions): Promise<void> {
  await withStudio(options, async (studio, output) => {
    const before = await readState(studio, a);
    if (!before.ok) return before;
    const after = await readState(studio, b);
    if (!after.ok) return after;
    const changes = connectorChanges(before.value, after.value);
    const [from, to] = [before.value.manifest.version, after.value.manifest.version];
    const floor = versionFloor(changes, from);
    const clears = checkVersion(from, to, changes).ok;
    output.result(
      {
        a: { name: before.value.name, version: from },
        b: { name: after.value.name, version: to },
        level: levelOf(changes),
        floor,
        clears,
        changes,
      },
      () =>
        changes.length === 0
          ? `${before.value.name} and ${after.value.name} are the same.`
          : [
              `From ${before.value.name} (${from}) to ${after.value.name} (${to}):`,
              ...changeLines(changes),
              `The version must be ${floor} at least; ${to} ${clears ? 'is enough' : 'is too low'}.`,
            ].join('\n'),
    );
    return ok(0);
  });
}

const parameterText = ({ parameters }: Tool): string =>
  parameters.map(({ name, type, required }) => `${name}: ${type}${required ? '' : '?'}`).join(', ');

async function capabilities(connector: string, options: CommonOptions): Promise<void> {
  await withStudio(options, async (studio, output) => {
    const state = await readState(studio, connector);
    if (!state.ok) return state;
    const { manifest, name } = state.value;
    const tools = toolsOf(manifest);
    const names = capabilitiesOf(manifest);
    const provided = names.flatMap((one) => tools.find((tool) => tool.name === one) ?? []);
    output.result({ connector: manifest.id, version: manifest.version, capabilities: names, tools }, () =>
      provided.length === 0
        ? `${name} has no capabilities: give its commands a "capability" such as contact.create.`
        : table(
            ['CAPABILITY', 'BY', 'EFFECT', 'PARAMETERS'],
            provided.map((tool) => [
              `${tool.name}${tool.deprecated ? ' (deprecated)' : ''}`,
              `${tool.by.kind === 'entity' ? 'table' : tool.by.kind} ${tool.by.name}`,
              tool.sideEffect ? 'may write' : 'reads',
              parameterText(tool),
            ]),
          ),
    );
    return ok(0);
  });
}

const stateHelp = 'FILE.connector, a folder, ID, ID@REVISION or ID@VERSION';

export function registerVersion(program: Command): void {
  withCommonOptions(program.command('version'))
    .argument('<id>', 'id of a connector')
    .option(
      '--against <state>',
      'what it is measured against: FILE.connector, a folder, a revision or a published version (default: the last that was published)',
    )
    .addOption(
      new Option('--bump <level>', 'how far the version rises: by itself after what changed, or one level')
        .choices(['auto', 'major', 'minor', 'patch'])
        .default('auto')
        .conflicts('set'),
    )
    .option('--set <version>', 'the version that it gets')
    .option('--note <text>', 'words for CHANGELOG.md')
    .option('--dry-run', 'show what would happen; save nothing')
    .description('raise the version after what changed since it was published, and tell it in CHANGELOG.md')
    .action(version);
  withCommonOptions(program.command('diff'))
    .argument('<a>', `the older state: ${stateHelp}`)
    .argument('<b>', 'the newer state, named in the same way')
    .description('say what sets two states of a connector apart, and which version that asks for')
    .action(diff);
  withCommonOptions(program.command('capabilities'))
    .argument('<connector>', stateHelp)
    .description('list what a connector can do, and by what')
    .action(capabilities);
}
