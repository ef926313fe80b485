import { create } from 'zustand';
import type { InstallAuth } from '../../../../shared/connector/install-form.ts';
import type { Publication } from '../../../../shared/contract/publication.ts';
import type { Result } from '../../../../shared/result.ts';
import { attempt, whenOpen } from '../../backend/session.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { publicationsTexts as texts } from '../../texts/publish.ts';
import { refreshCoverage } from '../connectors/coverage-store.ts';
import { activeTab, showTab, useEditor } from '../editor/store.ts';
import { showActivity } from '../workbench/layout.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { isOver, stuckStage } from './publication.ts';

/** What goes to marketplaces, newest first, and which one the page of publications shows. */
interface PublicationsState {
  readonly list: Loadable<readonly Publication[]>;
  /** Id; null for the newest. */
  readonly chosen: string | null;
}

export const usePublications = create<PublicationsState>(() => ({ list: loading, chosen: null }));

const none: readonly Publication[] = [];

/** The publications, newest first; none while they are read. */
export const publicationsOf = ({ list }: Pick<PublicationsState, 'list'>): readonly Publication[] =>
  list.kind === 'ready' ? list.value : none;

/** The newest publication of a connector. */
export const latestOf = (state: Pick<PublicationsState, 'list'>, connector: string): Publication | undefined =>
  publicationsOf(state).find((one) => one.kind === 'publish' && one.connector === connector);

/** Shows a publication on the page of publications. */
export function showPublication(id: string): void {
  usePublications.setState({ chosen: id });
  showActivity('marketplace', true);
  showTab({ kind: 'market', view: 'publications' });
}

/** Whether the person looks at it, so that its end need not be told. */
function isOnView({ connector }: Publication): boolean {
  const tab = activeTab(useEditor.getState());
  if (tab?.kind === 'market') return tab.view === 'publications';
  return tab?.kind === 'publish' && tab.connector === connector;
}

/** Tells of those that ended since. */
function tellEnds(before: readonly Publication[], now: readonly Publication[]): void {
  for (const one of now) {
    const old = before.find(({ id }) => id === one.id);
    if (old === undefined || isOver(old) || !isOver(one)) continue;
    if (one.connector !== null) void refreshCoverage(one.connector);
    if (isOnView(one) || one.state === 'cancelled') continue;
    const name = texts.named(one.kind, visibleText(one.listing));
    const show = [{ label: texts.title, run: () => showPublication(one.id) }];
    const failure = stuckStage(one)?.failure;
    if (one.state === 'done') showDone(`${name}: ${texts.states.done}`, show);
    else if (failure) showError(name, { ...failure, details: failure.details ?? {} }, show);
  }
}

/** Follows publications as long as the page lives; gives the function that stops it. */
export const watchPublications = (): (() => void) =>
  whenOpen(() => {
    void attempt(async (api, signal) => {
      for await (const publications of await api.publish.follow(undefined, { signal })) {
        const before = publicationsOf(usePublications.getState());
        usePublications.setState({ list: { kind: 'ready', value: publications } });
        tellEnds(before, publications);
      }
    }).then((result) => {
      if (!result.ok && usePublications.getState().list.kind !== 'ready')
        usePublications.setState({ list: { kind: 'failed', failure: result.error } });
    });
  });

/** Puts what a call answered at its place, before it is told by the stream. */
function put(publication: Publication): void {
  const { list } = usePublications.getState();
  if (list.kind !== 'ready') return;
  const value = list.value.map((one) => (one.id === publication.id ? publication : one));
  usePublications.setState({ list: { kind: 'ready', value } });
}

function settle(title: string, result: Result<Publication>): boolean {
  if (result.ok) put(result.value);
  else showError(title, result.error);
  return result.ok;
}

/** Has a publication go on; `auth` where an installation needs other credentials. Gives whether it does. */
export const retryPublication = async (id: string, auth?: InstallAuth): Promise<boolean> =>
  settle(
    texts.notRetried,
    await attempt((api) => api.publish.retry({ publication: id, ...(auth === undefined ? {} : { auth }) })),
  );

/** Gives up what has not been done. */
export const cancelPublication = async (id: string): Promise<boolean> =>
  settle(texts.notCancelled, await attempt((api) => api.publish.cancel({ publication: id })));

/** Forgets a publication that is over. */
export async function removePublication(id: string): Promise<void> {
  const result = await attempt((api) => api.publish.remove({ publication: id }));
  if (!result.ok) {
    showError(texts.notRemoved, result.error);
    return;
  }
  const { list } = usePublications.getState();
  if (list.kind === 'ready')
    usePublications.setState({ list: { kind: 'ready', value: list.value.filter((one) => one.id !== id) } });
}
