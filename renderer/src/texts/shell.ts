const product = 'Connector Studio';

export const shellTexts = {
  product,
  group: 'Help',
  logOut: 'Log out of this browser host',
  logOutFailed: 'Not logged out',
  logOutFailedWhy: 'The studio host does not answer. Closing the browser ends the session too.',
  titleOf: (connector: string) => `${connector} – ${product}`,
} as const;
