export const shellTexts = {
  group: 'Help',
  logOut: 'Log out of this browser host',
  logOutFailed: 'Not logged out',
  logOutFailedWhy: 'The studio host does not answer. Closing the browser ends the session too.',
} as const;
