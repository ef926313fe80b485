import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { json, runBody, runCommand } from './testing/run.ts';

const declaration = readFileSync(path.join(import.meta.dirname, '../../resources/sandbox.d.ts'), 'utf8');

interface Example {
  readonly code: string;
  /** The interface, class or object it stands in or before. */
  readonly owner: string;
}

/** Every `@example` of the declaration, with what it belongs to. */
function examples(): readonly Example[] {
  const found: Example[] = [];
  let owner = '';
  for (const part of declaration.split(/(?=\/\*\*)/)) {
    const [comment = '', code = ''] = part.split('*/');
    const example = /@example\s+([\s\S]*)$/
      .exec(comment)?.[1]
      ?.replace(/\n\s*\*\s?/g, '\n')
      .trim();
    const declared = /^\s*(?:declare )?(?:interface|class|const|function|type) (\w+)/.exec(code)?.[1];
    if (declared !== undefined && !/^\s{2}/.test(code.replace(/^\n/, ''))) owner = declared;
    if (example) found.push({ code: example, owner });
  }
  return found;
}

const all = examples();

/** What the examples talk about. Their own declarations stand in a block inside and may use the same names. */
const setting = (owner: string) => `
  const account = { token: 'e30.eyJhIjoxfQ.x', key: 'k', baseUrl: 'https://api.example.com', username: 'ada', password: 'p', secret: 's' };
  const urlA = 'https://api.example.com/a', urlB = 'https://api.example.com/b', base = 'https://api.example.com/', page = 1, pages = 3;
  const visit = () => {}, rows = [{ id: 1 }], row = rows[0], filter = { a: [1] }, requestedType = 'items', token = account.token, timestamp = 1;
  const next = '/items?page=2', body = 'text', error = new TypeError('no'), stop = new AbortController();
  const headers = new Headers({ link: '<x>; rel="next"', 'set-cookie': 'a=1' }), query = new URLSearchParams('page=2&state=open');
  const request = new Request('https://api.example.com/items');
  const timer = setTimeout(() => {}, 1);
  let url = ${owner === 'URL' ? `new URL('https://user@api.example.com:8443/items?page=2#top')` : `'https://api.example.com/items'`};
  const response = await ${owner === 'FetchResponse' ? `fetch('https://api.example.com/items')` : `http.get('https://api.example.com/items')`};
  const bytes = ${owner === 'FetchResponse' ? 'await ' : ''}response.bytes();`;

const answer = () => json({ items: [{ id: 1 }], id: 7, body: {} });
const flohInput = { params: { id: 7 }, config: { baseUrl: 'https://api.example.com', token: 't' }, variables: {} };

describe('every example of resources/sandbox.d.ts runs', () => {
  it('is found', () => {
    expect(all.length).toBe(declaration.split('@example').length - 1);
    expect(all.length).toBeGreaterThan(130);
  });

  it.each(all.map(({ owner, code }) => [owner, code]))('%s: %s', async (owner, code) => {
    const isCommand = owner === 'floh';
    const { outcome } = isCommand
      ? await runCommand(`function go() {\n${code}\n}`, { input: flohInput, http: answer })
      : await runBody(`{${setting(owner)}\n{\n${code}\n}}`, { http: answer });
    expect(outcome).toEqual({ kind: 'ok' });
  });
});
