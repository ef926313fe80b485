import { findingLimits } from '../../../shared/limits.ts';
import type { Finding } from '../../../shared/run/finding.ts';
import { type CheckCode, type CheckKind, checkKinds } from './codes.ts';

export type Place = Finding['location'];

/** Something that a check saw. */
export interface Seen {
  readonly code: CheckCode;
  /** What makes it the same thing again: a field's name, say. One finding per code where absent. */
  readonly about?: string | undefined;
  /** Where; asked for only the first time. */
  place(): Place;
  /** One sentence: what, where, what to do; asked for only the first time. */
  message(): string;
  /** How often it was seen at once; 1 where absent. */
  readonly times?: number;
}

export type Report = (seen: Seen) => void;

const RANK: Readonly<Record<Finding['severity'], number>> = { error: 0, warning: 1, info: 2 };

/** Collects what checks see: the same thing again only counts, so that a million bad rows are one finding. */
export class FindingList {
  private readonly findings = new Map<string, { readonly first: Omit<Finding, 'count'>; count: number }>();
  private readonly perCode = new Map<CheckCode, number>();
  private readonly limit: number;

  /** @param limit findings of one code; further ones are not kept */
  constructor(limit: number = findingLimits.perCode) {
    this.limit = limit;
  }

  readonly report: Report = ({ code, about = '', place, message, times = 1 }) => {
    const key = `${code} ${about}`;
    const found = this.findings.get(key);
    if (found) {
      found.count += times;
      return;
    }
    const before = this.perCode.get(code) ?? 0;
    if (before >= this.limit) return;
    this.perCode.set(code, before + 1);
    const { severity, statement }: CheckKind = checkKinds[code];
    const stated = statement === undefined ? {} : { statement };
    const first = { code, severity, message: message(), ...stated, location: place() };
    this.findings.set(key, { first, count: times });
  };

  /** Errors first, else in the order in which they were seen. */
  list(): Finding[] {
    const all = [...this.findings.values()].map(({ first, count }): Finding => ({ ...first, count }));
    return all.sort((left, right) => RANK[left.severity] - RANK[right.severity]);
  }
}

/** A place in the result: names and positions below it. */
export const inResult = (...steps: readonly (string | number)[]): Place => ({
  kind: 'result',
  path: jsonPath(steps),
});

export const inRun: Place = { kind: 'run' };

const PLAIN_NAME = /^[A-Za-z_]\w{0,99}$/;

/** A JSONPath of names and positions; long or odd names stand in brackets, cut where they are very long. */
export const jsonPath = (steps: readonly (string | number)[]): string =>
  `$${steps
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return PLAIN_NAME.test(step) ? `.${step}` : `[${quoted(step, 100)}]`;
    })
    .join('')}`;

/** Foreign text in a sentence: in quotes, control characters escaped, cut. */
export function quoted(value: unknown, chars: number = findingLimits.quoteChars): string {
  const text = typeof value === 'string' ? value : undefined;
  const json = text === undefined ? jsonOf(value) : JSON.stringify(text.slice(0, chars + 1));
  return json.length > chars + 2 ? `${json.slice(0, chars)}…${text === undefined ? '' : '"'}` : json;
}

function jsonOf(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(JSON.stringify(value));
}

const SHOWN = 10;

/** Names in a sentence: the first ten, and how many more. */
export const names = (all: readonly string[]): string => {
  const shown = all.slice(0, SHOWN).map((name) => (PLAIN_NAME.test(name) ? name : quoted(name)));
  return all.length > SHOWN ? `${shown.join(', ')} and ${all.length - SHOWN} more` : shown.join(', ');
};
