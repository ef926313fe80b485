import { expect, it } from 'vitest';
import { everything } from '../core/generate/testing/everything.ts';
import { paths } from '../core/generate/testing/paths.ts';
import { filesOf } from '../core/generate/testing/reports.ts';
import { openApi, report } from '../core/import/testing.ts';
import { problemsOf } from '../renderer/src/features/editor/language/testing.ts';
import { createDocument } from '../resources/demo/document.ts';
import { createOperations } from '../resources/demo/operations/index.ts';
import type { ConnectorFile } from '../shared/connector/files.ts';
import { manifestSchema } from '../shared/connector/manifest.ts';

const opened = (files: readonly ConnectorFile[]) => ({
  manifest: manifestSchema.parse(JSON.parse(files.find((file) => file.path === 'connector.json')?.text ?? '')),
  files,
});

it.each([
  ['everything that the generator writes', async () => filesOf(everything('a b'))],
  [
    'every way of paging',
    async () => filesOf(await report(openApi(paths, { servers: [{ url: 'https://api.example.com' }] }))),
  ],
  ['a source without credentials', async () => filesOf({ ...everything('a b'), auth: [] })],
  [
    'the demo API',
    async () => filesOf(await report(JSON.stringify(createDocument(createOperations(), 'http://127.0.0.1:1')))),
  ],
])('the editor finds nothing wrong in generated code: %s', async (_, files) => {
  expect(await problemsOf(opened(await files()))).toEqual([]);
});
