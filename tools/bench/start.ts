import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { Page } from 'playwright';
import { build } from 'vite';
import { openStaticFiles } from '../../core/static/index.ts';
import { against, MiB, median, ms, type Row, within } from './measure.ts';
import { launchBrowser, makeWorkspace, startBuiltHost } from './studio-page.ts';

const ROUNDS = 5;
const STARTS = 7;
const RUNS = 100;
const READY_MS = 400;
const EDITOR_RATIO = 1.5;
const HEAP_MIB = 10;

const root = path.join(import.meta.dirname, '../..');
const data =
  "export async function data() { const { body } = await http.get('http://127.0.0.1:PORT/rows'); return body; }\n";

/** From the start of a document to the first typed character that is in view, ms. */
async function firstCharacter(page: Page, round: number): Promise<number> {
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+Home');
  const typed = `x${round}`;
  await page.keyboard.type(typed);
  return page.evaluate(
    (text) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const line = document.querySelector('.monaco-editor .view-line')?.textContent ?? '';
          if (line.startsWith(text)) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    typed,
  );
}

/** The bare editor, built as the interface is and served with the same headers. */
export async function serveBareEditor(): Promise<{ readonly url: string; close(): void }> {
  const outDir = mkdtempSync(path.join(tmpdir(), 'studio-bare-'));
  await build({
    configFile: false,
    root: path.join(root, 'renderer/bench/editor'),
    logLevel: 'error',
    plugins: [react()],
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, minify: true, chunkSizeWarningLimit: 20_000 },
  });
  const files = await openStaticFiles(outDir);
  const server = createServer(async (request, response) => {
    const file = files.find(request.url ?? '/');
    response.writeHead(file ? 200 : 404, file?.headers);
    response.end(await file?.read());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

async function heapMiB(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1024 / 1024;
}

/** Reloads of the studio with a file open and of the bare editor, in turn, each with what the browser has cached. */
async function editors(studio: Page, bare: Page): Promise<{ readonly ours: number; readonly bare: number }> {
  const times = { ours: [] as number[], bare: [] as number[] };
  // What was typed before is dropped with the page.
  for (const page of [studio, bare]) page.on('dialog', (dialog) => void dialog.accept());
  for (let round = -1; round < ROUNDS; round++) {
    for (const [name, page] of [['ours', studio] as const, ['bare', bare] as const]) {
      await page.reload();
      const value = await firstCharacter(page, round + 1);
      if (round >= 0) times[name].push(value);
    }
  }
  return { ours: median(times.ours), bare: median(times.bare) };
}

/** Heap that a hundred runs leave in the page, MiB; a few before warm it up. */
async function heapGrowth(page: Page, hits: () => number): Promise<number> {
  const run = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index++) {
      const before = hits();
      await page.keyboard.press('F5');
      const end = performance.now() + 20_000;
      while (hits() === before && performance.now() < end) await page.waitForTimeout(20);
      // The result is shown in the next frames.
      await page.waitForTimeout(60);
    }
  };
  await run(10);
  const before = await heapMiB(page);
  await run(RUNS);
  return (await heapMiB(page)) - before;
}

/** The start of the host, of its editor, and what the page keeps: `npm run bench -- --only start`. */
export async function starting(): Promise<readonly Row[]> {
  let hits = 0;
  const source = createServer((_request, response) => {
    hits++;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(Array.from({ length: 100 }, (_, id) => ({ id, name: `Row ${id}` }))));
  });
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address of this shape.
  const { port } = source.address() as AddressInfo;
  const workspace = makeWorkspace(data.replace('PORT', String(port)), `127.0.0.1:${port}`);
  const ready: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const host = await startBuiltHost(workspace.directory);
    ready.push(host.readyMs);
    await host.close();
  }
  const host = await startBuiltHost(workspace.directory);
  const bareHost = await serveBareEditor();
  const browser = await launchBrowser();
  const viewport = { width: 1440, height: 900 };
  const studio = await browser.newPage({ viewport });
  await studio.goto(host.url);
  await studio.getByRole('treeitem', { name: 'crm' }).first().click();
  await studio.getByRole('treeitem', { name: 'data.js' }).click();
  await studio.locator('.monaco-editor .view-line').first().waitFor();
  const growth = await heapGrowth(studio, () => hits);
  const bare = await browser.newPage({ viewport });
  await bare.goto(bareHost.url);
  const times = await editors(studio, bare);
  await browser.close();
  bareHost.close();
  await host.close();
  source.closeAllConnections();
  source.close();
  workspace.remove();
  const peer = { name: 'a bare page with the same editor', value: times.bare };
  return [
    within('browser host ready, from the start of its process', ms, median(ready), READY_MS),
    against('first character typed in the editor after a reload', ms, times.ours, peer, EDITOR_RATIO),
    within(`memory of the page that ${RUNS} runs leave`, MiB, growth, HEAP_MIB),
  ];
}
