import { expect, it } from 'vitest';
import { versionLimits } from '../../shared/limits.ts';
import { sampleConnector } from '../package/testing/sample.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import { releaseOf, shownRelease } from './release.ts';
import { stateOf } from './state.ts';

it('the window is given the first changes, what asks for most before the others, and their number', () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`team${n}`, { type: 'string' as const }]));
  const next = unwrap(
    stateOf(sampleConnector({ connectionConfig: { ...many, last: { type: 'string', required: true } } })),
  );
  const release = releaseOf({ version: '1.0.0', files: sampleConnector() }, next);
  const shown = release && shownRelease(release);
  expect(shown).toMatchObject({ from: '1.0.0', level: 'major', floor: '2.0.0', count: 301, tooLow: true });
  expect(shown?.changes).toHaveLength(versionLimits.shownChanges);
  expect(shown?.changes[0]?.path).toBe('connectionConfig.last');
});

it('a published version that cannot be read says nothing', () => {
  const next = unwrap(stateOf(sampleConnector()));
  expect(releaseOf({ version: '1.0.0', files: [] }, next)).toBeUndefined();
});
