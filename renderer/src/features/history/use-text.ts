import { useEffect, useState } from 'react';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { docKey } from '../editor/documents.ts';
import { useEditor } from '../editor/store.ts';
import type { Side } from '../editor/tabs.ts';

/** The text of a file on one side of a comparison; null where it is not there. */
export function useText(connector: string, path: string, side: Side): Loadable<string | null> {
  const typed = useEditor((state) => (side === 'editor' ? state.docs.get(docKey(connector, path))?.text : undefined));
  const [read, setRead] = useState<{ readonly side: string; readonly text: Loadable<string | null> } | null>(null);
  const wanted = `${side} ${connector}/${path}`;
  const isTyped = typed !== undefined;
  useEffect(() => {
    if (side === 0 || isTyped) return;
    let live = true;
    const input = { id: connector, path, ...(side === 'editor' ? {} : { revision: side }) };
    void attempt((api) => api.connectors.readFile(input)).then((result) => {
      if (!live) return;
      const text: Loadable<string | null> = result.ok
        ? { kind: 'ready', value: result.value.text }
        : result.error.code === 'unknown_file'
          ? { kind: 'ready', value: null }
          : { kind: 'failed', failure: result.error };
      setRead({ side: `${side} ${connector}/${path}`, text });
    });
    return () => {
      live = false;
    };
  }, [connector, path, side, isTyped]);
  if (side === 0) return { kind: 'ready', value: null };
  if (isTyped) return { kind: 'ready', value: typed };
  return read?.side === wanted ? read.text : loading;
}
