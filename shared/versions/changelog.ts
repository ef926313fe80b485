import { versionLimits } from '../limits.ts';
import type { Change, Level } from './change.ts';

/** Where a connector tells of its versions. */
export const changelogPath = 'CHANGELOG.md';

const HEAD = '# Changelog\n';

const sections: readonly (readonly [Level, string])[] = [
  ['major', 'Breaking'],
  ['minor', 'New'],
  ['patch', 'Also'],
];

/** Names of the source in Markdown: nothing of them is a link, an image, HTML or code (A35, A36). */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]()<>#+!|~&]/g, (sign) => `\\${sign}`);

/** A note as it was written, but no line of it begins a heading: those tell the versions apart. */
const noteText = (note: string): string =>
  note
    .slice(0, versionLimits.noteChars)
    .replace(/\r\n?/g, '\n')
    .replace(/^( {0,3})#/gm, '$1\\#')
    .trim();

function section(title: string, changes: readonly Change[]): readonly string[] {
  if (changes.length === 0) return [];
  const more = changes.length - versionLimits.entryChanges;
  const lines = changes.slice(0, versionLimits.entryChanges).map(({ sentence }) => `- ${plain(sentence)}`);
  return [`### ${title}\n\n${[...lines, ...(more > 0 ? [`- And ${more} more.`] : [])].join('\n')}`];
}

/** The entry of a version for CHANGELOG.md: the note, then the changes by what they mean to whoever uses the connector. */
export function changelogEntry(version: string, changes: readonly Change[], note = ''): string {
  const told = noteText(note);
  const parts = [
    `## ${version}`,
    ...(told === '' ? [] : [told]),
    ...sections.flatMap(([level, title]) =>
      section(
        title,
        changes.filter((one) => one.level === level && one.path !== changelogPath),
      ),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

const isHeading = (line: string): boolean => /^ {0,3}##(?!#)/.test(line);
const isHeadingOf = (line: string, version: string): boolean =>
  isHeading(line) &&
  line
    .replace(/^ {0,3}##/, '')
    .trim()
    .split(/\s/)[0] === version;

/** The lines of the entry of a version: from its heading to the next one. */
function entryOf(
  lines: readonly string[],
  version: string,
): { readonly start: number; readonly end: number } | undefined {
  const start = lines.findIndex((line) => isHeadingOf(line, version));
  if (start === -1) return undefined;
  const next = lines.findIndex((line, at) => at > start && isHeading(line));
  return { start, end: next === -1 ? lines.length : next };
}

/** The note that stands in the entry of a version, above its lists; '' where there is none. */
export function noteOf(text: string | undefined, version: string): string {
  const lines = (text ?? '').split(/\r\n?|\n/);
  const entry = entryOf(lines, version);
  if (entry === undefined) return '';
  const inner = lines.slice(entry.start + 1, entry.end);
  const list = inner.findIndex((line) => line.startsWith('### '));
  return inner
    .slice(0, list === -1 ? inner.length : list)
    .join('\n')
    .trim();
}

/**
 * CHANGELOG.md with an entry on top of the others; in place of the one of the same version where there is one. What stands
 * above the first entry stays.
 */
export function withEntry(text: string | undefined, version: string, entry: string): string {
  const lines = (text === undefined || text.trim() === '' ? HEAD : text.replace(/\r\n?/g, '\n')).split('\n');
  const first = lines.findIndex(isHeading);
  const top = first === -1 ? lines.length : first;
  const { start, end } = entryOf(lines, version) ?? { start: top, end: top };
  const above = lines.slice(0, start).join('\n').trimEnd();
  const below = lines.slice(end).join('\n').trimEnd();
  return `${[above, entry.trimEnd(), below].filter((part) => part !== '').join('\n\n')}\n`;
}
