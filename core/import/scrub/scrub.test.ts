import { describe, expect, it } from 'vitest';
import { generateConnector } from '../../generate/index.ts';
import { openApi, report } from '../testing.ts';
import { scrubDescription } from './index.ts';

const SECRET = 's3cr3t-canary-22';
const choices = { id: 'kept', entities: 'all', commands: 'all' } as const;

/** Every file of a connector that is made of a description, as one text. */
async function filesOf(text: string, fileName: string): Promise<string> {
  const made = generateConnector(
    await report(text, fileName),
    { ...choices, baseUrl: 'https://a.example' },
    { fileName, text },
  );
  if (!made.ok) throw new Error(made.error.message);
  return made.value.map((file) => file.text).join('\n');
}

const pair = (name: string, value: string): unknown => ({ name, value });
const encoded = Buffer.from(JSON.stringify({ access_token: SECRET, id: 1 })).toString('base64');
const har = JSON.stringify({
  log: {
    entries: [
      {
        request: {
          method: 'POST',
          url: `https://ann:${SECRET}@a.example/x?api_key=${SECRET}&page=1`,
          headers: [
            pair('Authorization', `Bearer ${SECRET}`),
            pair('X-Api-Key', SECRET),
            pair('Cookie', `sid=${SECRET}; theme=a`),
          ],
          queryString: [pair('api_key', SECRET), pair('page', '1')],
          cookies: [pair('sid', SECRET)],
          postData: { mimeType: 'application/json', text: JSON.stringify({ user: 'ann', password: SECRET }) },
        },
        response: {
          status: 200,
          headers: [pair('Set-Cookie', `sid=${SECRET}; Path=/`)],
          content: { mimeType: 'application/json', text: encoded, encoding: 'base64' },
        },
      },
    ],
  },
});
const postman = JSON.stringify({
  info: { name: 'x', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  auth: {
    type: 'oauth2',
    oauth2: [
      { key: 'clientSecret', value: SECRET },
      { key: 'authUrl', value: 'https://a.example/auth' },
    ],
  },
  variable: [
    { key: 'token', value: SECRET },
    { key: 'host', value: 'https://a.example' },
  ],
  item: [
    { name: 'Old', auth: { type: 'basic', basic: { username: 'ann', password: SECRET } }, item: [] },
    {
      name: 'Make it',
      request: {
        method: 'POST',
        url: {
          raw: `{{host}}/x?token=${SECRET}&author=ann`,
          host: ['{{host}}'],
          path: ['x'],
          query: [
            { key: 'access_token', value: SECRET },
            { key: 'author', value: 'ann' },
          ],
        },
        header: [
          { key: 'Authorization', value: `Token ${SECRET}` },
          { key: 'X-Other', value: '{{kept}}' },
        ],
        body: { mode: 'raw', raw: JSON.stringify({ login: 'ann', password: SECRET }) },
      },
      response: [
        {
          name: 'x',
          code: 200,
          body: JSON.stringify({ id: 1, refresh_token: SECRET }),
          originalRequest: { header: `X-Api-Key: ${SECRET}\nAccept: */*`, url: 'x' },
        },
      ],
    },
  ],
});
const curl = `export API_TOKEN=${SECRET}
curl -u "ann:${SECRET}" -H "X-Api-Key: ${SECRET}" -b 'sid=${SECRET}' --json '{"password":"${SECRET}","kept":"yes"}' 'https://a.example/x?api_key=${SECRET}'
curl -H 'Authorization: Bearer ${SECRET}' -d 'client_secret=${SECRET}&page=1' https://a.example/y
`;

describe('A22: a description that is kept in a connector', () => {
  it.each([
    ['an archive', har, 'traffic.har'],
    ['a collection', postman, 'api.json'],
    ['commands', curl, 'api.sh'],
  ])('%s leaves its credentials behind and can be read again', async (_, text, fileName) => {
    expect(text).toContain(SECRET);
    const kept = scrubDescription(text);
    expect(kept).not.toContain(SECRET);
    expect(await filesOf(text, fileName)).not.toContain(SECRET);
    const [before, after] = [await report(text, fileName), await report(kept, fileName)];
    for (const part of ['entities', 'auth', 'baseUrl'] as const) expect(after[part]).toEqual(before[part]);
    expect(after.commands.map((command) => command.operation)).toEqual(
      before.commands.map((command) => command.operation),
    );
    expect(scrubDescription(kept)).toBe(kept);
  });

  it('keeps everything that is no credential', () => {
    expect(scrubDescription(postman)).toContain('"value": "ann"');
    expect(scrubDescription(postman)).toContain('{{kept}}');
    expect(scrubDescription(postman)).toContain('https://a.example/auth');
    expect(scrubDescription(har)).toContain('page=1');
    expect(scrubDescription(curl)).toContain('"kept":"yes"');
    const plain = openApi({ '/a': { get: { description: 'token=abc' } } });
    expect(scrubDescription(plain)).toBe(plain);
  });

  it('masks keys by their look in any description, and YAML stays YAML', async () => {
    const key = `AK${'IA'}IOSFODNN7EXAMPLE`;
    const yaml = `openapi: 3.0.0\npaths:\n  /a:\n    get:\n      parameters:\n        - name: k\n          in: query\n          example: ${key}\n          schema: {type: string}\n`;
    const kept = scrubDescription(yaml);
    expect(kept).toContain('example: masked');
    expect((await report(kept, 'a.yaml')).source.operations).toBe(1);
    expect(scrubDescription(openApi({}, { 'x-key': key }))).not.toContain(key);
  });
});
