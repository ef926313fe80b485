import { call } from '@orpc/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Studio } from '../studio/index.ts';
import { openTestStudio } from '../studio/testing.ts';
import { settingsProcedures } from './settings.ts';

let test: ReturnType<typeof openTestStudio>;
let settings: ReturnType<typeof settingsProcedures>;
beforeEach(() => {
  test = openTestStudio();
  // The procedures of settings use nothing of a studio but its data.
  settings = settingsProcedures(test.studio as Studio);
});
afterEach(() => test.close());

it('A98: a password goes in and never out', async () => {
  const proxy = { url: 'http://proxy.corp:3128', password: 'pass-123456' };
  const answers = [await call(settings.set, { network: { proxy } }), await call(settings.get, undefined)];
  expect(answers[1]).toMatchObject({
    network: { proxy: { url: proxy.url, password: 'session' } },
    ignoredVariables: [],
  });
  expect(JSON.stringify(answers)).not.toContain(proxy.password);
});

it('refuses what is not a setting, in words for people where it can', async () => {
  const network = { insecureHosts: ['*:443'] };
  await expect(call(settings.set, { network })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  const bad = { network: { authorities: [{ name: 'x', pem: 'x' }] } };
  await expect(call(settings.set, bad)).rejects.toMatchObject({ data: { code: 'bad_certificate' } });
});
