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
      if (text !== undefined) return [key, { ...doc, saved: text, revision }];
      return [key, doc.revision === base ? { ...doc, revision } : doc];
    }),
  );
}
