import { type ConnectorFile, isScriptPath } from '../../shared/connector/files.ts';
import type { FoundText } from '../../shared/connector/readiness.ts';
import { viewLimits } from '../../shared/limits.ts';

/** A look for one kind of personal data on one line. */
interface Kind {
  readonly name: string;
  /** A cheap look first: a line without it has none. */
  readonly hint: RegExp;
  readonly pattern: RegExp;
  isPersonal(match: string): boolean;
}

/** Domains that nobody's mail goes to (RFC 2606, RFC 6761), and endings of files that look like domains (`icon@2x.png`). */
const EXAMPLE_DOMAIN = /(?:^|[.@])(?:example\.(?:com|net|org|edu)|example|test|invalid|localhost|local)$/i;
const FILE_ENDING = /\.(?:png|jpe?g|gif|svg|webp|ico|m?[jt]sx?|json|css|html?)$/i;

/** Whether digits carry the check digit of ISO/IEC 7812 (Luhn). */
export function hasLuhn(digits: string): boolean {
  let sum = 0;
  for (const [at, digit] of [...digits].reverse().entries()) {
    const value = at % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += value > 9 ? value - 9 : value;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** Beginnings and lengths of the large card schemes: a long number with a right check digit alone is an id as often. */
const CARD =
  /^(?:4(?:\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12})$/;

/** Whether a text is an account number with the check digits of ISO 13616: the remainder by 97 is 1. */
export function hasIbanChecksum(iban: string): boolean {
  let rest = 0;
  for (const sign of `${iban.slice(4)}${iban.slice(0, 4)}`) {
    for (const digit of Number.parseInt(sign, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

const compact = (text: string): string => text.replace(/[ .()/-]/g, '');

const kinds: readonly Kind[] = [
  {
    name: 'an e-mail address',
    hint: /@/,
    pattern: /(?<![\w.%+-])[\w.%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])/g,
    isPersonal: (match) => !(EXAMPLE_DOMAIN.test(match) || FILE_ENDING.test(match)),
  },
  {
    name: 'an account number (IBAN)',
    hint: /[A-Z]{2}\d{2}/,
    pattern: /(?<![A-Za-z0-9+/])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9+/=])/g,
    isPersonal: (match) => hasIbanChecksum(compact(match)),
  },
  {
    name: 'a payment card number',
    hint: /\d{4}/,
    pattern: /(?<![\w.+-])\d{4}(?:[ -]?\d{2,6}){2,4}(?![\w-])/g,
    isPersonal: (match) => CARD.test(compact(match)) && hasLuhn(compact(match)),
  },
  {
    name: 'a phone number',
    hint: /\+\s?\d/,
    pattern: /(?<![\w+)\]])\+[1-9]\d{0,2}(?:[ ./-]?\(?\d{1,5}\)?){2,6}(?![\w.]\d)/g,
    // Numbers of North America with 555-01xx are for stories and examples.
    isPersonal: (match) => /^\+\d{8,15}$/.test(compact(match)) && !/^\+1\d{3}55501\d\d$/.test(compact(match)),
  },
  {
    name: "a path of somebody's own folder",
    hint: /home|Users/,
    pattern: /(?<![\w.}\]-])(?:\/home\/|\/Users\/|[A-Za-z]:\\{1,2}Users\\{1,2})[A-Za-z][\w.-]{0,63}(?=[\\/])/g,
    isPersonal: () => true,
  },
];

const isOfKind = ({ hint, pattern, isPersonal }: Kind, line: string): boolean =>
  hint.test(line) && [...line.matchAll(pattern)].some(([match]) => isPersonal(match));

/**
 * Where a file can hold what a person put there: texts, samples and code. A picture is digits all over, and paths in a
 * description are those of its API.
 */
const looksAt = (path: string, { name }: Kind): boolean => {
  if (path === 'logo.svg') return false;
  return name !== "a path of somebody's own folder" || isScriptPath(path) || path.endsWith('.md');
};

/**
 * Texts of a connector's files that look like personal data (A124): mail addresses but those of example domains, account and
 * card numbers with their check digits, phone numbers in international form, paths of somebody's own folder. In samples, texts,
 * code, and the examples of the kept description. Names the place and the kind, never the text; at most
 * `viewLimits.foundPersonal`. A look, not a proof.
 */
export function findPersonalData(files: readonly ConnectorFile[]): readonly FoundText[] {
  const found: FoundText[] = [];
  for (const { path, text } of files) {
    const looked = kinds.filter((kind) => looksAt(path, kind));
    for (const [at, line] of text.split('\n').entries()) {
      for (const kind of looked) {
        if (found.length >= viewLimits.foundPersonal) return found;
        if (isOfKind(kind, line)) found.push({ path, line: at + 1, kind: kind.name });
      }
    }
  }
  return found;
}
