/** Words around foreign Markdown. */
export const markdownTexts = {
  formatting: 'Formatting…',
  plain: 'It is too long or too nested to be formatted: this is its text.',
  address: (address: string) => ` (${address})`,
  picture: 'Picture, not loaded',
  opens: (host: string) => `opens a page of ${host}`,
  dialog: {
    title: (host: string) => `Open a page of ${host}?`,
    what: 'The link stands in a text that somebody else wrote. It opens in your browser.',
    address: 'Address',
    insecure: 'The desktop opens only addresses with https: copy it to open it yourself.',
    copy: 'Copy',
    open: 'Open',
    keep: 'Cancel',
  },
} as const;
