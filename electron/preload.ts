import { contextBridge, ipcRenderer } from 'electron';
import type { MenuCommand, ShellTheme, StudioBridge } from '../shared/bridge.ts';
import type { OpenRequest } from '../shared/open.ts';
import { channels } from './channels.ts';

ipcRenderer.on(channels.port, ({ ports }) => {
  // A port cannot cross the context bridge; a message to the page's own origin carries it.
  window.postMessage({ type: 'studio:port' }, window.location.origin, ports);
});

/** Listens to a channel until the function that it gives is called. The event itself stays here: it has the sender. */
function listen<T>(channel: string, listener: (argument: T) => void): () => void {
  const forward = (_event: unknown, argument: T): void => listener(argument);
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.removeListener(channel, forward);
  };
}

const bridge = {
  platform: process.platform,
  versions: { electron: process.versions.electron, chrome: process.versions.chrome },
  requestPort: () => ipcRenderer.send(channels.requestPort),
  openExternal: (url: string): Promise<boolean> => ipcRenderer.invoke(channels.openExternal, url),
  onMenuCommand: (listener: (command: MenuCommand) => void) => listen(channels.menuCommand, listener),
  takeOpenRequests: (): Promise<readonly OpenRequest[]> => ipcRenderer.invoke(channels.takeOpenRequests),
  onOpenRequests: (listener: () => void) => listen(channels.openRequests, () => listener()),
  setTheme: (theme: ShellTheme) => ipcRenderer.send(channels.setTheme, theme),
} satisfies StudioBridge;

contextBridge.exposeInMainWorld('studio', bridge);
