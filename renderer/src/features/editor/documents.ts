import { viewLimits } from '../../../../shared/limits.ts';

/**
 * A file of a connector as the page holds it: what is saved, what stands in the editor, and the revision that the
 * saved text belongs to.
 */
export interface Doc {
  readonly connector: string;
  readonly path: string;
  readonly saved: string;
  readonly text: string;
  readonly revision: number;
  /** Shown as plain text without a language service, not editable. */
  readonly readOnly: boolean;
  /** What was saved elsewhere while there is unsaved text here: a conflict, until somebody settles it (R13). */
  readonly theirs?: Saved;
}

/** A file as it is saved; `text` is null where it was removed. */
export interface Saved {
  readonly text: string | null;
  readonly revision: number;
}

/** Documents by key. */
export type Docs = ReadonlyMap<string, Doc>;

/** Key of a document, also the path of its model: connector ids hold no slash. */
export const docKey = (connector: string, path: string): string => `${connector}/${path}`;

/** Whether the text differs from what is saved. */
export const isDirty = (doc: Doc): boolean => doc.text !== doc.saved;

/** An imported description is a record of the source, and what is huge would stall the language services. */
export const isReadOnly = (path: string, chars: number): boolean =>
  path.startsWith('spec/') || chars > viewLimits.richBodyBytes;

/** A document as it was read. */
export const loadedDoc = (connector: string, path: string, text: string, revision: number): Doc => ({
  connector,
  path,
  saved: text,
  text,
  revision,
  readOnly: isReadOnly(path, text.length),
});

/** The documents with unsaved text, of one connector or of all. */
export const dirtyDocs = (docs: Docs, connector?: string): readonly Doc[] =>
  [...docs.values()].filter((doc) => isDirty(doc) && (connector === undefined || doc.connector === connector));

/**
 * The revision to save on. Files that were read at different revisions give the oldest, so that the backend refuses a
 * save that would overwrite what another window did.
 */
export const baseRevision = (docs: readonly Doc[]): number => Math.min(...docs.map((doc) => doc.revision));

function withoutConflict(doc: Doc): Doc {
  const { theirs: _, ...rest } = doc;
  return rest;
}

/**
 * A document after its file was saved elsewhere: without unsaved text it follows, with unsaved text it keeps that, and the
 * two are in conflict unless they are the same. What is older than what the document knows changes nothing.
 */
export function followed(doc: Doc, newest: Saved): Doc {
  if (newest.revision <= doc.revision || newest.revision < (doc.theirs?.revision ?? 0)) return doc;
  const rest = withoutConflict(doc);
  if (newest.text === doc.saved) return { ...rest, revision: newest.revision };
  if (newest.text !== null && (newest.text === doc.text || !isDirty(doc)))
    return { ...rest, saved: newest.text, text: newest.text, revision: newest.revision };
  return { ...rest, theirs: newest };
}

/**
 * A document whose connector was removed, and maybe made again under its id: revisions count anew, so that it is of none of
 * them and a save cannot take another text for its own.
 */
export const ofNoRevision = (doc: Doc): Doc => ({ ...withoutConflict(doc), revision: 0 });

/**
 * A document whose unsaved text comes back after a kill; `base` is what it was typed on, `newest` what is saved now where that
 * is another text.
 */
export const restoredDoc = (
  draft: { readonly connector: string; readonly path: string; readonly text: string },
  base: { readonly text: string; readonly revision: number },
  newest: Saved | undefined,
): Doc => {
  const doc = { ...loadedDoc(draft.connector, draft.path, base.text, base.revision), text: draft.text };
  return newest === undefined ? doc : followed(doc, newest);
};

/** A document whose conflict is settled by this text: what is unsaved now stands on what was saved elsewhere. */
export function settled(doc: Doc, text: string): Doc {
  const { theirs } = doc;
  return theirs === undefined
    ? { ...doc, text }
    : { ...withoutConflict(doc), saved: theirs.text ?? '', revision: theirs.revision, text };
}

/**
 * After a save of `files` on `base` gave `revision`: the saved texts, and the new revision for every document that was
 * current at `base` (the save proves that nothing else had changed). Text typed meanwhile stays unsaved.
 */
export function afterSave(
  docs: Docs,
  connector: string,
  files: readonly { readonly path: string; readonly text: string }[],
  base: number,
  revision: number,
): Docs {
  const saved = new Map(files.map((file) => [file.path, file.text]));
  return new Map(
    [...docs].map(([key, doc]) => {
      if (doc.connector !== connector) return [key, doc];
      const text = saved.get(doc.path);
      if (text !== undefined) return [key, { ...withoutConflict(doc), saved: text, revision }];
      return [key, doc.revision === base ? { ...doc, revision } : doc];
    }),
  );
}
