import { describe, expect, it } from 'vitest';
import { snippetKinds } from '../../shared/run/snippets/index.ts';
import { httpServer } from '../network/testing/server.ts';
import { testRunner } from '../runs/testing/studio.ts';
import { unwrap } from '../workspace/testing/temporary.ts';
import { compareStoredExchanges, compareStoredRuns } from './compare.ts';
import { copyExchange } from './copy.ts';
import { exportHar } from './har/export.ts';
import { startResend } from './resend/index.ts';
import { searchBodies } from './search.ts';

const canary = 'canary/Q7+x9 "Z"';

/** The part of a base64 text that the canary gives wherever it begins. */
const base64 = [0, 1, 2].map((lead) => {
  const text = Buffer.concat([Buffer.alloc(lead), Buffer.from(canary)]).toString('base64');
  return text.slice(lead === 0 ? 0 : lead + 1, -4);
});
const forms = [
  canary,
  JSON.stringify(canary).slice(1, -1),
  encodeURIComponent(canary),
  new URLSearchParams([['', canary]]).toString().slice(1),
  Buffer.from(canary).toString('hex'),
  Buffer.from(`ada:${canary}`).toString('base64'),
  ...base64,
];

const leaky = `export async function data({ account }) {
  const secret = account.token;
  const headers = { authorization: 'Bearer ' + secret, 'x-copy': secret, 'x-pair': btoa('ada:' + secret), cookie: 'sid=' + encodeURIComponent(secret) };
  for (const lead of ['', 'a', 'ab'])
    await fetch(account.baseUrl + '/' + encodeURIComponent(secret) + '?k=' + encodeURIComponent(secret), { method: 'POST', headers, body: JSON.stringify({ secret, more: btoa(lead + secret) }) });
  await fetch(account.baseUrl + '/plain', { headers: { authorization: 'Bearer ' + secret } });
  return { items: [{ id: 1, secret }] };
}`;

describe('A105, A107: a secret is in nothing that is made of a record', () => {
  it('no archive, snippet, comparison or search, and no request that was sent again', async () => {
    const server = await httpServer((request, response, body) =>
      response
        .setHeader('set-cookie', `sid=${encodeURIComponent(canary)}`)
        .setHeader('x-echo', request.url ?? '')
        .end(body),
    );
    const studio = testRunner({ files: { 'functions/data.js': leaky } });
    const part = { auth: 'token', fields: { baseUrl: server.url }, allowedHosts: [server.host] };
    await studio.connect(part, { token: canary });
    const { workspace } = studio;
    const [first, second] = [await studio.run({ target: 'data' }), await studio.run({ target: 'data' })];
    expect(first.outcome).toEqual({ kind: 'ok' });
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${canary}`);
    const ids = first.exchanges.map((one) => one.id);
    const again = await unwrap(await startResend(studio, { exchange: ids.at(-1) ?? '', edits: {} }, () => undefined))
      .done;
    expect(server.requests.at(-1)?.headers.authorization).toBe(`Bearer ${canary}`);
    const made: Readonly<Record<string, unknown>> = {
      archive: unwrap(exportHar(workspace, first.id)),
      'archive of what was sent again': unwrap(exportHar(workspace, again.id)),
      snippets: ids.flatMap((id) => snippetKinds.map((kind) => unwrap(copyExchange(workspace, id, kind)))),
      runs: unwrap(compareStoredRuns(workspace, first.id, second.id)),
      exchanges: unwrap(compareStoredExchanges(workspace, ids[0] ?? '', ids[1] ?? '')),
      search: unwrap(await searchBodies(workspace, first.id, canary)),
      again,
    };
    for (const [name, value] of Object.entries(made)) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      for (const form of forms) expect([name, text.includes(form)]).toEqual([name, false]);
    }
    expect(made.search).toEqual({ exchanges: [], complete: true });
  });
});
