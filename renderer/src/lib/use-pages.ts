import { useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '../../../shared/result.ts';
import { type Loadable, loading } from './loadable.ts';

/** A page of a list; `cursor` of the next one, null on the last. */
export interface PageOf<T> {
  readonly rows: readonly T[];
  readonly cursor: string | null;
}

interface Pages<T> {
  readonly list: Loadable<readonly T[]>;
  readonly hasMore: boolean;
  /** The next page is under way. */
  readonly busy: boolean;
  more(): void;
  reload(): void;
}

/**
 * A list that comes in pages, for a key; another key begins anew. What is read again stays on view until the answer is there. A
 * late answer is dropped.
 */
export function usePages<T>(key: string, load: (cursor: string | undefined) => Promise<Result<PageOf<T>>>): Pages<T> {
  const [state, setState] = useState<{ readonly key: string; readonly page: Loadable<PageOf<T>> } | null>(null);
  const [busy, setBusy] = useState(false);
  const loader = useRef(load);
  const asked = useRef(0);
  useEffect(() => {
    loader.current = load;
  });
  const read = useCallback(
    async (before?: PageOf<T>) => {
      asked.current += 1;
      const mine = asked.current;
      const result = await loader.current(before?.cursor ?? undefined);
      if (mine !== asked.current) return;
      setBusy(false);
      const page: Loadable<PageOf<T>> = result.ok
        ? { kind: 'ready', value: { ...result.value, rows: [...(before?.rows ?? []), ...result.value.rows] } }
        : { kind: 'failed', failure: result.error };
      setState({ key, page });
    },
    [key],
  );
  useEffect(() => {
    void read();
    return () => {
      asked.current += 1;
    };
  }, [read]);
  const page = state?.key === key ? state.page : loading;
  const more = () => {
    if (page.kind !== 'ready' || page.value.cursor === null) return;
    setBusy(true);
    void read(page.value);
  };
  const reload = useCallback(() => void read(), [read]);
  return {
    list: page.kind === 'ready' ? { kind: 'ready', value: page.value.rows } : page,
    hasMore: page.kind === 'ready' && page.value.cursor !== null,
    busy,
    more,
    reload,
  };
}
