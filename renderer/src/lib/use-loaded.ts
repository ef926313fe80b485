import { useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '../../../shared/result.ts';
import { type Loadable, loading } from './loadable.ts';

/**
 * What `load` gives for a key, and the way to ask again; what stands there stays on view meanwhile. A late answer to another key
 * is dropped. Another `load` alone asks nothing: whatever it depends on belongs into the key.
 */
export function useLoaded<T>(key: string, load: () => Promise<Result<T>>): readonly [Loadable<T>, () => void] {
  const [state, setState] = useState<{ readonly key: string; readonly value: Loadable<T> } | null>(null);
  const loader = useRef(load);
  const asked = useRef(0);
  useEffect(() => {
    loader.current = load;
  });
  const read = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    const result = await loader.current();
    if (mine !== asked.current) return;
    setState({
      key,
      value: result.ok ? { kind: 'ready', value: result.value } : { kind: 'failed', failure: result.error },
    });
  }, [key]);
  useEffect(() => {
    void read();
    return () => {
      asked.current += 1;
    };
  }, [read]);
  return [state?.key === key ? state.value : loading, () => void read()];
}
