import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { against, median, ms, type Row, within } from './measure.ts';
import { peerFolder } from './peers.ts';

const root = path.join(import.meta.dirname, '../..');
const MB = 1_000_000;
const ROUNDS = 5;
const SIZES = [1, 10, 50];
const FRAME_MS = 20;

/** The functions of the page of the benchmark, renderer/bench/main.tsx. */
interface PageBench {
  ours(bytes: number): Promise<number>;
  peer(bytes: number): Promise<number>;
  scroll(count: number): Promise<number>;
}
declare global {
  var bench: PageBench;
}

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

async function buildPage(outDir: string, peers: string, hasPeer: boolean): Promise<void> {
  await build({
    configFile: false,
    root: path.join(root, 'renderer/bench'),
    logLevel: 'error',
    plugins: [react()],
    worker: { format: 'es' },
    base: './',
    resolve: hasPeer ? { alias: { 'vanilla-jsoneditor': path.join(peers, 'vanilla-jsoneditor/standalone.js') } } : {},
    build: {
      ...{ outDir, emptyOutDir: true, chunkSizeWarningLimit: 20_000 },
      rollupOptions: { external: hasPeer ? [] : ['vanilla-jsoneditor'] },
    },
  });
}

/** Serves a folder on loopback. */
async function serve(folder: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path.join(folder, path.normalize(name === '/' ? 'index.html' : name));
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

function program(): string {
  const candidates = [process.env.STUDIO_CHROMIUM, '/usr/bin/chromium', chromium.executablePath()];
  const found = candidates.find((file) => file !== undefined && file !== '' && existsSync(file));
  if (found === undefined) throw new Error('no Chromium found: set STUDIO_CHROMIUM to a Chromium or Chrome program');
  return found;
}

/** Our tree against the peer's, turn by turn in one page; the peer may be missing. */
async function jsonRows(page: Page, hasPeer: boolean, problem: string | undefined): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = -1; round < ROUNDS; round++) {
      const mine = await page.evaluate((bytes) => globalThis.bench.ours(bytes), size * MB);
      const other = hasPeer ? await page.evaluate((bytes) => globalThis.bench.peer(bytes), size * MB) : undefined;
      if (round < 0) continue;
      ours.push(mine);
      if (other !== undefined) theirs.push(other);
    }
    const value = hasPeer ? median(theirs) : undefined;
    rows.push(
      against(
        `JSON viewer, ${size} MB, first paint`,
        ms,
        median(ours),
        { name: 'vanilla-jsoneditor 3.13.0', value, problem },
        1,
      ),
    );
  }
  return rows;
}

/** The inspector and the JSON viewer in a Chromium. */
export async function views(): Promise<readonly Row[]> {
  const { folder: peers, problem } = await peerFolder();
  const folder = mkdtempSync(path.join(tmpdir(), 'studio-bench-'));
  const browser = await chromium.launch({
    executablePath: program(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
  });
  try {
    await buildPage(folder, peers, problem === undefined);
    const server = await serve(folder);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(server.url);
    const rows: Row[] = [];
    for (const count of [10_000, 100_000]) {
      const p95 = await page.evaluate((n) => globalThis.bench.scroll(n), count);
      rows.push(within(`inspector, ${count} exchanges, 95 % of frames while scrolling`, ms, p95, FRAME_MS));
    }
    rows.push(...(await jsonRows(page, problem === undefined, problem)));
    server.close();
    return rows;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
