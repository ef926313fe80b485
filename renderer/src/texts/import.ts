/** Words of the import of a description and its review. */
export const importTexts = {
  kept: (title: string) => `The review of ${title} was closed before it became a connector. Nothing of it is lost.`,
  continue: 'Continue the import',
  demo: {
    lead: 'No description at hand?',
    try: 'Try with the demo API',
    about: 'Starts a small made-up CRM on this machine and reads its description. Nothing leaves the machine.',
    offer: (host: string) =>
      `This connector reads the demo API on ${host}. Connecting gives it the demo key and lets it reach that host.`,
    connect: 'Connect to the demo API',
    connected: 'Connected. Press F5 to read the first table.',
    notConnected: 'Not connected',
  },
} as const;
