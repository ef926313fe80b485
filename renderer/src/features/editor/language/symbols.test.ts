import { expect, test } from 'vitest';
import { symbolsAt } from './symbols.ts';
import { manifestOf, openService } from './testing.ts';

const text = `const users = {
  name: 'User',
  async read({ account }) {
    return account;
  },
};
export function get(account) {
  const local = 1;
  return local;
}
`;

test('what is around a place is named from the outside', async () => {
  const { worker } = openService({ manifest: manifestOf({}), files: [{ path: 'functions/utility.js', text }] });
  const outline = await worker.getNavigationTree('file:///acme/functions/utility.js');
  const at = (part: string) => symbolsAt(outline, text.indexOf(part));
  expect([at('return account'), at("'User'"), at('local = 1'), at('export')]).toEqual([
    ['users', 'read'],
    ['users', 'name'],
    ['get'],
    ['get'],
  ]);
  expect(symbolsAt(outline, text.length)).toEqual([]);
});
