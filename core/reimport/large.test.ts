import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { ImportReport } from '../../shared/import/report.ts';
import { generateConnector } from '../generate/index.ts';
import { readDescription } from '../import/read.ts';
import { findSyntaxProblems } from '../sandbox/syntax.ts';
import { type Merged, mergeConnector } from './merge.ts';

const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
const text = readFileSync(file, 'utf8');
const description = { fileName: 'api.json', text };

/** The report a little newer: a table more, a command less, another title on every third command. */
function newer(report: ImportReport): ImportReport {
  const [first] = report.entities;
  if (!first) throw new Error('no entities');
  return {
    ...report,
    entities: [...report.entities, { ...first, name: 'zebras', operation: 'GET /zebras' }],
    commands: report.commands
      .filter((command) => command.name !== 'issuesRemoveLabel')
      .map((command, index) => (index % 3 === 0 ? { ...command, title: `New ${command.title}` } : command)),
  };
}

it('the description of GitHub with edits in half of its commands is merged without a conflict', async () => {
  const read = await readDescription(description);
  if (!read.ok) throw new Error(read.error.message);
  const made = generateConnector(read.value, { id: 'github', entities: 'all', commands: 'all' }, description);
  if (!made.ok) throw new Error(made.error.message);
  let edits = 0;
  const ours = made.value.map((one): ConnectorFile => {
    if (one.path !== 'commands.js') return one;
    // Every second command, but for the one that is removed.
    const edited = one.text.replaceAll(/(\nfunction (\w+)\(\) \{\n)/g, (head: string, _: string, name: string) =>
      name === 'issuesRemoveLabel' || edits++ % 2 === 0 ? head : `${head}  // mine\n`,
    );
    return { ...one, text: edited };
  });
  const merge = (described: ImportReport, choices: 'same' | 'new'): Merged => {
    const merged = mergeConnector({
      connector: 'github',
      revision: 1,
      ours,
      base: { origin: 'stored', files: made.value, reviewed: [] },
      before: read.value,
      described,
      description,
      choices: { entities: choices, commands: choices },
      resolutions: { items: {} },
    });
    if (!merged.ok) throw new Error(merged.error.message);
    return merged.value;
  };
  expect(edits).toBeGreaterThan(800);
  expect(merge(read.value, 'same').plan).toMatchObject({ changes: false, conflicts: [], diff: { changes: [] } });

  const { plan, files } = merge(newer(read.value), 'new');
  expect(plan).toMatchObject({
    conflicts: [],
    added: { entities: ['zebras'], commands: [] },
    removed: { entities: [], commands: ['issuesRemoveLabel'] },
    breaking: [expect.stringContaining('issuesRemoveLabel is gone')],
  });
  const commands = files.find((one) => one.path === 'commands.js')?.text ?? '';
  expect(commands.match(/ \/\/ mine/g)).toHaveLength(Math.floor(edits / 2));
  expect(commands.match(/\/\*\* New /g)?.length).toBeGreaterThan(200);
  expect(await findSyntaxProblems(files)).toEqual([]);
}, 120_000);
