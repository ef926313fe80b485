const product = 'Connector Studio';

export const shellTexts = {
  product,
  titleOf: (connector: string) => `${connector} – ${product}`,
} as const;
