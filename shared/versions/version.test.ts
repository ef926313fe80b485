import { describe, expect, it } from 'vitest';
import { versionLimits } from '../limits.ts';
import { admitManifest } from './admit.ts';
import { type Change, change, type Level } from './change.ts';
import { crm } from './testing.ts';
import { baseVersion, checkVersion, nextVersion, versionFloor } from './version.ts';

const of = (...all: readonly Level[]): readonly Change[] =>
  all.map((level, at) => change('text.changed', `x${at}`, level, `Reason ${at} is ${level}.`));

describe('FL-41: the version that follows by itself', () => {
  it.each<[string, readonly Level[], string]>([
    ['1.2.3', ['major'], '2.0.0'],
    ['1.2.3', ['minor'], '1.3.0'],
    ['1.2.3', ['patch'], '1.2.4'],
    ['1.2.3', ['none'], '1.2.3'],
    ['1.2.3', [], '1.2.3'],
    ['1.2.3', ['patch', 'major', 'minor'], '2.0.0'],
    ['1.2.3', ['patch', 'minor', 'none'], '1.3.0'],
    ['0.4.0', ['major'], '1.0.0'],
    ['0.4.0', ['minor'], '0.5.0'],
    ['2.0.0-beta.1', ['major'], '2.0.0'],
    ['1.4.2-beta.1', ['patch'], '1.4.2'],
  ])('%s after %j is %s: the highest floor wins', (from, levels, next) => {
    expect([nextVersion(from, of(...levels)), versionFloor(of(...levels), from)]).toEqual([next, next]);
  });
});

describe('FL-40: a version below the floor is refused', () => {
  const told = (from: string, to: string, ...all: readonly Level[]) => {
    const checked = checkVersion(from, to, of(...all));
    return checked.ok ? 'ok' : checked.error.code;
  };

  it.each<[string, string, readonly Level[], string]>([
    ['1.2.3', '1.2.3', [], 'ok'],
    ['1.2.3', '1.2.3', ['none'], 'ok'],
    ['1.2.3', '1.9.0', [], 'ok'],
    ['1.2.3', '1.2.2', [], 'version_too_low'],
    ['1.2.3', '1.2.3', ['patch'], 'version_too_low'],
    ['1.2.3', '1.2.4', ['patch'], 'ok'],
    ['1.2.3', '1.2.4', ['minor'], 'version_too_low'],
    ['1.2.3', '1.3.0', ['minor'], 'ok'],
    ['1.2.3', '1.9.9', ['major'], 'version_too_low'],
    ['1.2.3', '2.0.0', ['major'], 'ok'],
    ['1.2.3', '2.0.0-beta.1', ['major'], 'ok'],
    ['1.2.3', '1.3.0-beta.1', ['major'], 'version_too_low'],
    ['2.0.0-beta.1', '2.0.0-beta.2', ['major'], 'ok'],
    ['2.0.0-beta.2', '2.0.0-beta.1', ['major'], 'version_too_low'],
    ['0.1.0', '0.2.0', ['major'], 'version_too_low'],
    ['1.0.0', '1.0.0-01', [], 'bad_version'],
  ])('%s → %s after %j: %s', (from, to, levels, outcome) => expect(told(from, to, ...levels)).toBe(outcome));

  it('names the floor and what set it, the first reasons only', () => {
    const many = of('patch', ...Array.from({ length: versionLimits.reasons + 2 }, () => 'major' as const));
    const checked = checkVersion('1.2.3', '1.3.0', many);
    expect(checked).toMatchObject({
      ok: false,
      error: { kind: 'input', details: { from: '1.2.3', floor: '2.0.0', level: 'major' } },
    });
    const message = checked.ok ? '' : checked.error.message;
    expect(message).toMatch(/^Version 1\.3\.0 is too low after 1\.2\.3: .*raise it to 2\.0\.0 at least\. Reason 1 is/);
    expect(message).toMatch(/Reason 5 is major\. And 2 more of that kind\.$/);
    expect(message).not.toContain('Reason 0');
  });

  it('a server can ask it of two manifests', () => {
    const { create: _gone, ...commands } = crm.commands;
    expect(admitManifest(undefined, crm)).toEqual({ ok: true, value: [] });
    expect(admitManifest(crm, crm)).toEqual({ ok: true, value: [] });
    expect(admitManifest(crm, { ...crm, version: '1.3.0', commands })).toMatchObject({
      ok: false,
      error: { code: 'version_too_low', details: { floor: '2.0.0', reasons: ['The command create is gone.'] } },
    });
    expect(admitManifest(crm, { ...crm, version: '2.0.0', commands })).toMatchObject({ ok: true });
  });
});

describe('what a version is measured against', () => {
  it.each<[readonly string[], string, string | undefined]>([
    [[], '1.0.0', undefined],
    [['2.0.0', '1.0.0', '1.10.0', '1.9.0'], '3.0.0', '2.0.0'],
    [['2.0.0', '1.0.0', '1.10.0', '1.9.0'], '1.11.0', '1.10.0'],
    [['2.0.0', '1.0.0'], '1.0.0', '1.0.0'],
    [['2.0.0'], '1.0.0', undefined],
    [['1.0.0', 'junk'], 'junk', undefined],
  ])('of %j for %s: %s', (published, version, base) => expect(baseVersion(published, version)).toBe(base));
});
