import { useConnectors } from './store.ts';

const active = (): string | null => useConnectors.getState().active;

/** Whether there is a connector that is worked on. */
export const hasActive = (): boolean => active() !== null;

/** A function that acts on the connector that is worked on, where there is one. */
export const withActive = (act: (connector: string) => void) => (): void => {
  const id = active();
  if (id !== null) act(id);
};
