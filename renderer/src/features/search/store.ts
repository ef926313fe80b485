import { create } from 'zustand';
import type { SearchEvent, SearchFile } from '../../../../shared/contract/search.ts';
import type { Failure } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { searchTexts } from '../../texts/search.ts';
import { dirtyDocs } from '../editor/documents.ts';
import { useEditor } from '../editor/store.ts';
import { beginTask } from '../workbench/progress.ts';

/** What the fields of the search hold. */
export interface SearchForm {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly include: string;
  readonly exclude: string;
  /** null searches every connector. */
  readonly connector: string | null;
  readonly replacing: boolean;
  readonly replacement: string;
}

/** How a search ended. */
export type SearchEnd = Extract<SearchEvent, { kind: 'end' }>;

interface SearchState {
  readonly form: SearchForm;
  readonly files: readonly SearchFile[];
  readonly running: boolean;
  /** null until a search has ended. */
  readonly end: SearchEnd | null;
  readonly failure: Failure | null;
  /** Texts of the editor that were searched, by `connector/path`: the finds of those files lie in them. */
  readonly searched: ReadonlyMap<string, string>;
  /** Counts up to move the keyboard into the field. */
  readonly focus: number;
}

const emptyForm: SearchForm = {
  text: '',
  regex: false,
  matchCase: false,
  wholeWord: false,
  include: '',
  exclude: '',
  connector: null,
  replacing: false,
  replacement: '',
};

export const useSearch = create<SearchState>(() => ({
  form: emptyForm,
  files: [],
  running: false,
  end: null,
  failure: null,
  searched: new Map(),
  focus: 0,
}));

/** Moves the keyboard into the field of the text that is searched for. */
export const focusSearch = (): void => useSearch.setState(({ focus }) => ({ focus: focus + 1 }));

let searching: AbortController | undefined;

/** Ends the search under way; what it found stays. */
export function cancelSearch(): void {
  searching?.abort();
  useSearch.setState({ running: false });
}

/** Searches for what the fields hold; a search under way ends. */
export async function startSearch(): Promise<void> {
  searching?.abort();
  const mine = new AbortController();
  searching = mine;
  const { form } = useSearch.getState();
  if (form.text === '') {
    useSearch.setState({ files: [], end: null, failure: null, running: false });
    return;
  }
  const dirty = dirtyDocs(useEditor.getState().docs, form.connector ?? undefined);
  const searched = new Map(dirty.map((doc) => [`${doc.connector}/${doc.path}`, doc.text]));
  useSearch.setState({ running: true, failure: null, end: null, files: [], searched });
  const task = beginTask({ title: searchTexts.task(form.text), cancel: cancelSearch });
  const result = await attempt(async (api) => {
    const { connector, replacing, replacement, ...query } = form;
    const events = await api.connectors.search(
      {
        ...query,
        ...(connector === null ? {} : { connector }),
        ...(replacing ? { replacement } : {}),
        unsaved: dirty.map(({ connector: id, path, text }) => ({ connector: id, path, text })),
      },
      { signal: mine.signal },
    );
    for await (const event of events) {
      if (mine.signal.aborted) return;
      if (event.kind === 'end') useSearch.setState({ end: event });
      else useSearch.setState(({ files }) => ({ files: [...files, ...event.files] }));
    }
  });
  task.end(mine.signal.aborted ? 'cancelled' : result.ok ? 'done' : 'failed');
  if (mine.signal.aborted) return;
  useSearch.setState({ running: false, failure: result.ok ? null : result.error });
}

/** Changes the fields; the results are searched anew once the typing pauses. */
export function changeSearch(change: Partial<SearchForm>): void {
  useSearch.setState(({ form }) => ({ form: { ...form, ...change } }));
  clearTimeout(pause);
  pause = setTimeout(() => void startSearch(), pauseMs);
}
const pauseMs = 250;
let pause: ReturnType<typeof setTimeout> | undefined;

/** Takes a file or one find out of the results, so that a replacement leaves it alone. */
export function dismiss(connector: string, path: string, offset?: number): void {
  useSearch.setState(({ files }) => ({
    files: files.flatMap((file) => {
      if (file.connector !== connector || file.path !== path) return [file];
      const matches = offset === undefined ? [] : file.matches.filter((one) => one.offset !== offset);
      return matches.length === 0 ? [] : [{ ...file, matches }];
    }),
  }));
}

/** Empties the fields and the results. */
export function clearSearch(): void {
  cancelSearch();
  useSearch.setState(({ form }) => ({
    form: { ...form, text: '', replacement: '' },
    files: [],
    end: null,
    failure: null,
  }));
  focusSearch();
}
