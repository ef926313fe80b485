import { type LayoutStorage, useDefaultLayout } from 'react-resizable-panels';
import { z } from 'zod';
import { readStored, writeStored } from '../../lib/storage.ts';
import { useLayout } from './layout.ts';

const text = z.string().nullable();

/** The storage of the page, as the panels ask for it. */
const storage: LayoutStorage = {
  getItem: (key) => readStored(`sizes.${key}`, text, null),
  setItem: (key, value) => writeStored(`sizes.${key}`, value),
};

/** Remembers the sizes of a group of panels, for each set of panels that it shows. A reset of the layout forgets them. */
export function usePanelSizes(id: string, panelIds: string[]) {
  const resets = useLayout((state) => state.resets);
  return useDefaultLayout({ id: `${id}.${resets}`, panelIds, storage });
}
