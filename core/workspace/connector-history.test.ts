import { expect, it } from 'vitest';
import { historyLimits } from '../../shared/limits.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { addRevisions } from './testing/many-revisions.ts';
import { temporaryFolder, temporaryWorkspace, unwrap } from './testing/temporary.ts';

const file = 'functions/data.js';

function withRevisions(texts: readonly string[]) {
  const { connectors } = temporaryWorkspace();
  unwrap(connectors.create(sampleConnector({}, { [file]: texts[0] ?? '' }), 'Made'));
  for (const [index, text] of texts.slice(1).entries())
    unwrap(connectors.save('weather', index + 1, [{ path: file, text }], `Edit ${index + 1}`));
  return connectors;
}

it('a file is read as it was in any revision', () => {
  const connectors = withRevisions(['one\n', 'two\n']);
  expect(unwrap(connectors.readFile('weather', file, 1))).toEqual({ revision: 1, path: file, text: 'one\n' });
  expect(unwrap(connectors.readFile('weather', file)).text).toBe('two\n');
  expect(connectors.readFile('weather', file, 3)).toMatchObject({ error: { code: 'unknown_revision' } });
  expect(connectors.readFile('weather', 'gone.js', 1)).toMatchObject({ error: { code: 'unknown_file' } });
});

it('any two revisions are compared by file and line', () => {
  const connectors = withRevisions(['a\nb\nc\n', 'a\nB\nc\n', 'a\nB\nc\nd\n']);
  unwrap(connectors.save('weather', 3, [{ path: 'functions/extra.js', text: 'x\ny\n' }], 'Extra'));
  const extra = { path: 'functions/extra.js', added: 2, removed: 0 };
  expect(
    unwrap(
      connectors.compare('weather', [
        { from: 1, to: 2 },
        { from: 1, to: 4 },
        { from: 4, to: 3 },
      ]),
    ),
  ).toEqual([
    { from: 1, to: 2, files: [{ path: file, change: 'changed', added: 1, removed: 1 }] },
    {
      from: 1,
      to: 4,
      files: [
        { path: file, change: 'changed', added: 2, removed: 1 },
        { ...extra, change: 'added' },
      ],
    },
    { from: 4, to: 3, files: [{ path: extra.path, change: 'removed', added: 0, removed: 2 }] },
  ]);
  const first = unwrap(connectors.compare('weather', [{ from: 0, to: 1 }]))[0];
  expect(first?.files.every((one) => one.change === 'added')).toBe(true);
  expect(connectors.compare('weather', [{ from: 1, to: 9 }])).toMatchObject({ error: { code: 'unknown_revision' } });
});

it('texts that are too large to compare count as replaced', () => {
  const half = `${'x'.repeat(historyLimits.comparedBytes / 2)}\n`;
  const connectors = withRevisions([half, `${half}more\n`]);
  const [diff] = unwrap(connectors.compare('weather', [{ from: 1, to: 2 }]));
  expect(diff?.files).toEqual([{ path: file, change: 'changed', added: 2, removed: 1 }]);
});

it('a person names a revision, and takes the name away', () => {
  const connectors = withRevisions(['one\n', 'two\n']);
  const names = () => unwrap(connectors.revisions('weather')).map(({ label }) => label);
  unwrap(connectors.label('weather', 1, 'before the big change'));
  expect(names()).toEqual([undefined, 'before the big change']);
  unwrap(connectors.label('weather', 1, ''));
  expect(names()).toEqual([undefined, undefined]);
  expect(connectors.label('weather', 3, 'x')).toMatchObject({ error: { code: 'unknown_revision' } });
});

it('R25: 5,000 revisions are all told, and the first is compared with the last', () => {
  const directory = temporaryFolder();
  const { connectors } = temporaryWorkspace(directory);
  unwrap(connectors.create(sampleConnector(), 'Made'));
  addRevisions(directory, file, 5_000);
  expect(unwrap(connectors.revisions('weather'))).toHaveLength(5_000);
  expect(unwrap(connectors.compare('weather', [{ from: 1, to: 5_000 }]))[0]?.files).toMatchObject([
    { path: file, change: 'changed' },
  ]);
});
