import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { manifestSchema } from '../../shared/connector/manifest.ts';
import type { ImportReport } from '../../shared/import/report.ts';
import { answers, integer, openApi, query, report, text } from '../import/testing.ts';
import { generateConnector } from './index.ts';
import { formatProblems } from './testing/checks.ts';
import { everything } from './testing/everything.ts';

const HOSTILE = [
  "x'); fetch('http://trap'); //",
  '`); evil(`',
  '$' + '{process.env.HOME}',
  '*/ evil() /*',
  'a\u2028evil()\u2029b',
  '</script><script>evil()</script>',
  '{{7*7}}{% evil %}<%= evil() %>',
  '\\',
  '"\'`',
  '\n\r\t\u0000',
  '\u202eevil\u2066',
];

/** A description in which every name that reaches generated source is the given one. */
function description(name: string): string {
  const step = `s${name.replaceAll('/', '|').replaceAll(/[{}]/g, '|')}`;
  const row = { type: 'object', properties: { id: text, [name]: { type: 'string', enum: [name] } } };
  const rows = (list: string): unknown =>
    answers({ type: 'object', properties: { [list]: { type: 'array', items: row }, next_cursor: text } });
  return openApi(
    {
      '/things': {
        get: {
          operationId: name,
          summary: name,
          description: name,
          tags: [name],
          parameters: [query('cursor'), query(name, text, { required: true, default: name })],
          responses: rows('things'),
        },
      },
      [`/things/{${step}}/parts`]: {
        get: {
          parameters: [{ name, in: 'header', required: true, schema: { ...text, default: name } }],
          responses: answers({ type: 'array', items: row }),
        },
      },
      [`/acts/a${step}/{${step}}`]: {
        put: {
          summary: name,
          parameters: [query(name, integer, { required: true }), { name: `h${name}`, in: 'header', schema: text }],
          requestBody: {
            content: {
              [`application/x${name.replaceAll(';', '')}+json`]: {
                schema: { type: 'object', properties: { [`b${name}`]: text } },
              },
            },
          },
        },
      },
      '/lines': {
        get: { responses: answers({ type: 'array', items: { type: 'object', properties: { line: text } } }) },
      },
      '/me': { get: { responses: answers({ type: 'object', properties: { name: text } }) } },
    },
    {
      info: { title: name, description: name, version: name },
      components: {
        securitySchemes: {
          [name]: { type: 'apiKey', in: 'query', name },
          [`h${name}`]: { type: 'apiKey', in: 'header', name },
        },
      },
    },
  );
}

/** What a program does, without its names and texts. */
function shape(source: string): unknown {
  const strip = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(strip);
    if (typeof node !== 'object' || node === null) return undefined;
    const kept = Object.entries(node).filter(
      ([key]) =>
        !['start', 'end', 'range', 'loc', 'raw', 'value', 'name', 'cooked'].includes(key) ||
        typeof Reflect.get(node, key) === 'object',
    );
    return Object.fromEntries(kept.map(([key, value]) => [key, typeof value === 'string' ? value : strip(value)]));
  };
  return strip(parseAst(source).body);
}

async function connector(name: string): Promise<ReadonlyMap<string, string>> {
  return made(await report(description(name)), name);
}

function made(found: ImportReport, name: string): ReadonlyMap<string, string> {
  const files = generateConnector(
    found,
    { id: 'hostile', entities: 'all', commands: 'all' },
    { fileName: name, text: 'x' },
  );
  if (!files.ok) throw new Error(files.error.message);
  return new Map(files.value.map((file) => [file.path, file.text]));
}

const scripts = (files: ReadonlyMap<string, string>): readonly (readonly [string, string])[] =>
  [...files].filter(([path]) => path.endsWith('.js'));

describe('names that try to break out of generated source', () => {
  // A blank makes the harmless name one that is quoted too.
  it.each(HOSTILE)('A16, A17: %j gives the program that a harmless name gives', async (name) => {
    const harmless = new Map(scripts(await connector('a b')));
    const hostile = scripts(await connector(name));
    expect(hostile.map(([path]) => path)).toEqual([...harmless.keys()]);
    for (const [path, source] of hostile) {
      expect(source).not.toMatch(/[\u2028\u2029\u202a-\u202e\u2066-\u2069\0]/);
      expect({ path, body: shape(source) }).toEqual({ path, body: shape(harmless.get(path) ?? '') });
    }
  });

  it.each(HOSTILE)('A16: %j gives the same program in everything that the generator writes', (name) => {
    const harmless = new Map(scripts(made(everything('a b'), 'a b')));
    const hostile = scripts(made(everything(name), name));
    expect(hostile.map(([path]) => path)).toEqual([...harmless.keys()]);
    for (const [path, source] of hostile) {
      expect(source).not.toMatch(/[\u2028\u2029\u202a-\u202e\u2066-\u2069\0]/);
      expect({ path, body: shape(source) }).toEqual({ path, body: shape(harmless.get(path) ?? '') });
    }
  });

  it.each(HOSTILE)('A17: %j is text in the manifest and no markup in the README', async (name) => {
    for (const files of [await connector(name), made(everything(name), name)]) {
      expect(manifestSchema.safeParse(JSON.parse(files.get('connector.json') ?? '')).error?.issues).toBeUndefined();
      expect(files.get('README.md')).not.toMatch(/(?<!\\)[<`]|(?<!\\)\]\(|(?<!\\)!\[/);
    }
  });
});

describe('the look of generated source', () => {
  it('is what a formatter would make of it, whatever the names are', async () => {
    for (const files of [await connector('a b'), await connector(HOSTILE[3] ?? '')]) {
      expect(await formatProblems([...files].map(([path, text]) => ({ path, text })))).toBe('');
    }
  });
});
