import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Authentications } from '../requests/auth.ts';
import { FoundSecrets } from '../requests/secret-places.ts';
import { Warnings } from '../warnings.ts';
import { CollectionReader } from './requests.ts';
import { readUrl } from './url.ts';

interface OracleUrl {
  readonly protocol: string | undefined;
  readonly port: string | undefined;
  readonly query: {
    all(): readonly { readonly key: string; readonly value: string | null; readonly disabled?: boolean }[];
  };
  getPath(options: { readonly unresolved: boolean }): string;
  getHost(): string;
  toString(): string;
}

interface OracleItem {
  readonly name: string;
  readonly request: { readonly method: string; readonly url: OracleUrl };
  readonly responses: { count(): number };
  getAuth(): { readonly type: string } | undefined;
}

interface Oracle {
  readonly Collection: new (document: unknown) => { forEachItem(visit: (item: OracleItem) => void): void };
}

// True: the package is CommonJS without types, and this is the part of it that is used here.
const { Collection } = createRequire(import.meta.url)('postman-collection') as Oracle;

interface Item {
  readonly name: string;
  readonly auth: string;
  readonly method: string;
  readonly examples: number;
}

const TYPES: Readonly<Record<string, string>> = { apikey: 'apiKey' };

/** What Postman's own object model says of each request that has a URL. */
function byOracle(document: unknown): readonly Item[] {
  const items: Item[] = [];
  new Collection(document).forEachItem((item) => {
    if (item.request.url.toString() === '') return;
    const type = item.getAuth()?.type ?? 'unstated';
    items.push({
      name: item.name.trim(),
      auth: TYPES[type] ?? type,
      method: item.request.method.toUpperCase(),
      examples: item.responses.count(),
    });
  });
  return items;
}

function byUs(document: Readonly<Record<string, unknown>>): readonly Item[] {
  const auth = new Authentications();
  const reader = new CollectionReader(new Warnings(), auth, new FoundSecrets());
  reader.read(document, '#', 'x');
  const types = new Map(auth.list().map((one) => [one.id, one]));
  return reader.requests.map(({ seen }) => {
    const found = types.get(seen.auth?.[0] ?? '');
    // The oracle knows blocks only, not what a header or a query says.
    const isBlock = found?.pointer.endsWith('/auth') === true;
    return {
      name: seen.name ?? '',
      auth: isBlock ? found.type : seen.auth?.length === 0 ? 'noauth' : 'unstated',
      method: seen.method,
      examples: seen.answers.length,
    };
  });
}

const block = (type: string): unknown => ({ type, [type]: [{ key: 'key', value: 'X-Key', type: 'string' }] });
const item = (name: string, auth?: unknown): unknown => ({
  name,
  request: { method: 'GET', url: 'https://api.example.com/a', auth },
  response: [{ name: 'x', code: 200, body: '{}' }],
});

describe('PM-11: Postman’s own object model as the oracle', () => {
  it('agrees on who is asking, on methods and on examples', () => {
    const document = {
      info: { name: 'x', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      auth: block('bearer'),
      item: [
        item('top'),
        item('none', { type: 'noauth' }),
        {
          name: 'f',
          auth: block('apikey'),
          item: [item('in'), item('own', block('basic')), { name: 'g', item: [item('deep')] }],
        },
        { name: 'open', auth: { type: 'noauth' }, item: [item('stopped')] },
      ],
    };
    expect(byUs(document)).toEqual(byOracle(document));
  });

  it.each([
    'https://api.example.com/a/:id?q=1&r=2#top',
    'api.example.com:8080/a//b/',
    '{{host}}/v1/users?x={{y}}',
    '{{host}}',
    'http://localhost:3000',
    'https://{{sub}}.example.com/{{a}}/b?c',
    {
      protocol: 'https',
      host: ['a', 'b'],
      path: ['c', ':d'],
      query: [
        { key: 'e', value: 'f' },
        { key: 'g', value: 'h', disabled: true },
      ],
    },
    {
      raw: 'https://a.example/x?y=1',
      host: ['a', 'example'],
      protocol: 'https',
      port: '81',
      path: ['x'],
      query: [{ key: 'y', value: '1' }],
    },
  ])('agrees on the parts of %j', (url) => {
    const document = { info: { name: 'x' }, item: [{ name: 'a', request: { url } }] };
    const found: OracleUrl[] = [];
    new Collection(document).forEachItem((one) => found.push(one.request.url));
    const [theirs] = found;
    const ours = readUrl(url, '#');
    const sent = theirs?.query.all().filter((one) => one.disabled !== true) ?? [];
    expect(ours?.query.map(({ key, value }) => [key, value])).toEqual(sent.map((one) => [one.key, one.value ?? '']));
    expect(ours?.segments.join('/')).toEqual(theirs?.getPath({ unresolved: true }).replace(/^\//, ''));
    const scheme = theirs?.protocol === undefined ? '' : `${theirs.protocol}://`;
    const port = theirs?.port === undefined ? '' : `:${theirs.port}`;
    expect(ours?.server).toEqual(`${scheme}${theirs?.getHost() ?? ''}${port}`);
  });
});

const corpus = join(import.meta.dirname, '../../../../shared/corpus/postman');
const files = existsSync(corpus)
  ? readdirSync(corpus).flatMap((folder) =>
      readdirSync(join(corpus, folder))
        .map((name) => join(corpus, folder, name))
        .filter((file) => statSync(file).isFile()),
    )
  : [];

describe.skipIf(files.length === 0)(
  'real collections (skipped where ../shared/corpus is not beside the checkout)',
  () => {
    it.each(files.map((file) => [file.slice(corpus.length + 1), file]))('%s: the oracle agrees', (_, file) => {
      const document = JSON.parse(readFileSync(file, 'utf8'));
      const ours = byUs(document);
      const theirs = byOracle(document);
      expect(ours.length).toBeGreaterThan(0);
      // A header that says who is asking is more than the oracle looks at.
      const auth = theirs.map((one, index) =>
        ours[index]?.auth === 'unstated' && one.auth === 'noauth' ? 'unstated' : one.auth,
      );
      expect(ours).toEqual(theirs.map((one, index) => ({ ...one, auth: auth[index] })));
    });
  },
);
