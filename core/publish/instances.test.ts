import { describe, expect, it } from 'vitest';
import { marketplaceLimits } from '../../shared/limits.ts';
import type { Result } from '../../shared/result.ts';
import {
  activeOperators,
  authorizeInstance,
  changeInstanceCredentials,
  getInstance,
  installInstance,
  listInstances,
  testInstance,
  uninstallInstance,
} from './index.ts';
import { answeringServer, sendJson } from './testing/server.ts';

const key = 'sk_live_0123456789abcdef';
const whole = {
  ...{
    id: 'cn_1',
    object: 'connector',
    listing: 'cn-crm',
    version: '1.0.0',
    name: 'main',
    kind: 'saas',
    transport: 'mcp',
  },
  ...{
    capabilities: ['order.read'],
    tools: [{ name: 'order.read', side_effect: false }],
    auth: { type: 'api_key', hint: null },
  },
  ...{ status: 'connected', created_at: '2026-01-01T00:00:00Z', last_synced_at: null },
};
const failureOf = (result: Result<unknown>): string =>
  result.ok ? 'no failure' : `${result.error.code}: ${result.error.message}`;
const envelope = (code: string, message: string, more: object = {}) => ({
  error: { type: 'x', code, message, request_id: 'req_1', ...more },
});
const installation = {
  ...{ listing: 'cn-crm', version: '1.0.0', name: 'main', auth: { type: 'api_key', key: 'CANARY' } as const },
  ...{ config: {}, idempotencyKey: 'install-1' },
};

/** A marketplace that gives one answer to everything. */
async function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const { url, seen } = await answeringServer((response) => sendJson(response, status, body, headers));
  return { seen, access: { marketplace: url, key } };
}

