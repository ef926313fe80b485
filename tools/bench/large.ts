import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { locate } from '../../core/import/locate/index.ts';
import { sampleConnector } from '../../core/package/testing/sample.ts';
import { openWorkspace } from '../../core/workspace/index.ts';
import { addRevisions } from '../../core/workspace/testing/many-revisions.ts';
import { type QuickItem, ranker } from '../../renderer/src/features/palette/rank.ts';
import type { Result } from '../../shared/result.ts';
import { compareRows } from '../../shared/run/compare/rows.ts';
import { against, inTurn, ms, type Row, within } from './measure.ts';

const REVISIONS = 5_000;
const ENTRIES = 10_000;
const file = 'functions/data.js';

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** A table of 10,000 rows with twenty fields, of which nine in ten rows differ between two changes. */
const table = (change: number) =>
  Array.from({ length: 10_000 }, (_, row) =>
    Object.fromEntries(
      Array.from({ length: 20 }, (_unused, field) => [
        `f${field}`,
        field === 0 ? row : `value ${row} ${field} ${field === 7 ? (row % 10) * change : ''}`,
      ]),
    ),
  );

const entries: readonly QuickItem[] = Array.from({ length: ENTRIES }, (_, n) => ({
  id: `entry${n}`,
  kind: 'file',
  label: `functions/module${n}.js`,
  detail: `connector-${n % 100}`,
  choose: () => undefined,
}));

/** A description of more than 13 MB with 70,000 paths. */
function largeDescription(): string {
  const one = JSON.stringify({ get: { tags: ['x'], responses: { 200: { description: 'y'.repeat(100) } } } }, null, 2);
  return `{"paths": {${Array.from({ length: 70_000 }, (_, n) => `"/p${n}": ${one}`).join(',\n')}}}`;
}

/** What is waited for at a screen when everything is large: histories (R25), tables, entries of the palette, descriptions. */
export async function largeThings(): Promise<readonly Row[]> {
  const directory = mkdtempSync(path.join(tmpdir(), 'studio-large-'));
  const workspace = unwrap(openWorkspace(directory));
  const { connectors } = workspace;
  try {
    unwrap(connectors.create(sampleConnector(), 'Made'));
    addRevisions(directory, file, REVISIONS);
    const [before, after] = [table(0), table(1)];
    const rank = ranker(entries);
    const text = largeDescription();
    const times = await inTurn(9, {
      history: () => unwrap(connectors.revisions('weather')),
      compare: () => unwrap(connectors.compare('weather', [{ from: 1, to: REVISIONS }])),
      rows: () => compareRows(before, after, ['f0']),
      palette: () => rank('conn modul 77', []),
      place: async () => unwrap(await locate({ fileName: 'api', text }, '#/paths/~1p69999/get/responses/200')),
      parse: () => JSON.parse(text),
    });
    const { history = Number.NaN, compare = Number.NaN, rows = Number.NaN, palette = Number.NaN } = times;
    return [
      within(`the history of ${REVISIONS.toLocaleString('en')} revisions`, ms, history, 300),
      within('two of them compared', ms, compare, 200),
      within('two results of 10,000 rows with twenty fields compared', ms, rows, 300),
      within(`a search in ${ENTRIES.toLocaleString('en')} entries of the palette`, ms, palette, 100),
      against(
        `a place in ${(text.length / 1e6).toFixed(0)} MB of JSON`,
        ms,
        times.place ?? Number.NaN,
        { name: 'JSON.parse', value: times.parse },
        5,
      ),
    ];
  } finally {
    workspace.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
