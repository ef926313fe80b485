import { call } from '@orpc/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Studio } from '../studio/index.ts';
import { files, openTestStudio } from '../studio/testing.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import { connectorProcedures } from './connectors.ts';

let test: ReturnType<typeof openTestStudio>;
let connectors: ReturnType<typeof connectorProcedures>;
beforeEach(() => {
  test = openTestStudio();
  // These procedures use nothing of a studio but its data.
  connectors = connectorProcedures(test.studio as Studio);
});
afterEach(() => test.close());

const save = (path: string, text: string, baseRevision = 1) =>
  call(connectors.saveFiles, { id: 'crm', baseRevision, files: [{ path, text }] });
const fails = (code: string, message: RegExp) => ({
  data: { kind: 'input', code },
  message: expect.stringMatching(message),
});

it('a script in TypeScript is saved; one that can never run is not, with its place', async () => {
  if (!test.studio.workspace.connectors.get('crm').ok) unwrap(test.studio.workspace.connectors.create(files, 'new'));
  const typed = 'export const helper = (n: number): number => n;\n';
  expect(await save('functions/helper.ts', typed)).toEqual({ revision: 2 });
  await expect(save('functions/helper.ts', `${typed}\n  enum Unit { kg }\n`, 2)).rejects.toMatchObject(
    fails('unsupported_typescript', /^functions\/helper\.ts:3:3: an enum is not supported/),
  );
  // Unfinished work may be saved, in either language.
  expect(await save('functions/helper.ts', 'export const helper = (n: ', 2)).toEqual({ revision: 3 });
});

it('a script has one form: TypeScript or JavaScript', async () => {
  if (!test.studio.workspace.connectors.get('crm').ok) unwrap(test.studio.workspace.connectors.create(files, 'new'));
  await expect(save('functions/data.ts', 'export const data = (): object => ({});\n')).rejects.toMatchObject(
    fails('ambiguous_file', /^functions\/data\.js and functions\/data\.ts cannot both be files/),
  );
});

it('a connector is copied under another id, with what its next merge needs', async () => {
  const { workspace } = test.studio;
  const described = [...files, { path: 'spec/api.json', text: '{}' }];
  unwrap(
    workspace.connectors.replace('crm', described, 'Generated', { generated: { files: described, reviewed: [] } }),
  );
  expect(await call(connectors.duplicate, { id: 'crm', as: 'crm-two' })).toEqual({ id: 'crm-two', revision: 1 });
  expect(unwrap(workspace.connectors.get('crm-two')).manifest).toMatchObject({ id: 'crm-two', name: 'Crm' });
  expect(unwrap(workspace.connectors.generated('crm-two', 1))?.files).toEqual(expect.arrayContaining(described));
  await expect(call(connectors.duplicate, { id: 'crm', as: 'crm-two' })).rejects.toMatchObject({
    data: { code: 'id_taken' },
  });
});
