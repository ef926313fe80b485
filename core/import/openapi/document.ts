import { importLimits } from '../../../shared/limits.ts';
import { asText, isObject, type JsonObject, own } from '../json.ts';
import { quote } from '../quote.ts';
import type { Warnings } from '../warnings.ts';

/** A node of the document with the place where it stands. */
export interface Located {
  readonly node: JsonObject;
  readonly pointer: string;
  /** Last step of the `$ref` that led here: the name of a component. */
  readonly name: string | undefined;
}

function decodeStep(step: string): string {
  let text = step;
  try {
    text = decodeURIComponent(step);
  } catch {
    // Not percent-encoded after all: the step is meant as it stands.
  }
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}

/**
 * A parsed OpenAPI document. `$ref` is followed when a value is asked for and never expanded; what lies outside the document
 * is reported and never read (A1, A2, A8, A9).
 */
export class OpenApiDocument {
  readonly root: JsonObject;
  readonly #warnings: Warnings;
  readonly #targets = new Map<string, unknown>();

  constructor(root: JsonObject, warnings: Warnings) {
    this.root = root;
    this.#warnings = warnings;
  }

  warn(code: string, pointer: string, message: string): void {
    this.#warnings.add(code, pointer, message);
  }

  /** The object that a node stands for, through up to `importLimits.refHops` references; undefined where there is none. */
  resolve(value: unknown, pointer: string): Located | undefined {
    let node = value;
    let at = pointer;
    let name: string | undefined;
    const visited = new Set<string>();
    for (;;) {
      if (!isObject(node)) return undefined;
      const ref = asText(own(node, '$ref'));
      if (ref === undefined) return { node, pointer: at, name };
      if (!this.#mayFollow(ref, at, visited)) return undefined;
      visited.add(ref);
      node = this.#target(ref);
      if (node === undefined) {
        this.warn('dangling_ref', at, `${quote(ref)} leads nowhere; add the missing part or correct the reference.`);
        return undefined;
      }
      at = ref;
      name = decodeStep(ref.slice(ref.lastIndexOf('/') + 1));
    }
  }

  #mayFollow(ref: string, pointer: string, visited: ReadonlySet<string>): boolean {
    if (!ref.startsWith('#')) {
      this.warn(
        'external_ref',
        pointer,
        `The external reference ${quote(ref)} was not loaded: only files beside the description are, where it is imported by its path; bundle it into one file to include it.`,
      );
      return false;
    }
    if (visited.has(ref)) {
      this.warn('circular_ref', pointer, `${quote(ref)} refers only to itself; put the value in its place.`);
      return false;
    }
    if (visited.size >= importLimits.refHops) {
      this.warn(
        'ref_hops',
        pointer,
        `${quote(ref)} is reached through more than ${importLimits.refHops} references; shorten the chain.`,
      );
      return false;
    }
    return true;
  }

  #target(ref: string): unknown {
    if (this.#targets.has(ref)) return this.#targets.get(ref);
    let node: unknown = this.root;
    for (const step of ref === '#' ? [] : ref.slice(1).split('/').slice(1)) {
      const key = decodeStep(step);
      if (Array.isArray(node) && /^\d+$/.test(key)) node = node[Number(key)];
      else node = isObject(node) ? own(node, key) : undefined;
    }
    // `#name` is an anchor of JSON Schema 2020-12, not a pointer.
    const target = ref === '#' || ref.startsWith('#/') ? node : undefined;
    this.#targets.set(ref, target);
    return target;
  }
}
