import { expect, test } from 'vitest';
import { filled, snippetsFor } from './snippets.ts';
import { manifestOf, problemsOf } from './testing.ts';

const manifest = manifestOf({ connectionConfig: { baseUrl: { type: 'string' } } });
const named = (path: string) => snippetsFor(path).map((snippet) => snippet.label);

test('each file is offered what makes sense in it', () => {
  expect(named('functions/data.ts')).toEqual(['get', 'pages', 'loop', 'attempts']);
  expect(named('functions/validate.js')).toEqual(['get', 'loop', 'attempts', 'validate']);
  expect(named('commands.js')).toEqual(['command']);
  expect(named('README.md')).toEqual([]);
});

test.each(snippetsFor('functions/data.js').map((snippet) => [snippet.label, filled(snippet.body)]))(
  'the code of %s has no problem once its places are filled in',
  async (_, body) => {
    const text = `export async function data({ account, requestedType, pagination }) {\n${body}\n}\n`;
    const found = await problemsOf({ manifest, files: [{ path: 'functions/data.js', text }] });
    // What gives no page is no data function: that is all there may be to say.
    expect(
      found.filter((one) => !one.includes("'void' is not assignable") && !one.includes('must return a value')),
    ).toEqual([]);
  },
);

test('a whole validate and a whole command have none either', async () => {
  const files = [
    { path: 'functions/validate.js', text: filled(snippetsFor('functions/validate.js').at(-1)?.body ?? '') },
    { path: 'commands.js', text: filled(snippetsFor('commands.js').at(-1)?.body ?? '') },
  ];
  expect(files.every((file) => file.text.length > 100 && !/\$\{\d|\$0/.test(file.text))).toBe(true);
  expect(await problemsOf({ manifest, files })).toEqual([]);
});
