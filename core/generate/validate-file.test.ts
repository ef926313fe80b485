import { expect, it } from 'vitest';
import { answers, openApi, report, text } from '../import/testing.ts';
import { file, files } from './testing/pets.ts';

it('asks for the caller where one person may be called "me"', async () => {
  const user = {
    parameters: [{ name: 'user_id', in: 'path', required: true, schema: text, description: 'An id, or "me".' }],
    responses: answers({ type: 'object', properties: { id: text, name: text } }),
  };
  const made = files(await report(openApi({ '/users/{user_id}': { get: user } })));
  expect(file(made, 'functions/validate.js')).toContain("'/users/me'");
});
