import { shell } from 'electron';
import { channels } from './channels.ts';
import { toExternalUrl } from './external-url.ts';
import { onPageCall } from './from-page.ts';

/** Lets the interface open https addresses in the user's browser; answers false to everything else. */
export function handleOpenExternal(): void {
  onPageCall(channels.openExternal, async (address) => {
    const url = toExternalUrl(address);
    if (url === undefined) {
      console.warn('Refused to open an address outside the studio.');
      return false;
    }
    await shell.openExternal(url);
    return true;
  });
}
