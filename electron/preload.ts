import { contextBridge, ipcRenderer } from 'electron';
import type { MenuCommand, StudioBridge } from '../shared/bridge.ts';
import { channels } from './channels.ts';

ipcRenderer.on(channels.port, ({ ports }) => {
  // A port cannot cross the context bridge; a message to the page's own origin carries it.
  window.postMessage({ type: 'studio:port' }, window.location.origin, ports);
});

const bridge = {
  platform: process.platform,
  versions: { electron: process.versions.electron, chrome: process.versions.chrome },
  requestPort: () => ipcRenderer.send(channels.requestPort),
  openExternal: (url: string): Promise<boolean> => ipcRenderer.invoke(channels.openExternal, url),
  onMenuCommand: (listener: (command: MenuCommand) => void) => {
    // The event itself stays here: it would give the page the sender.
    const forward = (_event: unknown, command: MenuCommand): void => listener(command);
    ipcRenderer.on(channels.menuCommand, forward);
    return () => {
      ipcRenderer.removeListener(channels.menuCommand, forward);
    };
  },
} satisfies StudioBridge;

contextBridge.exposeInMainWorld('studio', bridge);
