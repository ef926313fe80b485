import { layoutTables } from './layout.ts';
import type { DiagramTable } from './tables.ts';

/** Places tables off the main thread: three hundred take a quarter of a second. */
self.addEventListener('message', (event: MessageEvent<readonly DiagramTable[]>) =>
  self.postMessage(layoutTables(event.data)),
);
