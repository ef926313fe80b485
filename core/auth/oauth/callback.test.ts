import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { authLimits } from '../../../shared/limits.ts';
import { type CallbackListener, listenForCallback } from './callback.ts';

async function listener(timeoutMs?: number, stop = new AbortController()): Promise<CallbackListener> {
  const made = await listenForCallback(0, stop.signal, timeoutMs);
  if (!made.ok) throw new Error(made.error.message);
  onTestFinished(() => made.value.close());
  return made.value;
}

/** A request as no browser sends it; gives the status, 0 where the connection was closed. */
function ask(url: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<number> {
  return new Promise((resolve) => {
    httpRequest(url, options, (response) => resolve(response.resume().statusCode ?? 0))
      .on('error', () => resolve(0))
      .end();
  });
}

describe('A110: the redirect address', () => {
  it('is literal loopback with a port of its own', async () => {
    const [one, two] = [await listener(), await listener()];
    expect(one.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    expect(one.redirectUri).not.toBe(two.redirectUri);
  });

  it('takes one answer and is closed after it: a replayed code finds nobody', async () => {
    const { redirectUri, answer } = await listener();
    const response = await fetch(`${redirectUri}?code=CANARY-CODE&state=CANARY-STATE`);
    const text = await response.text();
    expect([response.status, response.headers.get('cache-control'), response.headers.get('referrer-policy')]).toEqual([
      200,
      'no-store',
      'no-referrer',
    ]);
    expect(text + JSON.stringify([...response.headers])).not.toContain('CANARY');
    expect(await answer).toMatchObject({
      ok: true,
      value: new URL(`${redirectUri}?code=CANARY-CODE&state=CANARY-STATE`),
    });
    expect(await ask(`${redirectUri}?code=CANARY-CODE&state=CANARY-STATE`)).toBe(0);
  });

  it.each([
    ['another path', '/', {}, 404],
    ['a path below', '/callback/x', {}, 404],
    ['another method', '/callback', { method: 'POST' }, 405],
    ['a look', '/callback', { method: 'HEAD' }, 405],
    ['another name for this machine', '/callback', { headers: { host: 'evil.test' } }, 421],
    ['the name localhost', '/callback', { headers: { host: 'localhost' } }, 421],
    ['another port', '/callback', { headers: { host: '127.0.0.1:1' } }, 421],
  ])('refuses %s and goes on waiting', async (_what, path, options, status) => {
    const { redirectUri, answer } = await listener();
    expect(await ask(new URL(`${path}?code=x&state=y`, redirectUri).href, options)).toBe(status);
    expect(await ask(`${redirectUri}?code=real`)).toBe(200);
    expect(await answer).toMatchObject({ ok: true, value: { search: '?code=real' } });
  });

  it('closes a connection that speaks something else', async () => {
    const { redirectUri } = await listener();
    const socket = connect(Number(new URL(redirectUri).port), '127.0.0.1');
    socket.on('error', () => undefined).write('\u0016\u0003\u0001 hello\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve));
  });

  it('does not wait for a connection that says nothing', async () => {
    const { redirectUri } = await listener();
    const silent = connect(Number(new URL(redirectUri).port), '127.0.0.1');
    await new Promise((resolve) => silent.once('connect', resolve));
    const closed = new Promise((resolve) => silent.on('error', () => undefined).once('close', resolve));
    silent.write('GET /callback HTTP/1.1');
    expect(await ask(`${redirectUri}?code=real`)).toBe(200);
    await closed;
  });

  it('takes no more headers than authLimits.callbackBytes', async () => {
    const { redirectUri } = await listener();
    const status = await ask(`${redirectUri}?code=${'x'.repeat(authLimits.callbackBytes)}`);
    expect([0, 431]).toContain(status);
  });

  it('waits no longer than it is told', async () => {
    const { redirectUri, answer } = await listener(20);
    expect(await answer).toMatchObject({
      ok: false,
      error: { code: 'authorization_timeout', message: expect.stringContaining('within 0.02 seconds') },
    });
    expect(await ask(redirectUri)).toBe(0);
  });

  it('ends when it is cancelled, before and after', async () => {
    const stop = new AbortController();
    const { answer, redirectUri } = await listener(undefined, stop);
    stop.abort();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await ask(redirectUri)).toBe(0);
    expect(await (await listener(undefined, stop)).answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  it('A110: a port where another program listens already is not shared', async () => {
    const { redirectUri } = await listener();
    const port = Number(new URL(redirectUri).port);
    expect(await listenForCallback(port, new AbortController().signal)).toMatchObject({
      ok: false,
      error: { code: 'port_unavailable', message: expect.stringContaining('another program listens there') },
    });
  });
});
