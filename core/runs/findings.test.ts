import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../shared/connector/manifest.ts';
import type { Finding } from '../../shared/run/finding.ts';
import { httpServer } from '../network/testing/server.ts';
import { testRunner } from './testing/studio.ts';

const TOKEN = 'tok-1234567890';
const codes = (findings: readonly Finding[]) => findings.map((finding) => finding.code);
const data = (body: string) => ({ 'functions/data.js': `export async function data(request) { ${body} }` });

const things: Manifest['entities'][number] = {
  name: 'things',
  title: 'Things',
  operation: 'GET /things',
  records: '$',
  primaryKey: ['id'],
  pagination: { kind: 'none' },
  fields: [{ name: 'size', type: 'number', nullable: true }],
};

describe('findings of a run', () => {
  it('are given, stored, and take nothing from its outcome', async () => {
    const studio = testRunner({ files: data('return { items: [{ id: 1, a: 1 }, { id: 1, a: 2 }, {}] };') });
    const detail = await studio.run({ target: 'data' });
    expect(detail.outcome).toEqual({ kind: 'ok' });
    expect(codes(detail.findings)).toEqual(['key_twice', 'key_missing']);
    const stored = studio.workspace.runs.get(detail.id);
    expect(stored.ok && stored.value.findings).toEqual(detail.findings);
    expect(detail.events.at(-1)).toMatchObject({ kind: 'done', run: { findings: detail.findings } });
  });

  it('of all pages point into the one result', async () => {
    const studio = testRunner({
      files: data(
        'const page = request.pagination ?? 1; return { items: page === 2 ? [{ id: 2 }, {}] : [{ id: page }], pagination: { hasNext: page < 3, nextPageConfig: page + 1 } };',
      ),
    });
    const { findings, result } = await studio.run({ target: 'data', allPages: true });
    expect(findings).toMatchObject([{ code: 'key_missing', location: { kind: 'result', path: '$.items[2].id' } }]);
    expect(result).toMatchObject({ rows: 4, pages: 3 });
  });

  it('hold rows against the newest schema of the same revision', async () => {
    const studio = testRunner({
      manifest: { entities: [things] },
      files: {
        ...data("return { items: [{ id: 'a', state: 'open' }] };"),
        'functions/schema.js':
          "export const schema = () => ({ things: { id: { name: 'Id', type: 'id' }, name: { name: 'Name' }, state: { name: 'State', type: 'text', subType: 'single-select', options: [{ name: 'Done' }] } } });",
      },
    });
    expect(codes((await studio.run({ target: 'data' })).findings)).toEqual(['field_not_seen', 'field_undeclared']);
    expect((await studio.run({ target: 'schema' })).findings).toEqual([]);
    const { findings } = await studio.run({ target: 'data' });
    expect(codes(findings)).toEqual(['field_option', 'field_not_seen']);
    const unsaved = [
      { path: 'functions/data.js', text: "export const data = () => ({ items: [{ id: 'a', state: 'open' }] });" },
    ];
    expect(codes((await studio.run({ target: 'data', unsaved })).findings)).not.toContain('field_option');
  });

  it('see what went over the wire, also when the run failed (A64)', async () => {
    const server = await httpServer((request, response) => {
      response.writeHead(request.url === '/missing' ? 404 : 200, { 'Content-Type': 'application/json' });
      response.end(request.url === '/rows' ? '{"rows":[{"id":12345678901234567890}]}' : '{"a":1,}');
    });
    const studio = testRunner({
      files: {
        ...data(
          "await http.get(request.account.baseUrl + '/missing'); const { body } = await http.get(request.account.baseUrl + '/rows'); return { items: [{ id: body.rows.length }] };",
        ),
        'functions/config.js':
          "export async function config({ account }) { const { body } = await http.get(account.baseUrl + '/broken'); throw new Error(typeof body); }",
      },
    });
    await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
    const ok = await studio.run({ target: 'data' });
    expect(codes(ok.findings)).toEqual(['answer_swallowed', 'body_not_json', 'number_as_text']);
    expect(ok.findings[0]?.location).toEqual({ kind: 'exchange', exchange: ok.exchanges[0]?.id });
    expect(ok.findings[2]?.location).toMatchObject({ kind: 'exchange', path: '$.rows[0].id' });
    const failed = await studio.run({ target: 'config' });
    expect(failed.outcome).toMatchObject({ kind: 'error', message: 'string' });
    expect(codes(failed.findings)).toEqual(['body_not_json']);
    const replayed = await studio.run({ target: 'data', replayOf: ok.id });
    expect(codes(replayed.findings)).toEqual(codes(ok.findings));
  });

  it('R22: see all of a long run, which they read part by part', async () => {
    const server = await httpServer((request, response) => {
      const number = Number(request.url?.slice(1));
      const asked = server.requests.filter(({ url }) => url === request.url).length;
      const status = number === 620 || (number === 630 && asked === 1) ? 503 : 200;
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(number === 655 ? '{"a":1,}' : JSON.stringify({ items: [{ id: 1 }], has_more: number === 700 }));
    });
    const entity = { ...things, records: '$.items', fields: [] };
    const studio = testRunner({
      manifest: { entities: [entity] },
      files: data(
        "for (let n = 1; n <= 700; n++) { const get = () => http.get(request.account.baseUrl + '/' + n); if ((await get()).status === 503 && n === 630) await get(); } return { items: [{ id: 1 }] };",
      ),
    });
    await studio.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
    const run = await studio.run({ target: 'data', input: { requestedType: 'things' }, attempts: 1 });
    expect(run.exchangeCount).toBe(701);
    const at = (number: number) => ({ kind: 'exchange', exchange: `${run.id}-${number}` });
    expect(run.findings.map(({ code, location, count }) => [code, location, count])).toEqual([
      ['page_more_expected', at(701), 1],
      ['answer_swallowed', at(620), 1],
      ['body_not_json', at(656), 1],
    ]);
  });

  it('FL-22: of a command that failed, too', async () => {
    const studio = testRunner({
      manifest: { commands: { go: { params: [], sideEffect: true } } },
      files: { 'commands.js': "function go() { return { success: false, error: 'no', payload: 1 }; }" },
    });
    expect(codes((await studio.run({ target: 'go' })).findings)).toEqual(['command_payload_ignored']);
  });
});

