import { describe, expect, it } from 'vitest';
import { viewLimits } from '../../../shared/limits.ts';
import { createLocator } from '../index.ts';
import { locate } from './index.ts';

async function place(text: string, pointer: string, files?: Record<string, string>) {
  const result = await locate({ fileName: 'api', text, ...(files ? { files } : {}) }, pointer);
  if (!result.ok) throw new Error(result.error.message);
  const { file, line, column, endLine, exact } = result.value;
  return { at: `${line}:${column}-${endLine}`, exact, ...(file === 'api' ? {} : { file }) };
}
const exactly = (at: string) => ({ at, exact: true });
const above = (at: string) => ({ at, exact: false });

const json = `{
  "openapi": "3.0.3",
  "paths": {
    "/a/{b}": { "get": { "tags": ["x", {"deep": [[1, 2], "q\\"}]"]}] } },
    "tilde~key": 1,
    "esc\\u0061ped": { "then": [] },
    "twice": 1, "twice": {
      "is": "this one"
    }
  },
  "": {"0": true}
}`;

describe('a pointer into a JSON text', () => {
  it.each([
    ['#', exactly('1:1-12')],
    ['#/openapi', exactly('2:3-2')],
    ['#/paths', exactly('3:3-10')],
    ['#/paths/~1a~1{b}/get', exactly('4:17-4')],
    ['#/paths/~1a~1{b}/get/tags/1/deep/0/1', exactly('4:54-4')],
    ['#/paths/~1a~1{b}/get/tags/1/deep/1', exactly('4:58-4')],
    ['#/paths/tilde~0key', exactly('5:5-5')],
    ['#/paths/escaped/then', exactly('6:23-6')],
    ['#//0', exactly('11:8-11')],
    ['/paths', exactly('3:3-10')],
  ])('%s is found', async (pointer, expected) => {
    expect(await place(json, pointer)).toEqual(expected);
  });

  it('A24: of a name that stands twice, the one that counts', async () => {
    expect(await place(json, '#/paths/twice/is')).toEqual(exactly('8:7-8'));
  });

  it.each([
    ['#/paths/nowhere/get', above('3:3-10')],
    ['#/paths/~1a~1{b}/get/tags/7', above('4:26-4')],
    ['#/paths/~1a~1{b}/get/tags/x', above('4:26-4')],
    ['#/openapi/deeper', above('2:3-2')],
    ['#/__proto__', above('1:1-12')],
  ])('%s leads to what it would stand in', async (pointer, expected) => {
    expect(await place(json, pointer)).toEqual(expected);
  });

  it('A7: neither depth nor a broken end matters', async () => {
    expect(await place('['.repeat(100_000), '#/0/0/1')).toMatchObject({ exact: false });
    expect(await place('{"a": {"b": [1, 2', '#/a/b/1')).toEqual(exactly('1:17-1'));
    expect(await place('{"a" "b", }', '#/b')).toMatchObject({ exact: false });
  });
});

const yaml = `openapi: 3.1.0 # a comment
x-base: &base
  get:
    summary: Base
paths:
  /a/{b}:
    get: &get
      tags: [x, { deep: [[1, 2], "q]"] }]
      description: |
        get: not a key
        paths: neither
      responses:
        '200':
          description: >-
            folded
            text
  "/quoted key": *get
  /merged:
    <<: *base
    post: {}
  ? /complex
  : get: {}
list:
- a: 1
  b: 2
-
  - nested
`;

describe('a pointer into a YAML text', () => {
  it.each([
    ['#/openapi', exactly('1:1-1')],
    ['#/paths/~1a~1{b}', exactly('6:3-16')],
    ['#/paths/~1a~1{b}/get/tags/0', exactly('8:14-8')],
    ['#/paths/~1a~1{b}/get/tags/1/deep/0/1', exactly('8:30-8')],
    ['#/paths/~1a~1{b}/get/responses/200', exactly('13:9-16')],
    ['#/paths/~1quoted key', exactly('17:3-17')],
    ['#/paths/~1merged/post', exactly('20:5-20')],
    ['#/paths/~1complex/get', exactly('22:5-22')],
    ['#/list/0/b', exactly('25:3-25')],
    ['#/list/1/0', exactly('27:5-27')],
  ])('%s is found', async (pointer, expected) => {
    expect(await place(yaml, pointer)).toEqual(expected);
  });

  it.each([
    ['behind an alias', '#/paths/~1quoted key/tags', above('17:3-17')],
    ['behind a merge key', '#/paths/~1merged/get/summary', above('18:3-20')],
    ['of a name that is not there', '#/paths/~1a~1{b}/put', above('6:3-16')],
    ['behind a scalar', '#/openapi/x', above('1:1-1')],
  ])('what is written %s leads to what stands here', async (_, pointer, expected) => {
    expect(await place(yaml, pointer)).toEqual(expected);
  });

  it('is found where the indentation had to be mended, at its place in the text as it stands', async () => {
    const text = 'a:\n  b: [\n    1,\n  ]\n  c:\n    d: 2\n';
    expect(await place(text, '#/a/c/d')).toEqual(exactly('6:5-6'));
  });

  it('A24: of a name that stands twice, the one that counts', async () => {
    expect(await place('a:\n  b: 1\n  b: 2\n', '#/a/b')).toEqual(exactly('3:3-3'));
  });

  it('leads to the start of what is no YAML', async () => {
    expect(await place('title: "a\n\t- : [', '#/0/url')).toEqual(above('1:1-1'));
  });
});

