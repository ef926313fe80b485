import { useEffect, useState } from 'react';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { diagramTexts } from '../../texts/schema-diagram.ts';
import type { DiagramLayout } from './layout.ts';
import LayoutWorker from './layout-worker.ts?worker';
import type { DiagramTable } from './tables.ts';

/** The layout of tables, made by a worker that is ended where nobody waits for it any more. */
export function useDiagramLayout(tables: readonly DiagramTable[]): Loadable<DiagramLayout> {
  const [layout, setLayout] = useState<Loadable<DiagramLayout>>(loading);
  useEffect(() => {
    const worker = new LayoutWorker();
    worker.addEventListener('message', (event: MessageEvent<DiagramLayout>) => {
      setLayout({ kind: 'ready', value: event.data });
      worker.terminate();
    });
    worker.addEventListener('error', () => {
      setLayout({ kind: 'failed', failure: { kind: 'system', code: 'layout', message: diagramTexts.failed } });
      worker.terminate();
    });
    worker.postMessage(tables);
    return () => worker.terminate();
  }, [tables]);
  return layout;
}
