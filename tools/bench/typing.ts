import type { Page } from 'playwright';
import { against, median, ms, type Row } from './measure.ts';
import { serveBareEditor } from './start.ts';
import { launchBrowser, makeWorkspace, startBuiltHost } from './studio-page.ts';

const MODULES = 50;
const FUNCTIONS = 20;
const ROUNDS = 3;
/** Longer than the editor waits before it checks what was typed, ms. */
const PAUSE_MS = 1500;

declare global {
  /** Tasks of the page of 50 ms or more, ms. */
  var longTasks: number[];
}

/** A module of 200 lines that imports the one before it. */
function module(index: number): string {
  const before = index === 0 ? '' : `import { read${index - 1}x0 } from './m${index - 1}.js';\n`;
  const functions = Array.from(
    { length: FUNCTIONS },
    (_, at) => `/** Part ${at} of module ${index}. */
export function read${index}x${at}(row, options = {}) {
  const parts = String(row.name ?? '').split(' ');
  if (options.upper === true) return parts.map((part) => part.toUpperCase());
  for (const part of parts) {
    if (part.length > 3) return [part, ...parts];
  }
  return ${index === 0 ? 'parts' : `read${index - 1}x0(row, options)`};
}
`,
  );
  return `${before}${functions.join('\n')}`;
}

/** The longest task while lines are typed and what follows them, ms; 0 where none took 50 ms. */
async function longest(page: Page, round: number): Promise<number> {
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+Home');
  await page.evaluate(() => {
    globalThis.longTasks = [];
  });
  for (let line = 0; line < 4; line++) {
    await page.keyboard.type(`const typed${round}x${line} = String(${line}).trim();\n`, { delay: 30 });
    await page.waitForTimeout(PAUSE_MS);
  }
  return page.evaluate(() => Math.max(0, ...globalThis.longTasks));
}

/** Typing in a large connector: `npm run bench -- --only typing`. */
export async function typing(): Promise<readonly Row[]> {
  const modules = Array.from({ length: MODULES }, (_, index) => ({
    path: `functions/m${index}.js`,
    text: module(index),
  }));
  const workspace = makeWorkspace('export function data() { return []; }\n', '127.0.0.1:9', modules);
  const host = await startBuiltHost(workspace.directory);
  const bareHost = await serveBareEditor();
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  const studio = await context.newPage();
  await studio.goto(host.url);
  await studio.getByRole('treeitem', { name: 'crm' }).first().click();
  await studio.getByRole('treeitem', { name: 'm25.js' }).click();
  const bare = await context.newPage();
  await bare.goto(bareHost.url);
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = -1; round < ROUNDS; round++)
    for (const [name, page] of [['ours', studio] as const, ['bare', bare] as const]) {
      // A page that is not in front gets no frames.
      await page.bringToFront();
      const value = await longest(page, round + 1);
      if (round >= 0) times[name].push(value);
    }
  await browser.close();
  bareHost.close();
  await host.close();
  workspace.remove();
  // The browser tells of no task below 50 ms: what is shorter counts as that.
  const [ours, peer] = [Math.max(50, median(times.ours)), Math.max(50, median(times.bare))];
  const what = `typing in a connector of ${MODULES} modules: longest task`;
  return [against(what, ms, ours, { name: 'a bare page with the same editor and one file', value: peer })];
}
