import { app, shell } from 'electron';
import { isAppUrl } from './app-url.ts';
import { toExternalUrl } from './external-url.ts';

/**
 * Keeps every page of the application where it is: no navigation away, no redirect, no window of its own, no webview.
 * An https link meant for a new window opens in the user's browser instead (A99).
 */
export function restrictNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (details: { readonly url: string; preventDefault(): void }): void => {
      if (!isAppUrl(details.url)) details.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      const external = toExternalUrl(url);
      if (external !== undefined) void shell.openExternal(external);
      return { action: 'deny' };
    });
  });
}
