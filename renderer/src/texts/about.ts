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
  keychain: 'system keychain',
  session: (reason: string) => `this session only. ${reason}`,
  keys: 'Keys',
  copy: 'Copy the facts',
  copied: 'facts',
  allKeys: 'Change the keys…',
} as const;