describe('A116: an answer about an installed connector that cannot be right', () => {
  it.each([
    ['another instance', { ...whole, id: 'cn_2' }, 'it is about "cn_2"'],
    ['another shape', { ...whole, capabilities: 'all' }, 'its capabilities is missing or of another kind'],
    ['an address that is no web address', { ...whole, authorize_url: 'javascript:alert(1)' }, 'its authorize_url'],
    ['a list', [whole], 'it is not the object asked for'],
    ['JSON that is cut short', JSON.stringify(whole).slice(0, -9), 'its JSON is cut short or damaged'],
  ])('%s', async (_what, body, reason) => {
    const { access } = await answering(200, body);
    const failure = failureOf(await getInstance(access, 'cn_1'));
    expect(failure).toMatch(/^bad_answer: /);
    expect(failure).toContain(reason);
  });

  it('another listing than was installed, HTML, and more bytes than are read', async () => {
    const other = await answering(201, { ...whole, listing: 'cn-evil' });
    expect(failureOf(await installInstance(other.access, installation))).toContain('about the listing "cn-evil"');
    const page = await answeringServer((response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in to the hotel network</h1>'),
    );
    expect(failureOf(await listInstances({ marketplace: page.url, key }))).toContain('it is text/html, not JSON');
    const large = await answering(200, { data: [], pad: 'x'.repeat(marketplaceLimits.responseBytes) });
    expect(failureOf(await listInstances(large.access))).toMatch(/^answer_too_large: /);
  });

  it('a list whose next page is the same page ends', async () => {
    const { access, seen } = await answering(200, { data: [], has_more: true, next_cursor: 'cur_1' });
    expect(await activeOperators(access)).toMatchObject({ ok: true });
    expect(seen.length).toBe(2);
  });
});

it('FC-5: members that are not known are passed over, and a state that is not known is shown as it is', async () => {
  const { access } = await answering(200, {
    ...whole,
    status: 'sleeping',
    kind: 'service',
    mood: 'good',
    tools: [{ ...whole.tools[0], icon: 'x' }],
  });
  expect(await getInstance(access, 'cn_1')).toMatchObject({ ok: true, value: { id: 'cn_1', status: 'sleeping' } });
});

describe('refusals', () => {
  it.each([
    [422, 'auth_failed', /^auth_failed: The source refuses the credentials for cn-crm as main: No\./],
    [422, 'listing_early_access', /^early_access: /],
    [409, 'state_conflict', /^name_taken: .*Choose another name\.$/],
    [400, 'invalid_parameter', /^bad_installation: .*Correct it/],
    [404, 'not_found', /^not_found: /],
    [502, 'connector_upstream_error', /^source_unreachable: .*Try again later\.$/],
    [503, 'busy', /^marketplace_failed: /],
  ])('FC-41…47: HTTP %i %s is one sentence with the remedy, without the secret', async (status, code, sentence) => {
    const { access } = await answering(status, envelope(code, 'No.'));
    const failed = await installInstance(access, installation);
    expect(failureOf(failed)).toMatch(sentence);
    expect(failureOf(failed)).not.toContain('CANARY');
    // Only what the marketplace itself could not do is worth another try by itself (FC-31).
    expect(failed).toMatchObject({ error: { details: { passing: status === 503 } } });
  });

  it('FC-57: names the operators that need a connector that is to go', async () => {
    const operators = [{ id: 'op_1', name: 'Hold orders' }];
    const { access } = await answering(409, envelope('connector_in_use', 'op_1 needs it.', { operators }));
    expect(await uninstallInstance(access, 'cn_1')).toMatchObject({
      error: { code: 'connector_in_use', details: { operators, passing: false } },
    });
  });

  it('FC-55: a test before consent says what to do', async () => {
    const { access } = await answering(409, envelope('state_conflict', 'cn_1 waits.'));
    expect(failureOf(await testInstance(access, 'cn_1'))).toMatch(/^awaits_consent: .*Give consent/);
  });
});

describe('a marketplace that cannot change credentials, or begin a consent anew', () => {
  const auth = { type: 'api_key', key: 'CANARY' } as const;
  it.each([404, 405])('HTTP %i on the route is told apart from an instance that is not there', async (status) => {
    const { url } = await answeringServer((response, { method, url: path }) =>
      method === 'GET' && path === '/v1/connectors/cn_1'
        ? sendJson(response, 200, whole)
        : sendJson(response, status, envelope('not_found', 'There is no such route.')),
    );
    const access = { marketplace: url, key };
    const failures = [await authorizeInstance(access, 'cn_1'), await changeInstanceCredentials(access, 'cn_1', auth)];
    expect(failures.map(failureOf)).toEqual([
      expect.stringMatching(/^not_supported: .* cannot begin an authorization anew: install cn_1 anew beside/),
      expect.stringMatching(/^not_supported: .* cannot change the credentials of an installed connector: /),
    ]);
    expect(JSON.stringify(failures)).not.toContain('CANARY');
  });

  it('an instance that is not there stays not_found', async () => {
    const { access } = await answering(404, envelope('not_found', 'There is no such connector.'));
    expect(failureOf(await authorizeInstance(access, 'cn_1'))).toMatch(/^not_found: /);
    expect(failureOf(await changeInstanceCredentials(access, 'cn_1', auth))).toMatch(/^not_found: /);
  });
});

describe('requests', () => {
  it('FC-20: carry the key of the try, and credentials in the body only', async () => {
    const { access, seen } = await answering(201, whole);
    expect(await installInstance(access, installation)).toMatchObject({
      ok: true,
      value: { id: 'cn_1', lastSyncedAt: null },
    });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/v1/connectors',
      headers: { 'idempotency-key': 'install-1' },
    });
    expect(seen[0]?.body.toString()).toContain('CANARY');
    expect(JSON.stringify([seen[0]?.url, seen[0]?.headers])).not.toContain('CANARY');
  });

  it('a key that may not read operators is told from none that need anything', async () => {
    const refused = await answering(403, envelope('missing_scope', 'operators:read'));
    expect(await activeOperators(refused.access)).toEqual({ ok: true, value: undefined });
    const paused = { id: 'op_1', name: 'a', status: 'paused', capabilities: [] };
    const data = [paused, { ...paused, id: 'op_2', status: 'active' }];
    const some = await answering(200, { data, has_more: false, next_cursor: null });
    expect(await activeOperators(some.access)).toMatchObject({ value: [{ id: 'op_2' }] });
  });
});
