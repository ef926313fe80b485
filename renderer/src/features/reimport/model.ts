import type { Change } from '../../../../shared/import/diff.ts';
import type { MergeChoices, MergeConflict, MergePlan, Resolution } from '../../../../shared/import/merge.ts';
import { reimportTexts as texts } from '../../texts/reimport.ts';

/** Changes of one kind, in the order of the description. */
export interface ChangeGroup {
  readonly title: string;
  readonly changes: readonly Change[];
}

const kinds = ['added', 'removed', 'changed'] as const;

/** The changes by what happened; what breaks something comes first in each group. */
export const changeGroups = (changes: readonly Change[]): readonly ChangeGroup[] =>
  kinds.flatMap((kind) => {
    const members = changes.filter((one) => one.kind === kind);
    if (members.length === 0) return [];
    return [
      { title: texts.groups[kind], changes: [...members].sort((a, b) => Number(b.breaking) - Number(a.breaking)) },
    ];
  });

/** What the user answers to a plan: new things to take along, and how conflicts are settled, by their id. */
export interface Answers {
  readonly entities: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
  readonly resolutions: ReadonlyMap<string, Resolution>;
}

export const noAnswers: Answers = { entities: new Set(), commands: new Set(), resolutions: new Map() };

const wanted = (names: ReadonlySet<string>): MergeChoices['entities'] => (names.size === 0 ? 'same' : [...names]);

/** The answers as a merge takes them. */
export const requestOf = (answers: Answers) => ({
  choices: { entities: wanted(answers.entities), commands: wanted(answers.commands) },
  resolutions: { items: Object.fromEntries(answers.resolutions) },
});

/** How a conflict is settled as far as it is: by the answer just given, or as the plan knows it. */
export const resolutionOf = (conflict: MergeConflict, answers: Answers): Resolution | undefined =>
  answers.resolutions.get(conflict.id) ?? conflict.resolution;

/** Conflicts that still need an answer. */
export const openConflicts = (plan: MergePlan, answers: Answers): readonly MergeConflict[] =>
  plan.conflicts.filter((one) => resolutionOf(one, answers) === undefined);

/** The new things that can be taken along: those that the plan takes not, and those that it takes because of the answers. */
export function newThings(plan: MergePlan, answers: Answers, which: 'entities' | 'commands'): readonly string[] {
  const taken = plan.added[which].filter((name) => answers[which].has(name));
  return [...new Set([...plan.available[which], ...taken])].sort();
}

/** Why nothing can be merged now; undefined where it can. */
export function mergeProblem(plan: MergePlan, answers: Answers, unsaved: readonly string[]): string | undefined {
  if (unsaved.length > 0) return texts.saveFirst(unsaved);
  const open = openConflicts(plan, answers).length;
  if (open > 0) return texts.stillOpen(open);
  return plan.changes ? undefined : texts.nothingToMerge;
}
