import type { ImportSource } from '../../../../shared/contract/imports.ts';
import { importLimits } from '../../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { importTexts } from '../../texts/import.ts';
import { type FileLike, readSource } from './source.ts';

const { problems } = importTexts;

/** A file with its path below what was chosen or dropped, with `/` between folders. */
export interface NamedFile {
  readonly path: string;
  readonly file: FileLike;
}

/** Files that were read, and those of them that are descriptions by themselves: one, or the user chooses. */
export interface FileSet {
  readonly texts: ReadonlyMap<string, string>;
  readonly roots: readonly string[];
}

const readable = /\.(json|ya?ml|har|txt|sh)$/i;

/** Whether a file can be part of a description: by its name, not hidden, not a dependency of some program. */
export const isCandidate = (path: string): boolean =>
  readable.test(path) && !path.split('/').some((step) => step.startsWith('.') || step === 'node_modules');

const start = '(?:^|[{\\n,])[ \\t]*["\']?';
const signs: readonly RegExp[] = [
  new RegExp(`${start}(?:openapi|swagger)["']?[ \\t]*:[ \\t]*["']?[0-9]`),
  /"schema"\s*:\s*"https?:\/\/schema\.(?:get)?postman\.com\//,
  /^\s*\{\s*"log"\s*:\s*\{/,
  /^\s*\$?\s*curl\s/i,
];

/** Whether a text is a description by itself and not only a part of one. Only its head is looked at. */
export const isRoot = (text: string): boolean => {
  const head = text.slice(0, 200_000);
  return signs.some((sign) => sign.test(head));
};

/** Without the one folder that everything lies in. */
function withoutCommonFolder(files: readonly NamedFile[]): readonly NamedFile[] {
  const [first] = files;
  const folder = first?.path.split('/')[0];
  if (folder === undefined || !files.every((one) => one.path.startsWith(`${folder}/`))) return files;
  return files.map((one) => ({ ...one, path: one.path.slice(folder.length + 1) }));
}

const maxMiB = importLimits.bytes / 1024 / 1024;

/**
 * Reads the files of a drop or a folder. Input failures: `no_files`, `too_many`, `too_large`, `no_root`, and those of reading
 * one file.
 */
export async function readFiles(given: readonly NamedFile[]): Promise<Result<FileSet>> {
  const files = withoutCommonFolder(given).filter((one) => isCandidate(one.path));
  if (files.length === 0) return fail('input', 'no_files', problems.noFiles);
  if (files.length > importLimits.linkedFiles)
    return fail('input', 'too_many', problems.tooMany(files.length, importLimits.linkedFiles));
  if (files.reduce((sum, one) => sum + one.file.size, 0) > importLimits.bytes)
    return fail('input', 'too_large', problems.tooLargeTogether(maxMiB));
  const texts = new Map<string, string>();
  for (const { path, file } of files) {
    if (file.size === 0) continue;
    const read = await readSource(file);
    if (!read.ok) return read;
    texts.set(path, read.value.text);
  }
  const roots = [...texts].filter(([, text]) => isRoot(text)).map(([path]) => path);
  if (roots.length > 0) return ok({ texts, roots: roots.sort(byDepth) });
  return fail('input', 'no_root', problems.noRoot(files.length));
}

const byDepth = (a: string, b: string): number => a.split('/').length - b.split('/').length || (a < b ? -1 : 1);

/** The description with this path, and the files that it may refer to. */
export const sourceOf = ({ texts }: FileSet, root: string): ImportSource => ({
  fileName: root,
  text: texts.get(root) ?? '',
  ...(texts.size > 1 ? { files: Object.fromEntries(texts) } : {}),
});
