import { describe, expect, it } from 'vitest';
import { type Answer, findingsOf, short } from './testing/check.ts';

const body = '{}';
const found = async (answers: readonly Answer[], ok = true) => short(await findingsOf('config', { answers, ok }));
const url = 'https://api.example.com/a';

describe('failures that a run took for data', () => {
  it('a status, and a request without an answer', async () => {
    const error = { code: 'timeout', message: 'x' };
    const answers: Answer[] = [
      { status: 404, body },
      { status: 404, body, url },
      { status: null, error, url },
    ];
    expect(await found(answers)).toEqual(['answer_swallowed exchange ×2', 'failure_swallowed exchange']);
    expect(await found(answers, false)).toEqual([]);
  });
  it('are mended by a further try, of the studio or of the function', async () => {
    expect(
      await found([
        { status: 503, body, url },
        { body, url, retryOf: 'run_1-1' },
      ]),
    ).toEqual([]);
    expect(
      await found([
        { status: 503, body, url },
        { body, url },
      ]),
    ).toEqual([]);
    expect(
      await found([
        { body, url },
        { status: 503, body, url },
      ]),
    ).toEqual(['answer_swallowed exchange']);
    expect(
      await found([
        { status: 503, body, url },
        { body, url, method: 'POST' },
      ]),
    ).toEqual(['answer_swallowed exchange']);
  });
});

describe('A55: what anyone on the way can read', () => {
  it('a redirect from https to http', async () => {
    const answers = [
      { status: 302, url, body },
      { url: 'http://api.example.com/a', redirectOf: 'run_1-1', body },
    ];
    expect(await found(answers)).toEqual(['redirect_downgraded exchange']);
    expect(
      await found([
        { status: 302, url, body },
        { url, redirectOf: 'run_1-1', body },
      ]),
    ).toEqual([]);
  });
  it('credentials over http to a public host', async () => {
    const sent: Answer = { requestHeaders: [['Authorization', 'Bearer ***']], body };
    const to = (address: string, remoteAddress?: string): Answer => ({
      ...sent,
      url: address,
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
    });
    expect(await found([to('http://api.example.com/a')])).toEqual(['credential_in_clear exchange']);
    expect(await found([to('http://api.example.com/a', '93.184.216.34')])).toEqual(['credential_in_clear exchange']);
    expect(await found([{ url: 'http://api.example.com/a?key=***', body }])).toEqual(['credential_in_clear exchange']);
    expect(
      await found([
        to('https://api.example.com/a'),
        to('http://127.0.0.1:8080/a'),
        to('http://localhost/a'),
        to('http://crm.intranet.example/a', '10.0.0.7'),
        { url: 'http://api.example.com/a', body },
      ]),
    ).toEqual([]);
  });
});

describe('what sources say beside their answers', () => {
  const saying = (name: string, value: string): Answer => ({ responseHeaders: [[name, value]] });
  it.each([
    ['Deprecation', '@1688169599', 'deprecated_endpoint exchange'],
    ['Sunset', 'Sun, 30 Jun 2030 23:59:59 GMT', 'deprecated_endpoint exchange'],
    ['X-RateLimit-Remaining', '0', 'rate_limit_used_up exchange'],
    ['RateLimit', '"default";r=0;t=30', 'rate_limit_used_up exchange'],
    ['RateLimit-Remaining', '0', 'rate_limit_used_up exchange'],
  ])('%s: %s', async (name, value, finding) => {
    expect(await found([saying(name, value)])).toEqual([finding]);
  });
  it.each([
    ['Deprecation', 'false'],
    ['X-RateLimit-Remaining', '10'],
    ['RateLimit', '"default";r=50;t=30'],
  ])('%s: %s is no news', async (name, value) => {
    expect(await found([saying(name, value)])).toEqual([]);
  });
});
