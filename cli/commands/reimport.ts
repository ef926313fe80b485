import { type Command, InvalidArgumentError, Option } from 'commander';
import { inspectSource } from '../../core/import/index.ts';
import { reimport } from '../../core/studio/reimport.ts';
import {
  type MergeChoices,
  type MergeConflict,
  type MergeOutcome,
  type MergePlan,
  type Resolution,
  resolutionSchema,
} from '../../shared/import/merge.ts';
import { ok } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import { readDescriptionFor } from '../source.ts';
import { noteWarnings } from './import.ts';

interface ReimportOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly entities: MergeChoices['entities'];
  readonly commands: MergeChoices['commands'];
  readonly take?: 'ours' | 'theirs';
  readonly resolve: Readonly<Record<string, Resolution>>;
}

/** What to take of a newer description: `same`, `new`, `all`, or names separated by commas. */
function parseWanted(text: string): MergeChoices['entities'] {
  if (text === 'same' || text === 'new' || text === 'all') return text;
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Collects `file:what=answer`; a file or a key may hold an equals sign itself. */
function collectAnswer(text: string, before: Readonly<Record<string, Resolution>>): Record<string, Resolution> {
  const at = text.lastIndexOf('=');
  const answer = resolutionSchema.safeParse(text.slice(at + 1));
  if (at < 1 || !answer.success) {
    throw new InvalidArgumentError(`${JSON.stringify(text)} is not of the form file:what=ours, =theirs or =both.`);
  }
  return { ...before, [text.slice(0, at)]: answer.data };
}

const ending = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

function changeLines({ diff }: MergePlan): readonly string[] {
  return diff.changes.flatMap((change) =>
    change.details.length > 1 ? change.details.map((detail) => detail.sentence) : [change.sentence],
  );
}

function side(label: string, text: string | null): readonly string[] {
  if (text === null) return [`    ${label}: not there`];
  return [`    ${label}:`, ...text.split('\n').map((line) => `      ${line}`)];
}

const conflictLines = (conflict: MergeConflict): readonly string[] => [
  `  ${conflict.id}${conflict.resolution === undefined ? '' : ` (${conflict.resolution})`}`,
  `    ${conflict.message}`,
  ...(conflict.resolution === undefined ? [...side('ours', conflict.ours), ...side('theirs', conflict.theirs)] : []),
];

function listLine(label: string, { entities, commands }: MergePlan['added']): readonly string[] {
  const parts = [
    ...(entities.length > 0 ? [`tables ${entities.join(', ')}`] : []),
    ...(commands.length > 0 ? [`commands ${commands.join(', ')}`] : []),
  ];
  return parts.length === 0 ? [] : [`${label}: ${parts.join('; ')}`];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function endLine({ saved, revision, plan }: MergeOutcome, dryRun: boolean): string {
  if (plan.open > 0) {
    return `Nothing is saved: ${ending(plan.open, 'conflict')} to settle. Call again with --take ours or --take theirs, or with --resolve ID=ours for each.`;
  }
  if (!plan.changes) return `${plan.connector} is up to date; nothing changed.`;
  if (saved) return `${plan.connector} has a new revision, ${revision}.`;
  return dryRun ? 'Nothing is saved: this was a dry run.' : `${plan.connector} is up to date; nothing changed.`;
}

function planText(outcome: MergeOutcome, dryRun: boolean): string {
  const { plan } = outcome;
  const files = plan.files
    .filter((file) => file.action !== 'unchanged')
    .map((file) => `  ${file.action.padEnd(8)} ${file.path}${file.edited ? ' (with your edits)' : ''}`);
  const changes = changeLines(plan).map((line) => `  ${line}`);
  return [
    changes.length === 0 ? 'The description says nothing new.' : 'What the newer description says:',
    ...changes,
    ...section(
      'Breaking for users of the connector:',
      plan.breaking.map((line) => `  ${line}`),
    ),
    ...section('', [
      ...listLine('Added', plan.added),
      ...listLine('Removed', plan.removed),
      ...listLine('New and not taken (see --entities and --commands)', plan.available),
    ]).slice(1),
    ...section('Files:', files),
    ...section('Conflicts:', plan.conflicts.flatMap(conflictLines)),
    '',
    endLine(outcome, dryRun),
  ].join('\n');
}

async function reimportSpec(id: string, spec: string, options: ReimportOptions): Promise<void> {
  await withStudio(options, async (studio, output) => {
    const description = await readDescriptionFor(studio, spec);
    if (!description.ok) return description;
    const read = await inspectSource(description.value);
    if (!read.ok) return read;
    const { report, bundle } = read.value;
    const dryRun = options.dryRun === true;
    const outcome = await reimport(
      studio,
      id,
      { report, description: bundle ?? description.value },
      {
        choices: { entities: options.entities, commands: options.commands },
        resolutions: { items: options.resolve, ...(options.take === undefined ? {} : { take: options.take }) },
        dryRun,
      },
    );
    if (!outcome.ok) return outcome;
    noteWarnings(report, output);
    for (const note of outcome.value.plan.notes) output.note(note);
    output.result(outcome.value, () => planText(outcome.value, dryRun));
    return ok(outcome.value.plan.open > 0 ? 1 : 0);
  });
}

export function registerReimport(program: Command): void {
  withCommonOptions(program.command('reimport'))
    .argument('<id>', 'id of a connector that was imported')
    .argument('<spec>', 'newer description of its API: a file or an http(s) address')
    .option('--dry-run', 'show what would happen; save nothing')
    .option(
      '--entities <names>',
      'tables to read: the same as before, also new ones, all, or these in addition (separated by commas)',
      parseWanted,
      'same',
    )
    .option('--commands <names>', 'commands to write, chosen in the same way', parseWanted, 'same')
    .addOption(
      new Option('--take <side>', 'settle every conflict for your side or for the newer description').choices([
        'ours',
        'theirs',
      ]),
    )
    .option('--resolve <file:what=side>', 'settle one conflict: ours, theirs or both; repeatable', collectAnswer, {})
    .description('merge a newer description of the same API into a connector; your edits stay')
    .action(reimportSpec);
}
