import type { MergeConflict, Resolution, Resolutions } from '../../shared/import/merge.ts';

/** What a merge of one place reports. */
type Found = Pick<MergeConflict, 'file' | 'what' | 'kind' | 'base' | 'ours' | 'theirs'> & {
  /** True where the lines of both sides can stand one after the other. */
  readonly joinable?: boolean;
  /** In place of the usual sentence. */
  readonly message?: string;
};

const MESSAGES: Readonly<Record<MergeConflict['kind'], string>> = {
  edited: 'you and the newer description changed it in different ways',
  removed: 'the newer description no longer has it, and you changed it',
  deleted: 'you deleted it, and the newer description changes it',
  added: 'you and the newer description both added it, in different ways',
};

/** Id of a conflict, as a resolution names it. */
export const conflictId = (file: string, what: string): string => `${file}:${what}`;

/**
 * The conflicts of one merge, with the answers that were given to them. A place without an answer is merged as `ours` for
 * the sake of the plan and stays open: the result must then not be saved.
 */
export class Conflicts {
  readonly #resolutions: Resolutions;
  readonly #found = new Map<string, MergeConflict>();
  readonly #settled = new Map<string, Resolution>();

  constructor(resolutions: Resolutions) {
    this.#resolutions = resolutions;
  }

  /** Answers a place in advance, because an answer elsewhere means it; it is no conflict of its own then. */
  settle(file: string, what: string, resolution: Resolution): void {
    this.#settled.set(conflictId(file, what), resolution);
  }

  /** Notes a conflict and gives the side to go on with. */
  resolve(found: Found): Resolution {
    const id = conflictId(found.file, found.what);
    const settled = this.#settled.get(id);
    if (settled !== undefined) return settled;
    const options: Resolution[] = found.joinable ? ['ours', 'theirs', 'both'] : ['ours', 'theirs'];
    const { take, items } = this.#resolutions;
    const asked = Object.hasOwn(items, id) ? items[id] : take;
    const resolution = asked !== undefined && options.includes(asked) ? asked : undefined;
    const { joinable: _joinable, message, ...place } = found;
    this.#found.set(id, {
      ...place,
      id,
      message:
        message ??
        `${found.what} in ${found.file}: ${MESSAGES[found.kind]}; choose ${options.length > 2 ? 'ours, theirs or both' : 'ours or theirs'}.`,
      options,
      ...(resolution === undefined ? {} : { resolution }),
    });
    return resolution ?? 'ours';
  }

  /** Ids that were answered and are no conflict: a typing error, which must be seen. */
  unknown(): readonly string[] {
    return Object.keys(this.#resolutions.items).filter((id) => !this.#found.has(id));
  }

  list(): readonly MergeConflict[] {
    return [...this.#found.values()];
  }
}
