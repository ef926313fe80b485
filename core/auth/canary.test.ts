import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { call } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { toHar } from '../exchanges/testing/har.ts';
import { httpServer } from '../network/testing/server.ts';
import { connectionProcedures } from '../procedures/connections.ts';
import { testRunner } from '../runs/testing/studio.ts';
import { studioOf } from './testing/connected.ts';

/** Tokens as the server gives them: the first by hand, the next by renewal. */
const canaries = ['CANARY-access/1', 'CANARY-refresh+1', 'CANARY-client 1', 'CANARY-access/2', 'CANARY-refresh+2'];

const formsOf = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('base64').slice(0, -4),
];

function everything(folder: string): string {
  return readdirSync(folder)
    .map((name) => path.join(folder, name))
    .map((file) => (statSync(file).isDirectory() ? everything(file) : readFileSync(file, 'latin1')))
    .join('\n');
}

/** The source hands the token that it was asked with to the guest, who writes it everywhere. */
const leaky = `export async function data({ account, filter }) {
  const answer = await http.get(account.baseUrl + '/echo');
  const token = answer.body.sent;
  log.error(token, btoa(token), encodeURIComponent(token), answer.body);
  await http.post(account.baseUrl + '/copy/' + encodeURIComponent(token) + '?t=' + encodeURIComponent(token), { body: { token }, headers: { 'x-copy': token } });
  if (filter.fail) throw new Error('refused with ' + token);
  return { items: [{ [token]: token, b: btoa(token), old: account.access_token }] };
}`;

async function scene() {
  const source = await httpServer((request, response, body) => {
    const sent = (request.headers.authorization ?? '').replace('Bearer ', '');
    response.setHeader('content-type', 'application/json');
    if (request.url === '/token') {
      const said = { access_token: canaries[3], refresh_token: canaries[4], token_type: 'Bearer', expires_in: 3_600 };
      return response.end(JSON.stringify(body.includes('refresh_token') ? said : { error: body }));
    }
    response.statusCode = sent === canaries[0] ? 401 : 200;
    return response.end(JSON.stringify({ sent, echo: body }));
  });
  const studio = testRunner({
    manifest: { authentication: [{ id: 'oauth', name: 'O', type: 'oauth2', tokenUrl: '/token' }], hosts: [] },
    files: { 'functions/data.js': leaky },
  });
  await studio.connect(
    { auth: 'oauth', fields: { client_id: 'studio', baseUrl: source.url }, allowedHosts: [source.host] },
    { access_token: canaries[0] ?? '', refresh_token: canaries[1] ?? '', client_secret: canaries[2] ?? '' },
  );
  return { source, studio };
}

describe('A49, A50, A98, A105: tokens stay where they belong, those of a renewal too', () => {
  it.each([[false], [true]])('not in events, record, database, bodies, HAR or answers (it fails: %s)', async (fail) => {
    const { source, studio } = await scene();
    const detail = await studio.run({ target: 'data', input: { filter: { fail } } });
    expect(detail.outcome?.kind).toBe(fail ? 'error' : 'ok');
    // They did go over the wire, each to where it belongs.
    expect(source.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${canaries[0]}`,
      undefined,
      `Bearer ${canaries[3]}`,
      `Bearer ${canaries[3]}`,
    ]);
    expect(source.requests[1]?.body).toContain(new URLSearchParams({ refresh_token: canaries[1] ?? '' }).toString());
    const read = (id: string) => studio.workspace.runs.readBody(id, 1e6)?.bytes;
    const procedures = connectionProcedures(studioOf(studio));
    const kept = [
      JSON.stringify(detail),
      JSON.stringify(detail.events),
      JSON.stringify(studio.workspace.runs.get(detail.id)),
      JSON.stringify(toHar(detail, read, '1.0.0')),
      JSON.stringify(await call(procedures.list, { connector: 'crm' })),
      everything(studio.workspace.directory),
    ];
    for (const form of canaries.flatMap(formsOf))
      for (const [index, text] of kept.entries())
        expect([form, index, text.includes(form)]).toEqual([form, index, false]);
  });

  it('A108: nothing of them is left when the connection is removed', async () => {
    const { studio } = await scene();
    await studio.run({ target: 'data', input: { filter: {} } });
    const [connection] = studio.workspace.connections.list('crm');
    const secret = (field: string) => studio.vault.get(`crm/${connection?.id}/${field}`);
    expect([await secret('access_token'), await secret('refresh_token')]).toEqual([canaries[3], canaries[4]]);
    const procedures = connectionProcedures(studioOf(studio));
    expect(await call(procedures.remove, { connector: 'crm', name: 'main' })).toEqual({ removed: true });
    expect([await secret('access_token'), await secret('refresh_token'), await secret('client_secret')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
