import { expect, test } from 'vitest';
import type { Change } from '../../../../shared/import/diff.ts';
import { type MergePlan, mergeRequestSchema } from '../../../../shared/import/merge.ts';
import { changeGroups, mergeProblem, newThings, noAnswers, openConflicts, requestOf } from './model.ts';

const change = (kind: Change['kind'], name: string, breaking = false): Change => ({
  kind,
  of: 'entity',
  name,
  sentence: name,
  breaking,
  details: [],
});
const none = { entities: [], commands: [] };
const conflict = (id: string) =>
  ({
    id,
    file: 'functions/entities.js',
    what: id,
    kind: 'edited',
    message: 'm',
    base: 'b',
    ours: 'o',
    theirs: 't',
    options: ['ours', 'theirs'],
  }) as const;
const plan: MergePlan = {
  connector: 'shop',
  revision: 2,
  base: 'stored',
  diff: { changes: [] },
  added: { entities: ['orders'], commands: [] },
  removed: none,
  available: { entities: ['carts'], commands: ['pay'] },
  breaking: [],
  notes: [],
  files: [],
  conflicts: [
    { ...conflict('a'), options: ['ours', 'theirs'] },
    { ...conflict('b'), options: ['ours'], resolution: 'ours' },
  ],
  open: 1,
  changes: true,
  warnings: [],
};

test('changes stand by what happened, breaking ones first, empty groups not at all', () => {
  const groups = changeGroups([change('changed', 'a'), change('added', 'b'), change('changed', 'c', true)]);
  expect(groups.map((group) => [group.title, group.changes.map((one) => one.name)])).toEqual([
    ['New', ['b']],
    ['Changed', ['c', 'a']],
  ]);
});

test('answers go out as a merge takes them', () => {
  const answers = {
    entities: new Set(['carts']),
    commands: new Set<string>(),
    resolutions: new Map([['a', 'theirs' as const]]),
  };
  expect(mergeRequestSchema.parse(requestOf(answers))).toEqual({
    choices: { entities: ['carts'], commands: 'same' },
    resolutions: { items: { a: 'theirs' } },
    dryRun: false,
  });
  expect(newThings(plan, answers, 'entities')).toEqual(['carts']);
  expect(newThings(plan, { ...answers, entities: new Set(['orders']) }, 'entities')).toEqual(['carts', 'orders']);
});

test('a merge waits for every conflict and for unsaved files, and says so', () => {
  expect(openConflicts(plan, noAnswers).map((one) => one.id)).toEqual(['a']);
  expect(mergeProblem(plan, noAnswers, [])).toBe('1 conflict is open.');
  const answered = { ...noAnswers, resolutions: new Map([['a', 'ours' as const]]) };
  expect(mergeProblem(plan, answered, ['commands.js'])).toContain('commands.js');
  expect(mergeProblem(plan, answered, [])).toBeUndefined();
  expect(mergeProblem({ ...plan, changes: false }, answered, [])).toContain('nothing to merge');
});
