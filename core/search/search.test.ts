import { expect, test, vi } from 'vitest';
import type { SearchEvent, SearchQuery } from '../../shared/contract/search.ts';
import { searchQuerySchema } from '../../shared/contract/search.ts';
import { searchLimits } from '../../shared/limits.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { temporaryWorkspace, unwrap } from '../workspace/testing/temporary.ts';
import { searchFiles } from './index.ts';

function storeWith(files: Record<string, string>) {
  const { connectors } = temporaryWorkspace();
  unwrap(connectors.create(sampleConnector({}, files), 'Made'));
  unwrap(connectors.create(sampleConnector({ id: 'other' }, { 'README.md': 'a needle too' }), 'Made'));
  return connectors;
}

async function search(store: ReturnType<typeof storeWith>, query: SearchQuery, timeMs?: number, signal?: AbortSignal) {
  const events: SearchEvent[] = [];
  for await (const event of unwrap(searchFiles(store, searchQuerySchema.parse(query), signal, timeMs)))
    events.push(event);
  const files = events.flatMap((event) => (event.kind === 'files' ? event.files : []));
  return { files, found: files.map((one) => `${one.connector}/${one.path}`), end: events.at(-1) };
}

test('finds in every connector, or in one, in the files that are wanted', async () => {
  const store = storeWith({ 'spec/api.json': '{"needle": 1}', 'commands.js': '// needle' });
  const { found, end } = await search(store, { text: 'Needle' });
  expect(found).toEqual(['other/README.md', 'weather/commands.js', 'weather/spec/api.json']);
  expect(end).toMatchObject({ kind: 'end', matches: 3 });
  expect((await search(store, { text: 'needle', connector: 'other' })).found).toEqual(['other/README.md']);
  expect((await search(store, { text: 'needle', exclude: 'spec', include: '*.js*' })).found).toEqual([
    'weather/commands.js',
  ]);
});

test('the text in the editor counts, not the saved one', async () => {
  const store = storeWith({ 'commands.js': '// needle' });
  const unsaved = [{ connector: 'weather', path: 'commands.js', text: '\n\nneedle needle' }];
  const { files } = await search(store, { text: 'needle', connector: 'weather', unsaved });
  expect(files[0]?.matches.map((one) => one.line)).toEqual([3, 3]);
});

test('an expression that takes for ever ends at the deadline, and says so', async () => {
  const store = storeWith({ 'commands.js': `// ${'a'.repeat(60)}!` });
  const { end } = await search(store, { text: '(a+)+$', regex: true, include: 'commands.js' }, 300);
  expect(end).toMatchObject({ kind: 'end', stopped: 'time' });
});

test('too many finds and files that are too large are said', async () => {
  const store = storeWith({
    'README.md': 'x '.repeat(searchLimits.fileMatches + 5),
    'spec/big': 'y'.repeat(searchLimits.fileBytes + 1),
  });
  const many = await search(store, { text: 'x', include: 'README.md', connector: 'weather' });
  expect(many.files[0]?.matches).toHaveLength(searchLimits.fileMatches);
  expect(many.end).toMatchObject({ stopped: 'matches' });
  expect((await search(store, { text: 'y', include: 'spec' })).end).toMatchObject({ stopped: 'size', matches: 0 });
});

test('a search that is called off gives nothing more', async () => {
  const store = storeWith({});
  const controller = new AbortController();
  controller.abort();
  expect((await search(store, { text: 'needle' }, 5_000, controller.signal)).end).toBeUndefined();
});

test('R15: a clock that jumps neither ends a search nor keeps one alive', async () => {
  const store = storeWith({ 'commands.js': '// needle' });
  let now = Date.now();
  const jumping = vi.spyOn(Date, 'now').mockImplementation(() => {
    now += 3_600_000;
    return now;
  });
  const { found, end } = await search(store, { text: 'needle' });
  jumping.mockRestore();
  expect(found).toEqual(['other/README.md', 'weather/commands.js']);
  expect(end).toMatchObject({ matches: 2 });
  expect(end).not.toHaveProperty('stopped');
});

test('replacements that would grow without end stop at a limit, and it is said', async () => {
  const store = storeWith({ 'README.md': `${'x'.repeat(40)}\n`.repeat(1_500), 'spec/b': 'needle' });
  const query = { text: 'x{40}', regex: true, replacement: '$&'.repeat(500), connector: 'weather' };
  const { files, end } = await search(store, query);
  const chars = files.flatMap((file) => file.matches).reduce((sum, one) => sum + (one.replacement?.length ?? 0), 0);
  expect(chars).toBeLessThanOrEqual(searchLimits.replacedTotalChars);
  expect(chars).toBeGreaterThan(searchLimits.replacedTotalChars / 2);
  expect(end).toMatchObject({ stopped: 'matches' });
});
