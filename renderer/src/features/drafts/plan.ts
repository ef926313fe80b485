import { draftLimits } from '../../../../shared/limits.ts';
import { type Doc, type Docs, docKey, isDirty } from '../editor/documents.ts';

/** What is to be sent so that the workspace keeps what stands in the editor, and nothing else. */
export interface DraftPlan {
  readonly save: readonly Doc[];
  readonly drop: readonly Doc[];
}

/** Documents that the workspace has the unsaved text of, by key. */
export type KeptDocs = ReadonlyMap<string, Doc>;

const isSame = (a: Doc, b: Doc): boolean => a === b || (a.text === b.text && a.revision === b.revision);

/** Whether a text is so long that it is not kept. */
export const isTooLarge = ({ text }: Doc): boolean =>
  text.length > draftLimits.textBytes ||
  // No character takes more than three bytes: most texts need not be measured.
  (text.length * 3 > draftLimits.textBytes && new TextEncoder().encode(text).byteLength > draftLimits.textBytes);

/** Only what changed since is sent: the unsaved texts that are new, and those that are unsaved no more. */
export function draftPlan(docs: Docs, kept: KeptDocs): DraftPlan {
  const save: Doc[] = [];
  for (const [key, doc] of docs) {
    if (!isDirty(doc) || isTooLarge(doc)) continue;
    const before = kept.get(key);
    if (before === undefined || !isSame(before, doc)) save.push(doc);
  }
  const drop = [...kept].flatMap(([key, doc]) => {
    const now = docs.get(key);
    return now !== undefined && isDirty(now) ? [] : [doc];
  });
  return { save, drop };
}

/** Texts in parts that one message may hold. */
export function draftBatches(docs: readonly Doc[]): readonly (readonly Doc[])[] {
  const batches: Doc[][] = [];
  let chars = 0;
  for (const doc of docs) {
    const batch = batches.at(-1);
    chars += doc.text.length;
    if (batch !== undefined && batch.length < draftLimits.batch && chars <= draftLimits.batchChars) batch.push(doc);
    else {
      batches.push([doc]);
      chars = doc.text.length;
    }
  }
  return batches;
}

/** Bytes of a text in a message, JSON escapes included. */
const sentBytes = ({ connector, path, text, revision }: Doc): number =>
  // What is longer in characters is longer in bytes: it need not be measured.
  text.length > draftLimits.lastBytes
    ? text.length
    : new TextEncoder().encode(JSON.stringify({ connector, path, text, baseRevision: revision })).byteLength;

/** Of some texts those that fit together into the request that a page leaves behind. */
export function outlivingDocs(docs: readonly Doc[]): readonly Doc[] {
  let left: number = draftLimits.lastBytes;
  return docs
    .filter((doc) => {
      const bytes = sentBytes(doc);
      if (bytes > left) return false;
      left -= bytes;
      return true;
    })
    .slice(0, draftLimits.batch);
}

/**
 * Whether a document with unsaved text is saved by itself: not while another window's text is in conflict with it, and not a
 * text that was refused already (`refused`, by document).
 */
export const isAutosaved = (doc: Doc, refused: ReadonlyMap<string, string>): boolean =>
  doc.theirs === undefined && refused.get(docKey(doc.connector, doc.path)) !== doc.text;
