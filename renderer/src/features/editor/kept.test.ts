import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('../../backend/session.ts', () => ({
  attempt: async () => ({ ok: false, error: { kind: 'system', code: 'disconnected', message: 'there is no host' } }),
}));
vi.mock('../../lib/storage.ts', () => ({
  readStored: (_name: string, _schema: unknown, otherwise: unknown) => otherwise,
  writeStored: () => undefined,
}));

// Loaded anew: test files share a process, and another one may have loaded them without these mocks.
vi.resetModules();
const { useConnectors } = await import('../connectors/store.ts');
const { docKey, loadedDoc } = await import('./documents.ts');
const { connectorsInUse, needsModel, releaseDocs, startReleasing } = await import('./kept.ts');
const { closeTabNow, setText, showFile, useEditor } = await import('./store.ts');
const { noTabs } = await import('./tabs.ts');

const connectors = Array.from({ length: 10 }, (_, index) => `connector${index}`);
const paths = Array.from({ length: 50 }, (_, index) => `functions/m${index}.js`);

/** Reads all files of a connector, as the editor does with the one that is worked on. */
const read = (connector: string): void =>
  useEditor.setState(({ docs }) => ({
    docs: new Map([
      ...docs,
      ...paths.map((path) => [docKey(connector, path), loadedDoc(connector, path, 'saved', 1)] as const),
    ]),
  }));

/** The documents that have a model now. */
function models(): readonly string[] {
  const { docs, tabs } = useEditor.getState();
  const inUse = connectorsInUse(tabs, useConnectors.getState().active);
  return [...docs].filter(([, doc]) => needsModel(doc, inUse)).map(([key]) => key);
}
const docs = (): readonly string[] => [...useEditor.getState().docs.keys()];

beforeEach(() => {
  useEditor.setState({ docs: new Map(), tabs: noTabs });
  useConnectors.setState({ active: null });
});

test('one connector after the other is worked on: only the last one has its files and models', () => {
  for (const connector of connectors) {
    showFile(connector, 'functions/m0.js', true);
    read(connector);
    releaseDocs();
  }
  expect(models()).toHaveLength(50);
  expect(docs()).toHaveLength(50);
  expect(docs().every((key) => key.startsWith('connector9/'))).toBe(true);
});

test('ten connectors with fifty tabs each: all texts are there, and models for the one on view', () => {
  for (const connector of connectors) {
    for (const path of paths) showFile(connector, path);
    read(connector);
    releaseDocs();
  }
  expect(docs()).toHaveLength(500);
  expect(models()).toHaveLength(50);
  showFile('connector3', 'functions/m7.js');
  releaseDocs();
  expect(models()).toHaveLength(50);
  expect(models()).toContain('connector3/functions/m7.js');
});

test('unsaved text keeps its document and its model, whatever is worked on, with a tab or without', () => {
  for (const connector of connectors.slice(0, 2)) {
    showFile(connector, 'functions/m0.js', true);
    read(connector);
    setText(docKey(connector, 'functions/m1.js'), `typed in ${connector}`);
    releaseDocs();
  }
  expect(useEditor.getState().docs.get('connector0/functions/m1.js')?.text).toBe('typed in connector0');
  expect(models()).toContain('connector0/functions/m1.js');
  expect(models()).toHaveLength(51);
});

test('a tab on view keeps the files that it imports while another connector is worked on', () => {
  showFile('connector0', 'functions/m0.js');
  read('connector0');
  useConnectors.setState({ active: 'connector1' });
  read('connector1');
  releaseDocs();
  expect(models()).toHaveLength(100);
});

test('documents go by themselves: when another connector is worked on, when the last tab closes, when they are saved', () => {
  vi.useFakeTimers();
  startReleasing();
  showFile('connector0', 'functions/m0.js');
  read('connector0');
  setText('connector0/functions/m1.js', 'typed');
  showFile('connector1', 'functions/m0.js');
  vi.runAllTimers();
  expect(docs()).toEqual(['connector0/functions/m0.js', 'connector0/functions/m1.js']);
  closeTabNow('file:connector0/functions/m0.js');
  vi.runAllTimers();
  expect(docs()).toEqual(['connector0/functions/m1.js']);
  setText('connector0/functions/m1.js', 'saved');
  vi.runAllTimers();
  expect(docs()).toEqual([]);
  // What arrives late was asked for by a connector that nobody works on any more.
  read('connector0');
  vi.runAllTimers();
  expect(docs()).toEqual([]);
  vi.useRealTimers();
});
