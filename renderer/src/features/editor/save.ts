import type { Failure } from '../../../../shared/result.ts';
import { attempt, whenOpen } from '../../backend/session.ts';
import { createTurns } from '../../lib/turns.ts';
import { draftsTexts } from '../../texts/drafts.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { afterSave, baseRevision, type Doc, dirtyDocs, docKey, isDirty } from './documents.ts';
import { followConnector } from './follow.ts';
import { useEditor } from './store.ts';

/** How a save was asked for: by a person, who is told what stands in its way, or by the studio itself, which waits. */
type Asked = 'person' | 'studio';

/**
 * Whatever saves files of a connector and what follows the saves of other windows take turns: a late answer never undoes a
 * newer one.
 */
export const inTurn = createTurns();

/** Files whose save the lost line left open, by who asked and by connector: whether they were saved shows when it is back. */
const unanswered = { person: new Map<string, ReadonlySet<string>>(), studio: new Map<string, ReadonlySet<string>>() };

/** Follows the saves of others: newer revisions lead to a new try as long as none of the files is in conflict. */
const tries = 5;

const wanted = (connector: string, paths: ReadonlySet<string> | undefined): readonly Doc[] =>
  dirtyDocs(useEditor.getState().docs, connector).filter((doc) => paths === undefined || paths.has(doc.path));

function tell(connector: string, docs: readonly Doc[], failure: Failure, asked: Asked): void {
  const isLineLost = failure.code === 'disconnected';
  if (isLineLost) {
    const open = unanswered[asked];
    open.set(connector, new Set([...(open.get(connector) ?? []), ...docs.map((doc) => doc.path)]));
  }
  if (asked === 'studio') return;
  if (isLineLost) showDone(draftsTexts.savedLater);
  else showError(draftsTexts.notSaved, failure);
}

async function saveNow(
  connector: string,
  paths: ReadonlySet<string> | undefined,
  asked: Asked,
): Promise<'saved' | 'conflict' | 'failed'> {
  for (let left = tries; ; left--) {
    const all = wanted(connector, paths);
    const conflict = all.find((doc) => doc.theirs !== undefined);
    if (conflict && asked === 'person') {
      openDialog({ kind: 'conflict', connector, path: conflict.path });
      return 'conflict';
    }
    const docs = all.filter((doc) => doc.theirs === undefined);
    if (docs.length === 0) return conflict ? 'conflict' : 'saved';
    const base = baseRevision(docs);
    const files = docs.map(({ path, text }) => ({ path, text }));
    const message = asked === 'studio' ? { message: draftsTexts.autosaved(docs.map((doc) => doc.path)) } : {};
    const result = await attempt((api) =>
      api.connectors.saveFiles({ id: connector, baseRevision: base, files, ...message }),
    );
    if (result.ok) {
      const { revision } = result.value;
      useEditor.setState((state) => ({ docs: afterSave(state.docs, connector, files, base, revision) }));
      return conflict ? 'conflict' : 'saved';
    }
    // Whoever saves all the time is in the way for good: that is said, for the text is not saved.
    if (result.error.code !== 'stale_revision' || left <= 1) {
      tell(connector, docs, result.error, asked);
      return 'failed';
    }
    await followConnector(connector);
  }
}

const save = async (connector: string, paths: ReadonlySet<string> | undefined, asked: Asked): Promise<boolean> =>
  (await inTurn(connector, () => saveNow(connector, paths, asked))) === 'saved';

/** Saves one file; true where nothing of it is unsaved afterwards. */
export async function saveFile(connector: string, path: string): Promise<boolean> {
  const doc = useEditor.getState().docs.get(docKey(connector, path));
  return doc === undefined || !isDirty(doc) || save(connector, new Set([path]), 'person');
}

/** Saves every unsaved file of a connector as one revision. */
export const saveConnector = (connector: string): Promise<boolean> => save(connector, undefined, 'person');

/**
 * Saves files without being asked for: what is in conflict stays, and no failure is told. What a lost line left open is saved
 * once the line is back.
 */
export const saveQuietly = (connector: string, paths: ReadonlySet<string>): Promise<boolean> =>
  save(connector, paths, 'studio');

/** Takes over what was saved elsewhere, after the saves of this window that are under way. */
export const followInTurn = (connector: string): Promise<unknown> =>
  inTurn(connector, () => followConnector(connector));

/**
 * Goes on with saves that a lost line left open: first it shows whether they arrived, and only what did not is saved, so that
 * no save is made twice (R29).
 */
export const watchUnanswered = (): (() => void) =>
  whenOpen(() => {
    for (const asked of ['person', 'studio'] as const)
      for (const [connector, paths] of [...unanswered[asked]]) {
        unanswered[asked].delete(connector);
        void inTurn(connector, async () => {
          await followConnector(connector);
          await saveNow(connector, paths, asked);
        });
      }
  });
