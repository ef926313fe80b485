import type { Page } from '@playwright/test';
import { sampleConnector } from '../core/package/testing/sample.ts';
import { openWorkspace } from '../core/workspace/index.ts';
import type { Workspace } from '../core/workspace/types.ts';
import { expect } from './fixtures.ts';
import { Workbench } from './pages/workbench.ts';

/** The file that the specs about kept text type in. */
export const dataFile = 'functions/data.js';

/** Does something with the workspace while no studio has it open. */
export function inWorkspace<T>(directory: string, work: (workspace: Workspace) => T): T {
  const opened = openWorkspace(directory);
  if (!opened.ok) throw new Error(opened.error.message);
  const value = work(opened.value);
  opened.value.close();
  return value;
}

/** A workspace with one connector, and some revisions of its data function. */
export const seed = (directory: string, texts: readonly string[] = []): void =>
  inWorkspace(directory, ({ connectors }) => {
    connectors.create(sampleConnector(), 'Imported from weather.json');
    for (const [index, text] of texts.entries())
      connectors.save('weather', index + 1, [{ path: dataFile, text }], `Edited ${dataFile}`);
  });

/** Messages of the revisions, the newest first. */
export const messages = (directory: string): readonly string[] =>
  inWorkspace(directory, ({ connectors }) => {
    const revisions = connectors.revisions('weather');
    return revisions.ok ? revisions.value.map((one) => one.message) : [];
  });

/** What is saved of the data function. */
export const textOf = (directory: string): string =>
  inWorkspace(directory, ({ connectors }) => {
    const read = connectors.readFile('weather', dataFile);
    return read.ok ? read.value.text : '';
  });

/** Opens the data function in the editor. */
export async function openData(page: Page): Promise<Workbench> {
  const workbench = new Workbench(page);
  await workbench.openFile('data.js');
  await expect(workbench.code).toBeVisible();
  return workbench;
}
