import { MantineProvider } from '@mantine/core';
import '../src/styles/kit.css';
import '../src/styles/tokens.css';
import '../src/styles/base.css';
import { createRoot, type Root } from 'react-dom/client';
import type { Exchange } from '../../shared/run/exchange.ts';
import { JsonTree } from '../src/components/json-tree.tsx';
import { RequestsPanel } from '../src/features/requests/requests-panel.tsx';
import { useRun } from '../src/features/run/store.ts';
import { startingView } from '../src/features/run/view.ts';
import { theme } from '../src/theme.ts';

declare global {
  interface Window {
    bench: {
      ours(bytes: number): Promise<number>;
      peer(bytes: number): Promise<number>;
      scroll(count: number): Promise<number>;
    };
  }
}

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

let root: Root | undefined;
/** Removes the view before, so that each starts on an empty page. */
async function fresh(): Promise<HTMLElement> {
  root?.unmount();
  root = undefined;
  const old = document.getElementById('root');
  const place = document.createElement('div');
  place.id = 'root';
  place.className = 'fill';
  old?.replaceWith(place);
  await frame();
  return place;
}

const texts = new Map<number, string>();
/** A list of customers of about so many bytes. */
function jsonOf(bytes: number): string {
  const known = texts.get(bytes);
  if (known !== undefined) return known;
  const rows: string[] = [];
  for (let size = 0; size < bytes; ) {
    const n = rows.length;
    const row = JSON.stringify({
      ...{ id: n, name: `Customer ${n}`, active: n % 2 === 0, balance: n * 1.25, note: null, tags: ['a', 'b'] },
      address: { street: `Main street ${n}`, zip: '12345', city: 'Berlin' },
    });
    rows.push(row);
    size += row.length + 1;
  }
  const text = `{"data":[${rows.join(',')}]}`;
  texts.set(bytes, text);
  return text;
}

/** Time until something of this selector is on the page and has been painted, ms. */
async function painted(selector: string, start: number): Promise<number> {
  while (document.querySelector(selector) === null) await frame();
  // The frame that shows it, and the one after, which begins when it has been painted.
  await frame();
  await frame();
  return performance.now() - start;
}

async function ours(bytes: number): Promise<number> {
  const text = jsonOf(bytes);
  root = createRoot(await fresh());
  // In the studio the kit is there long before a body is looked at.
  root.render(<MantineProvider theme={theme}>{null}</MantineProvider>);
  await frame();
  await frame();
  const start = performance.now();
  root.render(
    <MantineProvider theme={theme}>
      <JsonTree label="JSON" rootKey="body" text={text} />
    </MantineProvider>,
  );
  return painted('.json-line', start);
}

async function peer(bytes: number): Promise<number> {
  const { createJSONEditor } = await import('vanilla-jsoneditor');
  const text = jsonOf(bytes);
  const target = await fresh();
  const start = performance.now();
  const editor = createJSONEditor({ target, props: { content: { text }, mode: 'tree' } });
  const ms = await painted('.jse-json-node', start);
  await editor.destroy();
  return ms;
}

const exchange = (n: number): Exchange => ({
  ...{ id: `run-${n}`, run: 'run', seq: n, method: n % 7 === 0 ? 'POST' : 'GET' },
  url: `https://api.example.com/v2/customers/${n}?page=${n % 100}&per_page=100`,
  ...{ status: n % 29 === 0 ? 500 : 200, statusText: '', durationMs: 30 + (n % 400), httpVersion: 'HTTP/1.1' },
  startedAt: new Date(1_767_225_600_000 + n * 40).toISOString(),
  timings: { blocked: 1, dns: 2, connect: 9, ssl: 5, send: 1, wait: 20 + (n % 300), receive: 4 },
  ...{ requestHeaders: [], responseHeaders: [], requestBytes: 0, responseBytes: 1000 + (n % 5000) },
});

/** The 95th percentile of the time between two frames while the list is scrolled, ms. */
async function scroll(count: number): Promise<number> {
  const exchanges = Array.from({ length: count }, (_, n) => exchange(n + 1));
  useRun.setState({ view: { ...startingView('demo', 'data', 0), stage: 'ended', run: 'run', exchanges } });
  root = createRoot(await fresh());
  root.render(
    <MantineProvider theme={theme}>
      <RequestsPanel />
    </MantineProvider>,
  );
  await painted('.grid-row', performance.now());
  const scroller = document.querySelector('.grid-scroll');
  if (scroller === null) throw new Error('no list');
  const times: number[] = [];
  let before = await frame();
  for (let step = 0; step < 300; step++) {
    scroller.scrollTop += 130;
    const now = await frame();
    times.push(now - before);
    before = now;
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.95)] ?? Number.NaN;
}

window.bench = { ours, peer, scroll };
