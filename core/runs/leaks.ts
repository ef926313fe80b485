import { runLimits } from '../../shared/limits.ts';
import { MASK, type Masker } from '../network/index.ts';

/** Names the secret that a text holds, by its field; undefined where it is none of the connection's own. */
export type NameSecret = (text: string) => string | undefined;

/** A secret that stood in a result. */
export interface Leak {
  /** Names and positions of the value, secrets in names masked. */
  readonly steps: readonly (string | number)[];
  /** The text that holds it, never to be kept. */
  readonly text: string;
}

/** JSON of a value; undefined where it is nested deeper than any stack (A43). */
function shallowText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/**
 * Takes the secrets out of a result and tells where each stood (A49): texts, keys, and numbers whose digits are one. Gives a copy
 * of the same shape; a number that is taken out becomes a text.
 */
export function takeOut(result: unknown, masker: Masker, onLeak: (leak: Leak) => void): unknown {
  const steps: (string | number)[] = [];
  const masked = (text: string): string => {
    const clean = masker.text(text);
    if (clean !== text) onLeak({ steps: [...steps], text });
    return clean;
  };
  const inside = <T>(step: string | number, work: () => T): T => {
    steps.push(step);
    const value = work();
    steps.pop();
    return value;
  };
  /** With a secret anywhere inside, nothing of it is kept; nor where it is too deep to be searched. */
  const whole = (value: unknown): unknown => {
    const text = shallowText(value);
    if (text !== undefined && masker.text(text) === text) return value;
    onLeak({ steps: [...steps], text: text ?? '' });
    return MASK;
  };
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return masked(value);
    if (typeof value === 'number') return masker.finds(String(value)) ? masked(String(value)) && MASK : value;
    if (typeof value === 'object' && value !== null && steps.length >= runLimits.leakDepth) return whole(value);
    if (Array.isArray(value)) return value.map((item, index) => inside(index, () => walk(item)));
    if (typeof value !== 'object' || value === null) return value;
    // fromEntries defines own properties, `__proto__` too.
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const name = masked(key);
        return [name, inside(name, () => walk(inner))];
      }),
    );
  };
  return walk(result);
}
