import { create } from 'zustand';
import type { Failure } from '../../../../shared/result.ts';
import type { BodyHits } from '../../../../shared/run/filter.ts';
import { attempt } from '../../backend/session.ts';

/** What `body:` terms of the filter were found in: bodies are on disk, the backend looks. */
interface BodySearchState {
  readonly run: string | null;
  readonly hits: BodyHits;
  /** Some bodies were too large or no longer there to be read. */
  readonly isPartial: boolean;
  readonly isRunning: boolean;
  readonly failure: Failure | null;
}

const idle: BodySearchState = { run: null, hits: new Map(), isPartial: false, isRunning: false, failure: null };

export const useBodyHits = create<BodySearchState>(() => idle);

let current: AbortController | undefined;

/** Ends the search that is under way; what was found stays. */
export function cancelBodySearch(): void {
  current?.abort();
  current = undefined;
  useBodyHits.setState({ isRunning: false });
}

/** Looks up the texts that are not known yet of a run; `isAnew` looks them all up again, for it has sent more since. */
export async function searchBodies(run: string, texts: readonly string[], isAnew: boolean): Promise<void> {
  current?.abort();
  const mine = new AbortController();
  current = mine;
  const before = useBodyHits.getState();
  const known = before.run === run && !isAnew ? before.hits : new Map<string, ReadonlySet<string>>();
  const hits = new Map([...known].filter(([text]) => texts.includes(text)));
  const wanted = texts.filter((text) => !hits.has(text));
  useBodyHits.setState({ run, hits, isPartial: false, isRunning: wanted.length > 0, failure: null });
  for (const text of wanted) {
    const result = await attempt((api, signal) =>
      api.exchanges.search({ run, text }, { signal: AbortSignal.any([signal, mine.signal]) }),
    );
    if (mine.signal.aborted) return;
    if (!result.ok) {
      useBodyHits.setState({ failure: result.error, isRunning: false });
      return;
    }
    const { exchanges, complete } = result.value;
    useBodyHits.setState((state) => ({
      hits: new Map(state.hits).set(text, new Set(exchanges)),
      isPartial: state.isPartial || !complete,
    }));
  }
  useBodyHits.setState({ isRunning: false });
}
