import { isIP } from 'node:net';
import { isObject, type JsonObject, own } from '../../import/json.ts';
import { pointerTo, quote } from '../../import/quote.ts';

/** Something in an archive that is not as HAR 1.2 has it. */
export interface HarFault {
  /** JSON pointer. */
  readonly pointer: string;
  /** One sentence about the value there. */
  readonly message: string;
  /** `unreadable`: the archive cannot be taken in; `invalid`: against the format, and readable all the same. */
  readonly severity: 'unreadable' | 'invalid';
}

/** What stands at one place: a scalar by what it must be, an object, or a list of objects. */
export type Kind = keyof typeof scalars | Shape | { readonly list: Shape };

/** Members of an object. A name that ends in `?` may be missing, one that begins with `!` is needed to read the archive. */
export interface Shape {
  readonly members: Readonly<Record<string, Kind>>;
}

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/;
const BASE_64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Is the value so, and how to say that it must be. */
const scalars = {
  text: [isText, 'must be a text'],
  encoding: [(value: unknown) => value === 'base64', 'must be "base64", the only encoding there is (HR-4)'],
  integer: [(value: unknown) => isNumber(value) && Number.isInteger(value), 'must be a whole number'],
  size: [
    (value: unknown) => isNumber(value) && Number.isInteger(value) && value >= -1,
    'must be a number of bytes, or -1 where it is not known',
  ],
  count: [
    (value: unknown) => isNumber(value) && Number.isInteger(value) && value >= 0,
    'must be a whole number and not negative (HR-5)',
  ],
  ms: [(value: unknown) => isNumber(value) && value >= 0, 'must be a number of milliseconds and not negative (HR-5)'],
  phase: [
    (value: unknown) => isNumber(value) && (value >= 0 || value === -1),
    'must be a number of milliseconds, or -1 where it did not happen',
  ],
  flag: [(value: unknown) => typeof value === 'boolean', 'must be true or false'],
  date: [
    (value: unknown) => isText(value) && DATE.test(value) && !Number.isNaN(Date.parse(value)),
    'must be a date with time and zone such as 2026-01-02T03:04:05.678Z',
  ],
  dateOrNull: [
    (value: unknown) => value === null || (isText(value) && DATE.test(value)),
    'must be a date with time and zone, or null',
  ],
  url: [(value: unknown) => isText(value) && URL.canParse(value), 'must be an absolute URL'],
  address: [
    (value: unknown) => isText(value) && isIP(value.replace(/^\[|\]$/g, '')) !== 0,
    'must be an IP address; leave it out where it is not known (HR-5)',
  ],
  method: [(value: unknown) => isText(value) && /^[!#$%&'*+.^_`|~\w-]+$/.test(value), 'must be an HTTP method'],
} as const satisfies Record<string, readonly [(value: unknown) => boolean, string]>;

/** Whether a text may be base64; blanks and line breaks do not matter. */
export const isBase64 = (text: string): boolean => BASE_64.test(text);

/** Takes note of a fault. */
export type Report = (fault: HarFault) => void;

interface Place {
  readonly pointer: string;
  readonly severity: HarFault['severity'];
}

const shown = (value: unknown): string => {
  if (typeof value === 'string') return quote(value);
  return Array.isArray(value) ? 'a list' : typeof value === 'object' && value !== null ? 'an object' : String(value);
};

interface Member {
  readonly name: string;
  readonly kind: Kind;
  readonly isNeeded: boolean;
  readonly isOptional: boolean;
}

/** An archive has tens of thousands of objects of one shape. */
const known = new WeakMap<Shape, readonly Member[]>();

/** The members of a shape, with what their names say. */
function membersOf(shape: Shape): readonly Member[] {
  const before = known.get(shape);
  if (before) return before;
  const members = Object.entries(shape.members).map(([text, kind]): Member => {
    const [, needed, name = '', optional] = /^(!?)(.*?)(\??)$/.exec(text) ?? [];
    return { name, kind, isNeeded: needed === '!', isOptional: optional === '?' };
  });
  known.set(shape, members);
  return members;
}

function checkMember(owner: JsonObject, member: Member, pointer: string, report: Report): void {
  const { name, kind } = member;
  const value = own(owner, name);
  // Almost all are right, and need no pointer to say where they stand.
  if (value === undefined ? member.isOptional : typeof kind === 'string' && scalars[kind][0](value)) return;
  const severity = member.isNeeded ? 'unreadable' : 'invalid';
  const at: Place = { pointer: pointerTo(pointer, name), severity };
  if (value === undefined) report({ ...at, message: 'is missing' });
  else checkValue(value, kind, at, report);
}

/** Looks at one value; nothing below a value that is wrong is looked at. */
export function checkValue(value: unknown, kind: Kind, place: Place, report: Report): void {
  if (typeof kind === 'string') {
    const [isRight, must] = scalars[kind];
    if (!isRight(value)) report({ ...place, message: `${must}, not ${shown(value)}` });
  } else if ('list' in kind) {
    if (!Array.isArray(value)) {
      report({ ...place, message: `must be a list, not ${shown(value)}` });
      return;
    }
    for (const [index, item] of value.entries())
      checkValue(item, kind.list, { ...place, pointer: pointerTo(place.pointer, index) }, report);
  } else if (isObject(value)) {
    for (const member of membersOf(kind)) checkMember(value, member, place.pointer, report);
  } else {
    report({ ...place, message: `must be an object, not ${shown(value)}` });
  }
}
