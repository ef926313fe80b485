import { importLimits } from '../../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { importTexts } from '../../texts/import.ts';
import type { NamedFile } from './file-set.ts';

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // A reader gives at most a hundred at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

async function filesBelow(entries: readonly FileSystemEntry[]): Promise<Result<readonly NamedFile[]>> {
  const found: NamedFile[] = [];
  try {
    await collect(entries, found);
    return ok(found);
  } catch {
    return fail('system', 'unreadable', importTexts.problems.dropUnreadable);
  }
}

async function collect(entries: readonly FileSystemEntry[], found: NamedFile[]): Promise<void> {
  const open = [...entries];
  for (let entry = open.shift(); entry !== undefined; entry = open.shift()) {
    // One more than is taken: the reader of the files then says the number.
    if (found.length > importLimits.linkedFiles) break;
    if (isFile(entry)) found.push({ path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry) });
    else if (isFolder(entry) && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      open.push(...(await childrenOf(entry)));
  }
}

/** What was dropped or pasted: files, also those of folders, or text. */
export type Dropped =
  | { readonly kind: 'files'; readonly files: Promise<Result<readonly NamedFile[]>> }
  | { readonly kind: 'text'; readonly text: string };

/** Takes everything out of a transfer at once: it is empty as soon as the event is over. */
export function takeTransfer(transfer: DataTransfer): Dropped {
  const entries = [...transfer.items].filter((item) => item.kind === 'file').map((item) => item.webkitGetAsEntry());
  const known = entries.filter((entry) => entry !== null);
  if (known.some((entry) => entry.isDirectory)) return { kind: 'files', files: filesBelow(known) };
  const files = [...transfer.files].map((file): NamedFile => ({ path: file.name, file }));
  if (files.length > 0) return { kind: 'files', files: Promise.resolve(ok(files)) };
  return { kind: 'text', text: transfer.getData('text/plain') || transfer.getData('text/uri-list') };
}
