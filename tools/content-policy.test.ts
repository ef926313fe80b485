import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { contentSecurityPolicy, monacoPolicies } from '../shared/security.ts';

test('A74: the content policy is this one', () => {
  expect(contentSecurityPolicy).toBe(
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; " +
      "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
      "object-src 'none'; require-trusted-types-for 'script'; trusted-types default dompurify defaultWorkerFactory " +
      'diffEditorWidget diffReview domLineBreaksComputer editorGhostText editorViewLayer richScreenReaderContent ' +
      "standaloneColorizer stickyScrollViewLayer tokenizeToString 'allow-duplicates'",
  );
});

test('A74: the policies that it names for Monaco are those that the bundled Monaco makes', () => {
  const folder = path.join(import.meta.dirname, '../node_modules/monaco-editor/esm/vs');
  const made = globSync('{base,editor,platform}/**/*.js', { cwd: folder }).flatMap((file) =>
    [...readFileSync(path.join(folder, file), 'utf8').matchAll(/createTrustedTypesPolicy\('(\w+)'/g)].map(
      ([, name]) => name,
    ),
  );
  expect([...new Set(made)].sort()).toEqual([...monacoPolicies]);
});
