import { describe, expect, it } from 'vitest';
import { ok } from '../../shared/result.ts';
import { settingsSchema } from '../../shared/settings.ts';
import { TokenDesk } from '../auth/desk.ts';
import { certificate } from '../network/testing/certificate.ts';
import { httpServer, httpsServer, proxyServer } from '../network/testing/server.ts';
import { proxySecretKey } from '../vault/types.ts';
import { temporaryWorkspace, unwrap } from '../workspace/testing/temporary.ts';
import type { StoredConnection } from '../workspace/types.ts';
import { testRunner } from './testing/studio.ts';
import { CookieJars } from './wire.ts';

const session = 'sess-1234567890abcdef';
/** Asks its own host, gives back what it got, and writes it into the log. */
const asking = `export async function config(request) {
  const reply = await fetch(request.account.baseUrl + '/me', { headers: { accept: 'text/plain' } });
  const text = await reply.text();
  console.log('got ' + text);
  return { text };
}
`;

/** A server that gives a new visitor a session and tells others what they sent. */
const welcoming = () =>
  httpServer((request, response) => {
    if (request.headers.cookie === undefined) response.setHeader('set-cookie', `sid=${session}; HttpOnly`);
    response.end(request.headers.cookie ?? 'new');
  });

const settled = (network: unknown) => settingsSchema.parse({ network });

describe('A62: the cookies of a connection', () => {
  const files = { 'functions/config.js': asking };

  it('last from run to run while the process lives, are masked, and belong to that connection alone', async () => {
    const server = await welcoming();
    const test = testRunner({ files });
    const fields = { baseUrl: server.url };
    const part: Partial<StoredConnection> = { fields, allowedHosts: [server.host] };
    await test.connect({ ...part, name: 'one' });
    await test.connect({ ...part, name: 'two' });
    const run = (connection: string) => test.run({ target: 'config', connection });
    expect((await run('one')).result).toEqual({ text: 'new' });
    const second = await run('one');
    expect(second.result).toEqual({ text: 'sid=***' });
    expect(second.logs.map((line) => line.text)).toContain('got sid=***');
    expect(JSON.stringify(second)).not.toContain(session);
    expect((await run('two')).result).toEqual({ text: 'new' });
    expect(server.requests.map((one) => one.headers.cookie)).toEqual([undefined, `sid=${session}`, undefined]);
  });

  it('go with a change of the connection, and with its removal', async () => {
    const server = await welcoming();
    const test = testRunner({ files });
    const part: Partial<StoredConnection> = { fields: { baseUrl: server.url }, allowedHosts: [server.host] };
    const changes = [
      () => test.connect(part),
      () => test.connect({ ...part, allowedHosts: [server.host, 'x.test'] }),
      () => {
        test.workspace.connections.remove('crm', 'main');
        return test.connect(part);
      },
    ];
    for (const change of changes) {
      await change();
      expect((await test.run({ target: 'config' })).result).toEqual({ text: 'new' });
      expect((await test.run({ target: 'config' })).result).toEqual({ text: 'sid=***' });
    }
  });

  it('outlive a new token, which is no change of the connection, and not the login of somebody else', async () => {
    const server = await welcoming();
    const test = testRunner({ files });
    const { id } = await test.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
    const owner = { connector: 'crm', connection: 'main', id };
    const desk = new TokenDesk(test.workspace, test.vault);
    const got = async () => (await test.run({ target: 'config' })).result;
    expect(await got()).toEqual({ text: 'new' });
    const expiresAt = Date.UTC(2030, 0, 1);
    unwrap(await desk.renew(owner, { accessToken: '' }, async () => ok({ accessToken: 'token-2', expiresAt })));
    expect(await got()).toEqual({ text: 'sid=***' });
    unwrap(await desk.keep(owner, { accessToken: 'token-of-another', expiresAt }));
    expect(await got()).toEqual({ text: 'new' });
  });

  it('are not kept for a run without a connection', () => {
    const jars = new CookieJars(temporaryWorkspace());
    expect(jars.jarFor(undefined)).not.toBe(jars.jarFor(undefined));
  });

  it('do not go with a request of the studio that is to be without credentials', async () => {
    const server = await welcoming();
    const test = testRunner({ files });
    await test.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
    const send = async (auth: boolean) => {
      const started = await test.runner.startHost(
        { connector: 'crm', target: 'probe', input: {} },
        async (run) => {
          await run.send({ method: 'GET', url: server.url, headers: [], auth });
          return null;
        },
        () => {},
      );
      await unwrap(started).done;
    };
    for (const auth of [true, false, true]) await send(auth);
    expect(server.requests.map((one) => one.headers.cookie)).toEqual([undefined, undefined, `sid=${session}`]);
  });
});

