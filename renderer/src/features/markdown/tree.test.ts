import { expect, test } from 'vitest';
import { markdownLimits } from '../../../../shared/limits.ts';
import { outsidePage } from './link.ts';
import { type MarkdownNode, markdownTree } from './tree.ts';

const all = (nodes: readonly MarkdownNode[]): readonly MarkdownNode[] =>
  nodes.flatMap((one) => [one, ...('children' in one ? all(one.children) : [])]);
const nodesOf = (text: string): readonly MarkdownNode[] => all(markdownTree(text) ?? []);
/** What is read of a text, without what it looks like. */
const readOf = (text: string): string =>
  nodesOf(text)
    .map((one) => ('text' in one ? one.text : ''))
    .join('');

const kindsOf = (text: string): readonly string[] =>
  nodesOf(text).map((one) => (one.kind === 'tag' ? one.tag : one.kind));

test('headings, lists, tables, code and emphasis are what they are', () => {
  expect(markdownTree('## Two\n\nSome **bold**, ~~old~~ `code`.')).toEqual([
    { kind: 'heading', level: 2, children: [{ kind: 'text', text: 'Two' }] },
    {
      kind: 'tag',
      tag: 'p',
      children: [
        { kind: 'text', text: 'Some ' },
        { kind: 'tag', tag: 'strong', children: [{ kind: 'text', text: 'bold' }] },
        { kind: 'text', text: ', ' },
        { kind: 'tag', tag: 's', children: [{ kind: 'text', text: 'old' }] },
        { kind: 'text', text: ' ' },
        { kind: 'code', text: 'code' },
        { kind: 'text', text: '.' },
      ],
    },
  ]);
  expect(kindsOf('3. a\n4. b')).toEqual(['ol', 'li', 'text', 'li', 'text']);
  expect(markdownTree('3. a')).toMatchObject([{ tag: 'ol', start: 3 }]);
  expect(kindsOf('a | b\n--|--\n1 | 2')).toEqual(expect.arrayContaining(['table', 'thead', 'tr', 'th', 'tbody', 'td']));
  expect(markdownTree('```js\nlet a;\n```')).toEqual([{ kind: 'code-block', text: 'let a;' }]);
});

test('A117: markup of pages is text, in a line, as a block, in a comment and in the middle of a word', () => {
  const markup = ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<!-- hidden -->', '<svg/onload=a()>'];
  for (const one of markup) {
    expect(readOf(one)).toBe(one);
    expect(readOf(`word${one} word`)).toBe(`word${one} word`);
  }
  expect(readOf('<div>\n\n**a**\n\n</div>')).toContain('<div>');
  expect(readOf('<style>*{display:none}</style>')).toContain('<style>');
});

test('A117: a link leads to a page outside or nowhere, and names the host that is really asked', () => {
  const link = (text: string) => nodesOf(text).find((one) => one.kind === 'link');
  expect(link('[a](https://api.example.com/x?y=1)')).toMatchObject({
    page: { host: 'api.example.com', href: 'https://api.example.com/x?y=1' },
  });
  expect(link('[https://bank.example](http://evil.example)')).toMatchObject({ page: { host: 'evil.example' } });
  expect(link('see https://bare.example now')).toMatchObject({ page: { host: 'bare.example' } });
  expect(link('<https://аpple.example>')).toMatchObject({ page: { host: 'xn--pple-43d.example' } });
  for (const address of ['docs/a.md', '#part', '/etc/passwd', '//evil.example/x', 'mailto:a@b.example', 'studio:run'])
    expect(link(`[a](${address})`)).toMatchObject({ page: undefined, address });
  for (const address of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc'])
    expect(nodesOf(`[a](${address}) <${address}> [b]\n\n[b]: ${address}`)).not.toContainEqual(
      expect.objectContaining({ page: expect.anything() }),
    );
});

test('A99, A117: an address that pretends to be another host is no page', () => {
  expect(outsidePage('https://bank.example@evil.example/')).toBeUndefined();
  expect(outsidePage('https://bank.example\\@evil.example/')?.host).toBe('bank.example');
  expect(outsidePage('ftp://a.example')).toBeUndefined();
  const long = (chars: number) => `https://a.example/${'a'.repeat(chars - 'https://a.example/'.length)}`;
  expect(outsidePage(long(markdownLimits.addressChars))).toBeDefined();
  expect(outsidePage(long(markdownLimits.addressChars + 1))).toBeUndefined();
});

test('A117: a picture is its description and its address', () => {
  expect(nodesOf('![A *fine* `view`](https://track.example/p.png "t")')).toContainEqual({
    kind: 'image',
    alt: 'A fine view',
    address: 'https://track.example/p.png',
  });
});

test('A117: direction marks and invisible characters are seen wherever they hide', () => {
  const mark = '\u202e';
  const shown = String.raw`\u202e`;
  for (const text of [
    mark,
    '&#x202e;',
    `\`${mark}\``,
    `    a${mark}`,
    `\`\`\`\n${mark}\n\`\`\``,
    `| ${mark} |\n|--|`,
  ]) {
    expect(readOf(text)).toContain(shown);
    expect(readOf(text)).not.toContain(mark);
  }
  const [hidden] = nodesOf(`![a${mark}](x${mark})`).filter(({ kind }) => kind === 'image');
  expect(JSON.stringify(hidden)).not.toContain(mark);
});

test('A117: what is longer, deeper or of more parts than is formatted is told as too large, at once', () => {
  const { chars, nesting, nodes } = markdownLimits;
  expect(markdownTree('a'.repeat(chars))).toHaveLength(1);
  expect(markdownTree('a'.repeat(chars + 1))).toBeUndefined();
  expect(markdownTree('a\n\n'.repeat(nodes / 4))).toBeDefined();
  expect(markdownTree('a\n\n'.repeat(nodes / 3))).toBeUndefined();
  expect(markdownTree(`${'> '.repeat(nesting / 2)}a`)).toBeDefined();
  for (const deep of ['>', '> ', '- ', '1. ']) expect(markdownTree(`${deep.repeat(10_000)}a`)).toBeUndefined();
});

test.each(['[', '![', '[a](', '*a_ ', '<', '`a``', 'https://a.example/(', '&#x202e;', 'a\n>', '\\', '~~a'])(
  'A117: as many %s as fit lose nothing and end',
  (part) => {
    const text = part.repeat(Math.floor(markdownLimits.chars / part.length));
    const nodes = markdownTree(text);
    if (part === '[' || part === '<') expect(readOf(text)).toBe(text);
    expect(nodes === undefined || nodes.length > 0).toBe(true);
  },
);
