import { expect, it } from 'vitest';
import { workspaceLimits } from '../../shared/limits.ts';
import { bundleOf } from './bundle.ts';
import { Warnings } from './warnings.ts';

it('a bundle over the limit of a file is not made, and that is said with the number', () => {
  const warnings = new Warnings();
  expect(bundleOf('api.yaml', { a: 'x'.repeat(workspaceLimits.fileBytes) }, warnings)).toBeUndefined();
  expect(warnings.list()).toMatchObject([
    { code: 'bundle_too_large', message: expect.stringMatching(/api\.yaml.*64\.0 MiB.*only api\.yaml is kept/) },
  ]);
});

it('one that only its layout makes too large is written without it', () => {
  const warnings = new Warnings();
  const rows = Array.from({ length: 100 }, () => ({ a: 'x'.repeat(workspaceLimits.fileBytes / 100 - 10) }));
  const bundle = bundleOf('api.yml', rows, warnings);
  expect(bundle?.fileName).toBe('api.json');
  expect(bundle?.text).not.toContain('\n');
  expect(warnings.list()).toEqual([]);
});
