import { expect, it } from 'vitest';
import { reportDiffSchema } from '../../shared/import/diff.ts';
import { generateConnector } from '../generate/index.ts';
import { answers, integer, openApi, report, text } from '../import/testing.ts';
import { findSyntaxProblems } from '../sandbox/syntax.ts';
import { mergeConnector } from './merge.ts';

const HOSTILE = [
  "x'); evil(); //",
  '$' + '{evil()}`',
  '*/ evil() /*',
  '__proto__',
  'constructor',
  'a=b:c',
  '\u202eevil',
  '<b>',
  '\n};\nevil();\n//',
];

/** A description in which every name is the given one, with more or fewer fields. */
const described = (name: string, more: Readonly<Record<string, unknown>>): string =>
  openApi({
    [`/t${name.replaceAll(/[/{}]/g, '|')}`]: {
      get: {
        operationId: name,
        responses: answers({
          type: 'array',
          items: { type: 'object', properties: { id: integer, [name]: text, ...more } },
        }),
      },
      post: { operationId: `c${name}`, summary: name, parameters: [{ name, in: 'query', schema: text }] },
    },
  });

it.each(HOSTILE)('A16, A17: names such as %j reach neither code nor objects through a merge', async (name) => {
  const description = { fileName: 'api.json', text: described(name, {}) };
  const before = await report(description.text);
  const made = generateConnector(before, { id: 'x', entities: 'all', commands: 'all' }, description);
  if (!made.ok) throw new Error(made.error.message);
  const after = await report(described(name, { [`${name}2`]: text }));
  const ours = made.value.map((file) =>
    file.path === 'functions/entities.js'
      ? { ...file, text: file.text.replace('key: [', 'mine: true,\n  key: [') }
      : file,
  );
  const merged = mergeConnector({
    connector: 'x',
    revision: 1,
    ours,
    base: { origin: 'stored', files: made.value, reviewed: [] },
    before,
    described: after,
    description,
    choices: { entities: 'all', commands: 'all' },
    resolutions: { items: {} },
  });
  if (!merged.ok) throw new Error(merged.error.message);
  const { plan, files } = merged.value;
  expect(plan.conflicts).toEqual([]);
  expect(reportDiffSchema.parse(plan.diff).changes.length).toBeGreaterThan(0);
  const code = files.find((file) => file.path === 'functions/entities.js')?.text ?? '';
  expect(code).toContain('mine: true');
  const fresh = generateConnector(after, { id: 'x', entities: 'all', commands: 'all' }, description);
  if (!fresh.ok) throw new Error(fresh.error.message);
  expect(code.replace('mine: true,\n  ', '')).toBe(
    fresh.value.find((file) => file.path === 'functions/entities.js')?.text,
  );
  expect(await findSyntaxProblems(files)).toEqual([]);
});