const script = `# contacts
curl 'https://api.example.com/v1/contacts?page=1' \\
  -H 'Authorization: Bearer abc'

curl -X POST https://api.example.com/v1/contacts -d '{"name":"x"}'
`;

describe('a pointer into cURL commands', () => {
  it.each([
    ['#/commands/0', exactly('2:1-3')],
    ['#/commands/0/0', exactly('2:7-2')],
    ['#/commands/0/2', exactly('3:7-3')],
    ['#/commands/1', exactly('5:1-5')],
    ['#/commands/1/4', exactly('5:54-5')],
    ['#/commands/1/9', above('5:1-5')],
    ['#/commands/7', above('1:1-5')],
    ['#', exactly('1:1-5')],
  ])('%s is found', async (pointer, expected) => {
    expect(await place(script, pointer)).toEqual(expected);
  });
});

describe('a pointer into a linked file', () => {
  const files = { 'schemas/pet.json': '{\n "Pet": {"id": 1}\n}' };

  it('leads into that file, else to the description', async () => {
    expect(await place(json, '#/x-linked-files/schemas~1pet.json/Pet/id', files)).toEqual({
      at: '2:10-2',
      exact: true,
      file: 'schemas/pet.json',
    });
    expect(await place(json, '#/x-linked-files/other.json/Pet', files)).toEqual(above('1:1-12'));
    expect(await place(json, '#/x-linked-files/__proto__/Pet', files)).toEqual(above('1:1-12'));
  });
});

describe('the lines around a place', () => {
  it('lead to it and go on after it', async () => {
    const text = Array.from({ length: 500 }, (_, n) => `k${n}: ${n}`).join('\r\n');
    const result = await locate({ fileName: 'a.yaml', text }, '#/k100');
    if (!result.ok) throw new Error(result.error.message);
    const { lines } = result.value;
    expect(lines[0]).toEqual({ number: 101 - viewLimits.excerptLinesAbove, text: 'k92: 92', from: 0, cut: false });
    expect(lines).toHaveLength(viewLimits.excerptLines);
    expect((await locate({ fileName: 'a.yaml', text }, '#/k0')).ok).toBe(true);
  });

  it('A77: of a line of any length are the part around the place', async () => {
    const text = `{"a":"${'x'.repeat(3_000_000)}","b":{"c":1},"d":"${'y'.repeat(3_000)}"}`;
    const result = await locate({ fileName: 'a.json', text }, '#/b/c');
    if (!result.ok) throw new Error(result.error.message);
    const [line] = result.value.lines;
    expect(line?.text).toHaveLength(viewLimits.excerptChars);
    expect(line?.text.slice(result.value.column - 1 - (line?.from ?? 0)).startsWith('"c":1')).toBe(true);
    expect(line).toMatchObject({ number: 1, cut: true });
  });
});

describe('the worker of a locator', () => {
  it('answers many questions, also after it rested, and gives up the ones that are cancelled', async () => {
    const locator = createLocator({ fileName: 'a.yaml', text: yaml }, 20);
    const asked = ['#/list/0/b', '#/openapi', '#/paths'].map((pointer) => locator.locate(pointer));
    expect(await Promise.all(asked)).toMatchObject([25, 1, 5].map((line) => ({ ok: true, value: { line } })));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const gone = new AbortController();
    const cancelled = locator.locate('#/list', gone.signal);
    gone.abort();
    expect(await cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await locator.locate('#/list')).toMatchObject({ value: { line: 23 } });
    const closed = locator.locate('#/list');
    locator.close();
    expect(await closed).toMatchObject({ error: { code: 'cancelled' } });
  });
});
