import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { importLimits } from '../../shared/limits.ts';
import { isObject, type JsonObject, own } from './json.ts';
import { parseText } from './parse.ts';
import { quote } from './quote.ts';
import type { Warnings } from './warnings.ts';

/** Where the linked files stand in the one document that is read. */
const LINKED = 'x-linked-files';

interface LinkedFile {
  /** Absolute path, links resolved. */
  readonly path: string;
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
 * every reference is rewritten to point there, so that the reader follows them as lazily as any other. Only the
 * folder of the file that the user chose is read: no path that leaves it (links included), no hidden file, nothing but
 * JSON and YAML (A1). What is not read stays an external reference and is reported as one by the reader.
 */
export class LinkedFiles {
  readonly #folder: string;
  readonly #warnings: Warnings;
  readonly #files = new Map<string, LinkedFile | undefined>();
  readonly #seen = new Set<object>();
  #bytes: number;

  private constructor(folder: string, bytes: number, warnings: Warnings) {
    this.#folder = folder;
    this.#bytes = bytes;
    this.#warnings = warnings;
  }

  /**
   * The document with its linked files; the same document, changed in place. `file` is the path of the description. True
   * where there were any.
   */
  static async link(file: string, document: JsonObject, bytes: number, warnings: Warnings): Promise<boolean> {
    const main = realpathSync(file);
    const linked = new LinkedFiles(path.dirname(main), bytes, warnings);
    const root: LinkedFile = { path: main, pointer: '', value: document };
    linked.#files.set(main, root);
    const queue = [root];
    for (let next = queue.shift(); next; next = queue.shift()) queue.push(...(await linked.#rewrite(next)));
    const others = [...linked.#files.values()].filter((one) => one !== undefined && one !== root);
    if (others.length === 0) return false;
    const entries = others.flatMap((one) => (one ? [[linked.#name(one.path), one.value] as const] : []));
    Object.defineProperty(document, LINKED, { value: Object.fromEntries(entries), enumerable: true });
    return true;
  }

  #name(file: string): string {
    return path.relative(this.#folder, file).split(path.sep).join('/');
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
    const file = await this.#open(path.resolve(path.dirname(from.path), decoded(name)));
    if (!file) return undefined;
    if (this.#files.size > known) found.push(file);
    return `#${file.pointer}${pointer}`;
  }

  async #open(asked: string): Promise<LinkedFile | undefined> {
    if (this.#files.has(asked)) return this.#files.get(asked);
    const file = this.#allowed(asked) ? await this.#read(asked) : undefined;
    this.#files.set(asked, file);
    return file;
  }

  /** Inside the folder, also once links are resolved; not hidden; JSON or YAML by its name. */
  #allowed(asked: string): boolean {
    const name = this.#name(asked);
    const inside = !name.startsWith('../') && !path.isAbsolute(name);
    if (!inside || !/\.(json|ya?ml)$/i.test(name) || name.split('/').some((step) => step.startsWith('.'))) return false;
    try {
      return realpathSync(asked) === asked && statSync(asked).isFile();
    } catch {
      return false;
    }
  }

  async #read(file: string): Promise<LinkedFile | undefined> {
    const name = this.#name(file);
    const refuse = (reason: string): undefined => {
      this.#warnings.add('linked_file', '#', `${quote(name)} was not read: ${reason}`);
      return undefined;
    };
    if (this.#files.size > importLimits.linkedFiles) return refuse(`more than ${importLimits.linkedFiles} files.`);
    this.#bytes += statSync(file).size;
    if (this.#bytes > importLimits.bytes)
      return refuse(`the files hold more than ${importLimits.bytes} bytes together.`);
    const value = await parseText(name, readFileSync(file, 'utf8'), this.#warnings);
    if (!value.ok) return refuse(value.error.message);
    return { path: file, pointer: `/${LINKED}/${escapeStep(name)}`, value: value.value };
  }
}
