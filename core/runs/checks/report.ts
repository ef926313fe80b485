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

interface Found {
  readonly code: CheckCode;
  readonly about: string;
  readonly message: string;
  readonly place: Place;
  count: number;
}

/** Collects what checks see: the same thing again only counts, so that a million bad rows are one finding. */
export class FindingList {
  private readonly findings = new Map<string, Found>();
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
    this.findings.set(key, { code, about, message: message(), place: place(), count: times });
  };

  /** Reports all of it to another list, in the order in which it was seen. */
  tell(report: Report): void {
    for (const { code, about, message, place, count } of this.findings.values())
      report({ code, about, message: () => message, place: () => place, times: count });
  }

  /** Errors first, else in the order in which they were seen. */
  list(): Finding[] {
    const all = [...this.findings.values()].map(({ code, message, place, count }): Finding => {
      const { severity, statement }: CheckKind = checkKinds[code];
      return { code, severity, message, ...(statement === undefined ? {} : { statement }), location: place, count };
    });
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
