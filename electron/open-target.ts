import path from 'node:path';
import { parseArgs } from 'node:util';
import { openLimits } from '../shared/limits.ts';
import { linkScheme, type OpenRefusal, type OpenRequest } from '../shared/open.ts';

/** What is to be opened, before a file is read. */
export type OpenTarget =
  | Exclude<OpenRequest, { readonly kind: 'file' }>
  | { readonly kind: 'file'; readonly path: string };

/** Files that the studio is registered for; see `fileAssociations` in electron-builder.yml. */
const fileNames = /\.(?:connector|json|ya?ml|har)$/i;

/** Control characters, line ends, and what hides or reorders text. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const actions = ['import', 'install'] as const;

export const refusedTarget = (text: string, reason: OpenRefusal): Extract<OpenTarget, { kind: 'refused' }> => ({
  kind: 'refused',
  text: text.slice(0, openLimits.shownChars),
  reason,
});

/** Reads `connectorstudio://import?url=…` or `…install?url=…`; whatever else it says is refused (A101). */
export function targetOfLink(link: string): OpenTarget {
  const refuse = (reason: OpenRefusal): OpenTarget => refusedTarget(link, reason);
  if (link.length > openLimits.linkChars) return refuse('too-long');
  if (hidden.test(link)) return refuse('hidden-characters');
  const url = URL.parse(link);
  const action = actions.find((name) => name === url?.host);
  const bare = url?.username === '' && url.password === '' && url.hash === '' && /^\/?$/.test(url.pathname);
  if (!url || url.protocol !== `${linkScheme}:` || !action || !bare) return refuse('unknown-action');
  const [argument, ...further] = [...url.searchParams];
  if (argument?.[0] !== 'url' || further.length > 0) return refuse('unknown-argument');
  const [, text] = argument;
  if (hidden.test(text)) return refuse('hidden-characters');
  // As it is written: a parser would make an address of `https:evil.test` too.
  const address = /^https?:\/\/[^/]/i.test(text) ? URL.parse(text) : null;
  if (address?.username !== '' || address.password !== '') return refuse('bad-address');
  return { kind: action, address: address.href, host: address.host };
}

/** The file at `file` as a target. */
export const targetOfFile = (file: string): OpenTarget =>
  hidden.test(file) ? refusedTarget(file, 'hidden-characters') : { kind: 'file', path: file };

/**
 * What a command line asks to open: links, and files of the kinds that the studio is registered for. Every switch is passed
 * over, whatever it says, and so is all else (A101).
 *
 * @param argv without the program
 * @param directory folder that relative paths start from
 */
export function targetsOf(argv: readonly string[], directory: string): readonly OpenTarget[] {
  const { positionals } = parseArgs({
    args: [...argv],
    options: { workspace: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  return positionals.slice(0, openLimits.waiting).flatMap((text) => {
    if (text.toLowerCase().startsWith(`${linkScheme}:`)) return [targetOfLink(text)];
    return fileNames.test(text) ? [targetOfFile(path.resolve(directory, text))] : [];
  });
}
