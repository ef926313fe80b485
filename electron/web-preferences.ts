import type { WebPreferences } from 'electron';

/** What every window of the studio is restricted to (A93). Defaults of Electron are spelt out: they must stay. */
export const safeWebPreferences = {
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  plugins: false,
  // The editor checks code, not prose, and dictionaries would be downloaded.
  spellcheck: false,
} as const satisfies WebPreferences;
