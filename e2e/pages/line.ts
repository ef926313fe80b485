import type { Page } from '@playwright/test';
import { tabPath } from '../../shared/browser-host.ts';

/** The line of a page of the browser host to its backend. */
export interface Line {
  /** Drops it; the page opens another one. */
  cut(): Promise<void>;
  /** Drops it and refuses another one, until it is given back. */
  takeAway(): Promise<void>;
  giveBack(): Promise<void>;
}

/** Loads the page anew, so that its line can be dropped. What is taken away is back after the next load. */
export async function watchLine(page: Page): Promise<Line> {
  await page.addInitScript((tokens) => {
    const sockets: WebSocket[] = [];
    const [PlainSocket, plainFetch] = [WebSocket, fetch];
    let isAway = false;
    Object.assign(window, {
      WebSocket: class extends PlainSocket {
        constructor(url: string | URL) {
          super(url);
          sockets.push(this);
        }
      },
      fetch: (...request: Parameters<typeof fetch>) =>
        isAway && request[0] === tokens ? Promise.reject(new TypeError('no line')) : plainFetch(...request),
      cutLine: () => sockets.at(-1)?.close(),
      setAway: (value: boolean) => {
        isAway = value;
      },
    });
  }, tabPath);
  await page.reload();
  const evaluate = async (code: string): Promise<void> => void (await page.evaluate(code));
  return {
    cut: () => evaluate('cutLine()'),
    takeAway: () => evaluate('setAway(true); cutLine()'),
    giveBack: () => evaluate('setAway(false)'),
  };
}
