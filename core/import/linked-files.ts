import path from 'node:path';
import { importLimits } from '../../shared/limits.ts';
import type { FileSet } from './file-set.ts';
import { isObject, type JsonObject, own } from './json.ts';
import { parseText } from './parse.ts';
import { quote } from './quote.ts';
import type { Warnings } from './warnings.ts';

/** Where the linked files stand in the one document that is read. */
export const LINKED = 'x-linked-files';

interface LinkedFile {
  /** Name in the set, with `/` between folders. */
  readonly name: string;
  /** JSON pointer of its root in the one document; '' for the description itself. */
  readonly pointer: string;
  readonly value: unknown;
}

const escapeStep = (step: string): string => step.replaceAll('~', '~0').replaceAll('/', '~1');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The files beside a description that it refers to, read into one document: each stands below `x-linked-files`, and
 * every reference is rewritten to point there, so that the reader follows them as lazily as any other. Only the set
 * that the user chose is read, a folder on disk or the files of a drop: no path that leaves it, no hidden file, nothing
 * but JSON and YAML (A1). What is not read stays an external reference and is reported as one by the reader.
 */
export class LinkedFiles {
  readonly #set: FileSet;
  readonly #warnings: Warnings;
  readonly #files = new Map<string, LinkedFile | undefined>();
  readonly #seen = new Set<object>();
  #bytes: number;

  private constructor(set: FileSet, bytes: number, warnings: Warnings) {
    this.#set = set;
    this.#bytes = bytes;
    this.#warnings = warnings;
  }

  /**
   * The document with its linked files; the same document, changed in place. `bytes` are those of the description. True
   * where there were any.
   */
  static async link(set: FileSet, document: JsonObject, bytes: number, warnings: Warnings): Promise<boolean> {
    const linked = new LinkedFiles(set, bytes, warnings);
    const root: LinkedFile = { name: set.main, pointer: '', value: document };
    linked.#files.set(root.name, root);
    const queue = [root];
    for (let next = queue.shift(); next; next = queue.shift()) queue.push(...(await linked.#rewrite(next)));
    const others = [...linked.#files.values()].filter((one) => one !== undefined && one !== root);
    if (others.length === 0) return false;
    const entries = others.flatMap((one) => (one ? [[one.name, one.value] as const] : []));
    Object.defineProperty(document, LINKED, { value: Object.fromEntries(entries), enumerable: true });
    return true;
  }

  /** Rewrites the references of one file; gives the files that are met for the first time. */
  async #rewrite(file: LinkedFile): Promise<LinkedFile[]> {
    const found: LinkedFile[] = [];
    const open: unknown[] = [file.value];
    while (open.length > 0) {
      const node = open.pop();
      if (typeof node !== 'object' || node === null || this.#seen.has(node)) continue;
      this.#seen.add(node);
      if (isObject(node)) {
        const ref = own(node, '$ref');
        if (typeof ref === 'string') {
          const target = await this.#target(file, ref, found);
          if (target !== undefined) Reflect.set(node, '$ref', target);
        }
      }
      open.push(...Object.values(node));
    }
    return found;
  }

  /** Where a reference leads in the one document; undefined where it stays as it is. */
  async #target(from: LinkedFile, ref: string, found: LinkedFile[]): Promise<string | undefined> {
    const at = ref.indexOf('#');
    const name = at === -1 ? ref : ref.slice(0, at);
    const pointer = at === -1 ? '' : ref.slice(at + 1);
    if (name === '') return from.pointer === '' ? undefined : `#${from.pointer}${pointer}`;
    if (/^[a-z][a-z0-9+.-]*:|^[\\/]/i.test(name)) return undefined;
    // `file#name` is an anchor, not a pointer: joined to the pointer of its file it would name something else.
    if (pointer !== '' && !pointer.startsWith('/')) return undefined;
    const known = this.#files.size;
    const file = await this.#open(path.posix.join(path.posix.dirname(from.name), decoded(name)));
    if (!file) return undefined;
    if (this.#files.size > known) found.push(file);
    return `#${file.pointer}${pointer}`;
  }

  async #open(name: string): Promise<LinkedFile | undefined> {
    if (this.#files.has(name)) return this.#files.get(name);
    const file = isAllowed(name) ? await this.#read(name) : undefined;
    this.#files.set(name, file);
    return file;
  }

  async #read(name: string): Promise<LinkedFile | undefined> {
    const bytes = this.#set.bytesOf(name);
    if (bytes === undefined) return undefined;
    const refuse = (reason: string): undefined => {
      this.#warnings.add('linked_file', '#', `${quote(name)} was not read: ${reason}`);
      return undefined;
    };
    if (this.#files.size > importLimits.linkedFiles) return refuse(`more than ${importLimits.linkedFiles} files.`);
    this.#bytes += bytes;
    if (this.#bytes > importLimits.bytes)
      return refuse(`the files hold more than ${importLimits.bytes} bytes together.`);
    const value = await parseText(name, this.#set.read(name), this.#warnings);
    if (!value.ok) return refuse(value.error.message);
    return { name, pointer: `/${LINKED}/${escapeStep(name)}`, value: value.value };
  }
}

/** Inside the set; not hidden; JSON or YAML by its name. */
function isAllowed(name: string): boolean {
  const steps = name.split('/');
  return /\.(json|ya?ml)$/i.test(name) && !/[\\\0]/.test(name) && !steps.some((step) => step.startsWith('.'));
}
