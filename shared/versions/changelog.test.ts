import { describe, expect, it } from 'vitest';
import { versionLimits } from '../limits.ts';
import { change } from './change.ts';
import { changelogEntry, noteOf, withEntry } from './changelog.ts';

const changes = [
  change('text.changed', 'description', 'patch', 'The description is another.'),
  change('command.removed', 'commands.a', 'major', 'The command a is gone.'),
  change('entity.added', 'entities.b', 'minor', 'The table b is new.'),
  change('version.changed', 'version', 'none', 'It is version 2.0.0, not 1.0.0.'),
  change('file.changed', 'CHANGELOG.md', 'patch', 'CHANGELOG.md is another.'),
];

describe('an entry of CHANGELOG.md', () => {
  it('has the note first, then what breaks, what is new, and the rest', () => {
    expect(changelogEntry('2.0.0', changes, 'Contacts come faster.')).toBe(
      [
        '## 2.0.0',
        'Contacts come faster.',
        '### Breaking\n\n- The command a is gone.',
        '### New\n\n- The table b is new.',
        '### Also\n\n- The description is another.\n',
      ].join('\n\n'),
    );
    expect(changelogEntry('1.0.0', [])).toBe('## 1.0.0\n');
  });

  it('A35, A36: names of the source are neither link, image nor HTML', () => {
    const odd = change('entity.added', 'x', 'minor', 'The table [a](javascript:x) <img src=x> `c` is new.');
    expect(changelogEntry('1.0.0', [odd])).toContain(
      '- The table \\[a\\]\\(javascript:x\\) \\<img src=x\\> \\`c\\` is new.',
    );
  });

  it('lists and quotes no more than there is room for', () => {
    const many = Array.from({ length: versionLimits.entryChanges + 3 }, () => changes[2]).flatMap((one) => one ?? []);
    const entry = changelogEntry('1.1.0', many, 'x'.repeat(2 * versionLimits.noteChars));
    expect(entry.match(/^- The table/gm)).toHaveLength(versionLimits.entryChanges);
    expect(entry).toContain('- And 3 more.');
    expect(entry.match(/x+/)?.[0]).toHaveLength(versionLimits.noteChars);
  });
});

describe('CHANGELOG.md', () => {
  const first = withEntry(undefined, '1.0.0', changelogEntry('1.0.0', [], 'First.'));
  const second = withEntry(first, '1.1.0', changelogEntry('1.1.0', [], 'Second.'));

  it('has the newest entry first', () => {
    expect(second).toBe('# Changelog\n\n## 1.1.0\n\nSecond.\n\n## 1.0.0\n\nFirst.\n');
  });

  it('takes an entry in place of the one of its version, whatever the note looks like', () => {
    const again = withEntry(second, '1.1.0', changelogEntry('1.1.0', [], '## 1.0.0\nNew words.'));
    expect(again).toBe('# Changelog\n\n## 1.1.0\n\n\\## 1.0.0\nNew words.\n\n## 1.0.0\n\nFirst.\n');
    expect(withEntry(again, '1.0.0', '## 1.0.0\n')).toMatch(/New words\.\n\n## 1\.0\.0\n$/);
  });

  it('gives the note of a version back, to write its entry anew', () => {
    const text = withEntry(second, '2.0.0', changelogEntry('2.0.0', changes, '# One\n\nTwo.'));
    expect([noteOf(text, '2.0.0'), noteOf(text, '1.1.0'), noteOf(text, '3.0.0'), noteOf(undefined, '1.0.0')]).toEqual([
      '\\# One\n\nTwo.',
      'Second.',
      '',
      '',
    ]);
    expect(withEntry(text, '2.0.0', changelogEntry('2.0.0', changes, noteOf(text, '2.0.0')))).toBe(text);
  });

  it('leaves what a person wrote above and below', () => {
    const own = '# Changes\n\nWords.\n\n## 1.0.0 (May)\n\n- By hand\n';
    expect(withEntry(own, '2.0.0', '## 2.0.0\n')).toBe(
      '# Changes\n\nWords.\n\n## 2.0.0\n\n## 1.0.0 (May)\n\n- By hand\n',
    );
    expect(withEntry('Only words.', '2.0.0', '## 2.0.0\n')).toBe('Only words.\n\n## 2.0.0\n');
    expect(withEntry(own, '1.0.0', '## 1.0.0\n')).toBe('# Changes\n\nWords.\n\n## 1.0.0\n');
  });
});
