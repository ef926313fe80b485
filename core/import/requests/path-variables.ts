import { segments } from '../../infer/path.ts';

/** A step that names one row rather than a kind of row: digits, a UUID, hex, a key with digits in it. */
export const looksLikeId = (step: string): boolean =>
  /^\d+$/.test(step) ||
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(step) ||
  (/^[0-9a-f]{12,}$/i.test(step) && /\d/.test(step)) ||
  /^[A-Za-z]{1,12}_(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{6,}$/.test(step) ||
  (/^[\w-]{18,}={0,2}$/.test(step) && /\d/.test(step) && /[A-Za-z]/.test(step));

interface Node {
  /** The variable that stands at this step in some path. */
  variable: string | undefined;
  readonly steps: Map<string, Node>;
}

/**
 * Replaces ids that are written out by the variable that stands in their place in a sibling: `/categories/11` beside
 * `/categories/{id}`. A step that does not look like an id (`/people/me`) stays.
 */
export class SiblingPaths {
  readonly #root: Node = { variable: undefined, steps: new Map() };

  add(path: string): void {
    let node = this.#root;
    for (const step of segments(path)) {
      if (step.kind === 'variable') node.variable ??= step.name;
      const key = step.kind === 'variable' ? '' : step.text;
      const next = node.steps.get(key) ?? { variable: undefined, steps: new Map() };
      node.steps.set(key, next);
      node = next;
    }
  }

  adopt(path: string): string {
    if (!/\d/.test(path)) return path;
    let node: Node | undefined = this.#root;
    const adopted = segments(path).map((step): string => {
      const here: Node | undefined = node;
      if (step.kind === 'variable') {
        node = here?.steps.get('');
        return `{${step.name}}`;
      }
      const takes = here?.variable !== undefined && looksLikeId(step.text);
      node = here?.steps.get(takes ? '' : step.text);
      return takes ? `{${here?.variable}}` : step.text;
    });
    return `/${adopted.join('/')}${path.endsWith('/') && adopted.length > 0 ? '/' : ''}`;
  }
}
