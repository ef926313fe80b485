import type { VaultState } from '../../../shared/vault.ts';

const places: Readonly<Record<VaultState['kind'], string>> = {
  keychain: 'keychain of the system',
  session: 'in memory, for this session only',
  'file-locked': 'vault of the workspace, locked',
  'file-open': 'vault of the workspace, under your passphrase',
};

/** What the dialog about the studio says. */
export const aboutTexts = {
  title: 'About Connector Studio',
  lead: 'Imports an API description, writes the connector, runs it in a sandbox with every request on view.',
  facts: {
    version: 'Version',
    host: 'Host',
    platform: 'Platform',
    node: 'Node',
    sqlite: 'SQLite',
    workspace: 'Workspace',
    secrets: 'Secrets',
  },
  desktop: 'desktop',
  browser: 'browser',
  secrets: (kind: VaultState['kind'], reason: string) => (reason === '' ? places[kind] : `${places[kind]}. ${reason}`),
  keys: 'Keys',
  copy: 'Copy the facts',
  copied: 'facts',
  allKeys: 'Change the keys…',
} as const;
