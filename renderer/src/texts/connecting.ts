/** What stands until the line to the host is open for the first time. */
export const connectingTexts = {
  wait: 'Connecting to the studio host',
  title: 'The studio host does not answer',
  remedy:
    'Is it still running? If it was started anew, open the address it printed: an old address is no longer valid.',
  again: 'Try again',
} as const;
