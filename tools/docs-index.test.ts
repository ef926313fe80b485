import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const docs = path.join(import.meta.dirname, '../docs');
const pages = globSync(['*.md', 'guide/*.md'], { cwd: docs })
  .map((page) => page.replaceAll('\\', '/'))
  .sort();
const linksOf = (page: string): readonly string[] =>
  [...readFileSync(path.join(docs, page), 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(
    ([, link]) => link ?? '',
  );

it('docs/README.md names every page, docs/guide/README.md those of the guide', () => {
  const named = ['README.md', ...linksOf('README.md'), ...linksOf('guide/README.md').map((page) => `guide/${page}`)];
  expect(pages.filter((page) => !named.includes(page))).toEqual([]);
});

it("the guide's index names each of its pages once, and none is longer than 80 lines", () => {
  const guide = pages.flatMap((page) => (page.startsWith('guide/') ? [page.slice('guide/'.length)] : []));
  expect([...linksOf('guide/README.md')].sort()).toEqual(guide.filter((page) => page !== 'README.md'));
  const lines = (page: string) => readFileSync(path.join(docs, 'guide', page), 'utf8').split('\n').length - 1;
  expect(guide.filter((page) => lines(page) > 80)).toEqual([]);
});

it.each(pages)('the links of docs/%s lead somewhere', (page) => {
  const links = linksOf(page).filter((link) => !/^[a-z]+:/.test(link));
  expect(links.filter((link) => !existsSync(path.join(docs, path.dirname(page), link)))).toEqual([]);
});
