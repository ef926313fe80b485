/** What the states of a view say, whatever the view. */
export const stateTexts = {
  retry: 'Try again',
  faultTitle: (what: string) => `${what} has a fault`,
  thisPage: 'This page',
  faultText: 'The rest of the studio goes on. Text that is not saved is kept.',
  reload: 'Reload this view',
  copyDetails: 'Copy the details',
  details: 'details',
  unknownFault: 'unknown fault',
  faultReport: (what: string, error: string, trace: string) => `${what}\n${error}\n${trace}`,
} as const;
