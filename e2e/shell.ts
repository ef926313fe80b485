import { expect, type Page } from '@playwright/test';
import type { StudioBridge } from '../shared/bridge.ts';
import type { StudioApp } from './hosts/types.ts';

declare global {
  interface Window {
    /** Exposed by the preload. */
    readonly studio?: StudioBridge;
    /** What the page's listener was told, in the order it came. */
    menuCommands?: string[];
  }
}

/** Its window is there. */
export const isTitled = (page: Page) => expect(page).toHaveTitle('Connector Studio');

export const currentUrl = (studio: StudioApp) =>
  studio.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());

/** Asks for a line to the backend; resolves when its port arrives. */
export const receivePort = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        window.addEventListener('message', ({ data, ports, source }) => {
          if (source === window && data?.type === 'studio:port') resolve(ports.length === 1);
        });
        window.studio?.requestPort();
      }),
  );