describe('A49: a credential in a result', () => {
  const leaking = async (result: string) => {
    const studio = testRunner({ files: data(`const t = request.account.token; return ${result};`) });
    await studio.connect({ auth: 'token' }, { token: TOKEN });
    const detail = await studio.run({ target: 'data' });
    expect(JSON.stringify(detail)).not.toContain(TOKEN);
    return detail;
  };

  it('is named with its field and its place, and masked in the result', async () => {
    const { findings, result } = await leaking(
      "{ items: [{ id: 1 }, { id: 2, note: 'key ' + t + '!' }, { id: 3, note: t }] }",
    );
    expect(findings).toEqual([
      {
        code: 'credential_in_result',
        severity: 'warning',
        statement: 'A49',
        message:
          'The result holds the credential token of this connection; it is masked here, but a host would store it: leave it out.',
        location: { kind: 'result', path: '$.items[1].note' },
        count: 2,
      },
    ]);
    expect(result).toMatchObject({ items: [{}, { note: 'key ***!' }, { note: '***' }] });
  });

  it.each([
    ['base64', 'btoa(t)'],
    ['base64 behind something else', "btoa('x' + t)"],
    ['hex', "[...t].map((c) => c.charCodeAt(0).toString(16)).join('')"],
    ['URL-encoded', "encodeURIComponent('a ' + t)"],
  ])('%s', async (_form, code) => {
    const { findings } = await leaking(`{ items: [{ id: 1, x: ${code} }] }`);
    expect(codes(findings)).toEqual(['credential_in_result']);
  });

  it('as a key, as an id, in the pagination', async () => {
    const { findings } = await leaking(
      '{ items: [{ id: t, [t]: 1 }], pagination: { hasNext: false, nextPageConfig: t } }',
    );
    expect(findings).toMatchObject([{ count: 3, location: { path: '$.items[0].id' } }]);
  });

  it('whose digits stand there as a number', async () => {
    const studio = testRunner({ files: data('return { items: [{ id: 1, pin: Number(request.account.token) }] };') });
    await studio.connect({ auth: 'token' }, { token: '918273645' });
    const { findings, result } = await studio.run({ target: 'data' });
    expect(findings).toMatchObject([{ code: 'credential_in_result', location: { path: '$.items[0].pin' } }]);
    expect(result).toMatchObject({ items: [{ pin: '***' }] });
  });

  it('in all pages, at its place in the one result', async () => {
    const studio = testRunner({
      files: data(
        'const page = request.pagination ?? 1; return { items: [{ id: page }, { id: -page, t: page === 2 ? request.account.token : 0 }], pagination: { hasNext: page < 2, nextPageConfig: 2 } };',
      ),
    });
    await studio.connect({ auth: 'token' }, { token: TOKEN });
    const { findings } = await studio.run({ target: 'data', allPages: true });
    expect(findings).toMatchObject([{ code: 'credential_in_result', location: { path: '$.items[3].t' } }]);
  });

  it('which of several', async () => {
    const studio = testRunner({ files: data('return { items: [{ id: 1, p: request.account.password }] };') });
    await studio.connect({ auth: 'basic', fields: { username: 'ada' } }, { password: 'correct horse' });
    expect((await studio.run({ target: 'data' })).findings[0]?.message).toContain('the credential password of');
  });

  it('FB-12: validate gives tokens back on purpose', async () => {
    const studio = testRunner({
      files: {
        'functions/validate.js':
          "export const validate = ({ fields }) => ({ name: 'Ada', access_token: fields.token, other: fields.token });",
      },
    });
    await studio.connect({ auth: 'token' }, { token: TOKEN });
    const { findings } = await studio.run({ target: 'validate' });
    expect(findings).toMatchObject([{ code: 'credential_in_result', count: 1, location: { path: '$.other' } }]);
  });
});
