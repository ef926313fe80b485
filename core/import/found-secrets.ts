import { MASK } from '../network/masker.ts';

/** A kind of credential that is known by its look alone. */
interface Kind {
  readonly name: string;
  readonly source: string;
}

/** Keys with a fixed beginning, tokens with a fixed form: few false alarms, whatever the field is called (A22). */
const KINDS: readonly Kind[] = [
  {
    name: 'a private key',
    // Up to its end where it has one; else what can be a part of it, so that no other text is taken along.
    source:
      '-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----' +
      '(?:(?:[A-Za-z0-9+/=\\s\\\\:,.]|-(?!----)){0,12000}-----END [A-Z ]{0,20}PRIVATE KEY-----|[A-Za-z0-9+/=\\s\\\\]{0,12000})',
  },
  { name: 'an AWS access key', source: '\\b(?:AKIA|ASIA)[A-Z2-7]{16}\\b' },
  { name: 'a GitHub token', source: '\\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{50,255})\\b' },
  { name: 'a GitLab token', source: '\\bglpat-[A-Za-z0-9_-]{20,64}' },
  { name: 'a payment provider key', source: '\\b[srp]k_live_[A-Za-z0-9]{16,128}\\b' },
  { name: 'a Slack token', source: '\\bxox[abeoprs]-[A-Za-z0-9-]{10,250}' },
  { name: 'a Google API key', source: '\\bAIza[A-Za-z0-9_-]{35}' },
  { name: 'a mail service key', source: '\\bSG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{32,64}' },
  { name: 'an npm token', source: '\\bnpm_[A-Za-z0-9]{36}\\b' },
  {
    name: 'a JSON web token',
    source: '\\beyJ[A-Za-z0-9_-]{8,4000}\\.eyJ[A-Za-z0-9_-]{8,8000}\\.[A-Za-z0-9_-]{10,2000}',
  },
];

const ANY = new RegExp(KINDS.map((kind) => `(${kind.source})`).join('|'), 'g');

/** A cheap look: every credential above has one of these in it. */
const HINT = /AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|k_live_|xox[abeoprs]-|AIza|SG\.|npm_|eyJ|-----BEGIN/;

/** The shortest of them. */
const MIN_CHARS = 14;

/** True for a text that may hold a credential: worth a closer look. */
export const maySecret = (text: string): boolean => text.length >= MIN_CHARS && HINT.test(text);

/** A text with its credentials masked, and what they are; the text itself where there are none. */
export function maskSecrets(
  text: string,
  mask: string = MASK,
): { readonly text: string; readonly kinds: readonly string[] } {
  if (!maySecret(text)) return { text, kinds: [] };
  const kinds = new Set<string>();
  const masked = text.replace(ANY, (...groups) => {
    const index = KINDS.findIndex((_, at) => groups[at + 1] !== undefined);
    const name = KINDS[index]?.name;
    if (name !== undefined) kinds.add(name);
    return mask;
  });
  return { text: masked, kinds: [...kinds] };
}