describe('A67, A68: settings of the studio', () => {
  const files = { 'functions/config.js': asking };

  it('hold for every run: an authority, a host that is trusted, which is said in the log', async () => {
    const server = await httpsServer((_request, response) => response.end('secure'));
    const test = testRunner({ files });
    await test.connect({ fields: { baseUrl: server.url }, allowedHosts: [server.host] });
    const run = () => test.run({ target: 'config' });
    expect(await run()).toMatchObject({ outcome: { kind: 'error', message: expect.stringContaining('self-signed') } });
    test.workspace.settings.set(settled({ authorities: [{ name: 'test', pem: certificate }] }));
    expect((await run()).result).toEqual({ text: 'secure' });
    test.workspace.settings.set(settled({ insecureHosts: [server.host] }));
    const insecure = await run();
    expect(insecure.exchanges).toMatchObject([{ insecure: true, tlsVersion: 'TLSv1.3' }]);
    expect(insecure.logs[0]).toMatchObject({ level: 'warn', text: expect.stringContaining('was not verified') });
  });

  it('send a run through the proxy with the password of the vault, which shows nowhere', async () => {
    const proxy = await proxyServer((_request, socket) => socket.end('HTTP/1.1 407 no\r\n\r\n'));
    const password = 'proxy-password-1';
    const test = testRunner({ files });
    await test.connect({ fields: { baseUrl: 'http://192.0.2.1' }, allowedHosts: ['192.0.2.1'] });
    test.workspace.settings.set(settled({ proxy: { url: proxy.url, username: 'ada' } }));
    await test.vault.set(proxySecretKey(proxy.url), password);
    const detail = await test.run({ target: 'config' });
    expect(detail.exchanges).toMatchObject([{ error: { code: 'proxy_authentication' } }]);
    const basic = Buffer.from(`ada:${password}`).toString('base64');
    expect(proxy.requests[0]?.headers['proxy-authorization']).toBe(`Basic ${basic}`);
    expect(JSON.stringify(detail)).not.toContain(basic);
  });

  it('read the password of the proxy from the variable it was given by, and say where it is missing', async () => {
    const proxy = await proxyServer((_request, socket) => socket.end('HTTP/1.1 403 no\r\n\r\n'));
    const settings = { ...settled({ proxy: { url: proxy.url } }), proxyVariable: 'PROXY_PASSWORD' };
    const bare = testRunner({ files });
    bare.workspace.settings.set(settings);
    expect(await bare.refused({ target: 'config' })).toMatchObject({
      code: 'missing_secret',
      details: { variable: 'PROXY_PASSWORD' },
    });
    const test = testRunner({ files, environment: { PROXY_PASSWORD: 'from-the-environment' } });
    test.workspace.settings.set(settings);
    await test.connect({ fields: { baseUrl: 'http://192.0.2.1' }, allowedHosts: ['192.0.2.1'] });
    await test.run({ target: 'config' });
    expect(proxy.requests[0]?.headers['proxy-authorization']).toBe(
      `Basic ${Buffer.from(':from-the-environment').toString('base64')}`,
    );
  });

  it('are all there is: a run says once what of the environment it does not hear', async () => {
    const environment = { HTTPS_PROXY: 'http://127.0.0.1:1', NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    const test = testRunner({ environment });
    const detail = await test.run({ target: 'config' });
    expect(detail.logs).toEqual([
      {
        level: 'warn',
        text: 'HTTPS_PROXY, NODE_TLS_REJECT_UNAUTHORIZED are set in the environment and are not heard: proxies and authorities are set in the settings of the studio.',
        atMs: expect.any(Number),
      },
    ]);
  });
});
