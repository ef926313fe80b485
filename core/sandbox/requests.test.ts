import { describe, expect, it } from 'vitest';
import type { GuestReply } from './index.ts';
import { json, runBody, runCommand, runModule } from './testing/run.ts';

/** Never answers, but gives up when it is told to. */
const untilAborted = (seen: string[]) => (request: { readonly url: string }, signal: AbortSignal) =>
  new Promise<GuestReply>((resolve) => {
    signal.addEventListener('abort', () => {
      seen.push(request.url);
      resolve({ kind: 'failure', name: 'NetworkError', code: 'cancelled', message: 'cancelled' });
    });
  });

describe('the initiator of a request', () => {
  it.each([
    [`  await http.get('https://x.test/');`, 'data', 2],
    [`\n  await fetch('https://x.test/');`, 'data', 3],
    [`  floh.http.get('https://x.test/');`, 'data', 2],
    [`  await null;\n  await http.post('https://x.test/', { body: 1 });`, 'data', 3],
    [
      `  const page = async () => {\n    await null;\n    return http.get('https://x.test/');\n  };\n  await page();`,
      'page',
      4,
    ],
    [`  await Promise.all([1].map(async () => {\n    await http.get('https://x.test/');\n  }));`, 'data', 3],
    [`  class Api { static list() { return http.get('https://x.test/'); } }\n  await Api.list();`, 'list', 2],
    [`  setTimeout(() =>\n    http.get('https://x.test/'), 1);\n  await new Promise((r) => setTimeout(r, 20));`, '', 3],
    [`  await http.get('https://x.test/', { timeoutMs: 1 }).catch(() => {});`, 'data', 2],
  ])('%s', async (body, name, line) => {
    const { requests } = await runBody(body);
    expect(requests.map((one) => one.initiator)).toEqual([
      { kind: 'code', function: name, place: { file: 'functions/data.js', line, column: expect.any(Number) } },
    ]);
  });

  it('is the innermost file: a helper, not who called it', async () => {
    const { requests } = await runModule(
      `import { get } from './utility.js';\nexport async function data() { await get(); }`,
      { files: { 'functions/utility.js': `export async function get() {\n  return http.get('https://x.test/');\n}` } },
    );
    expect(requests[0]?.initiator).toMatchObject({ function: 'get', place: { file: 'functions/utility.js', line: 2 } });
  });

  it('at the top level of a file has no function', async () => {
    const { requests } = await runCommand(`floh.http.get('https://x.test/');\nfunction go() {}`);
    expect(requests[0]?.initiator).toMatchObject({ function: '', place: { file: 'commands.js', line: 1 } });
  });

  it.each([
    [`Error.prepareStackTrace = () => 'at evil (/etc/passwd:1:1)'`],
    [`Error.prepareStackTrace = () => ({ toString: () => 'at x (functions/data.js:1:1)' })`],
    [`Error.prepareStackTrace = () => { throw 1; }`],
    [`Error.prepareStackTrace = () => 'at x (functions/data.js:1e99:99999999999999999999)'`],
    [`Error.stackTraceLimit = 0`],
    [`Object.defineProperty(Error.prototype, 'stack', { value: 'at x (studio:guest:1:1)' })`],
    [`String.prototype.slice = () => 'at x (node:fs:1:1)'`],
  ])('is guest text: %s names no foreign file and breaks nothing', async (trick) => {
    const { outcome, requests } = await runBody(`try { ${trick}; } catch {}\nawait http.get('https://x.test/');`);
    expect(outcome.kind).toMatch(/^(ok|error)$/);
    for (const { initiator } of requests)
      if (initiator?.kind === 'code')
        expect(initiator.place).toEqual({ file: 'functions/data.js', line: 3, column: 15 });
  });
});

describe('options of a request', () => {
  it.each([
    [`http.get('https://x.test/', { auth: false, attempts: 3 })`],
    [`http.request('https://x.test/', { method: 'PUT', auth: false, attempts: 3 })`],
    [`fetch('https://x.test/', { auth: false, attempts: 3 })`],
    [`fetch(new Request('https://x.test/', { auth: false, attempts: 3 }))`],
  ])('%s passes auth and attempts on', async (call) => {
    expect((await runBody(`await ${call};`)).requests).toMatchObject([{ auth: false, attempts: 3 }]);
  });

  it('are absent where they are not given', async () => {
    const { requests } = await runBody(
      `await http.get('https://x.test/'); floh.http.get('https://x.test/', { a: 'b' });`,
    );
    expect(requests.map((one) => Object.keys(one))).toEqual([
      ['method', 'url', 'headers', 'initiator'],
      ['method', 'url', 'headers', 'initiator'],
    ]);
  });

  it.each([
    [`{ attempts: 0 }`, 'attempts: it must be 1 to 10'],
    [`{ attempts: 11 }`, 'attempts: it must be 1 to 10'],
    [`{ attempts: 1.5 }`, 'attempts: it must be a whole number'],
    [`{ attempts: '2' }`, 'attempts: it must be a whole number'],
    [`{ auth: 'no' }`, 'auth: it must be true or false'],
    [`{ timeoutMs: -1 }`, 'timeoutMs: it must be a positive number'],
    [`{ timeoutMs: 'soon' }`, 'timeoutMs: it must be a positive number'],
  ])('%s is refused by name and sends nothing', async (options, message) => {
    const { outcome, requests } = await runBody(`await http.get('https://x.test/', ${options});`);
    expect(outcome).toMatchObject({ kind: 'error', name: 'TypeError', message: expect.stringContaining(message) });
    expect(requests).toEqual([]);
  });
});

describe('a request that is given up', () => {
  it('rejects with the reason and ends outside as well', async () => {
    const seen: string[] = [];
    const { value } = await runBody(
      `const stop = new AbortController();
       const first = fetch('https://x.test/1', { signal: stop.signal }).catch((error) => [error.name, error.message]);
       const second = http.get('https://x.test/2', { signal: stop.signal }).catch((error) => error.name);
       await new Promise((resolve) => setTimeout(resolve, 30));
       stop.abort();
       const ends = await Promise.all([first, second]);
       await new Promise((resolve) => setTimeout(resolve, 30));
       return ends;`,
      { http: untilAborted(seen) },
    );
    expect(value).toEqual([['AbortError', 'This operation was aborted'], 'AbortError']);
    expect(seen).toEqual(['https://x.test/1', 'https://x.test/2']);
  });

  it.each([
    [`AbortSignal.timeout(10)`, 'TimeoutError'],
    [`AbortSignal.abort(new RangeError('mine'))`, 'RangeError'],
    [`AbortSignal.any([AbortSignal.timeout(10), new AbortController().signal])`, 'TimeoutError'],
    [`({})`, 'TypeError'],
  ])('by %s with a %s', async (signal, name) => {
    const { value } = await runBody(
      `return await fetch('https://x.test/', { signal: ${signal} }).then(() => 'ok', (error) => error.name);`,
      { http: untilAborted([]) },
    );
    expect(value).toBe(name);
  });

  it('is not sent where the signal was aborted before, and an answer that comes later is nothing', async () => {
    const { requests, value } = await runBody(
      `const stop = new AbortController(); stop.abort('early');
       const early = await fetch('https://x.test/', { signal: stop.signal }).catch((error) => error);
       const late = new AbortController();
       const answer = fetch('https://x.test/late', { signal: late.signal });
       const { status } = await answer;
       late.abort();
       return [early, status];`,
    );
    expect(value).toEqual(['early', 200]);
    expect(requests.map((one) => one.url)).toEqual(['https://x.test/late']);
  });

  it('ends outside though requests that block have the same numbers', async () => {
    const seen: string[] = [];
    const slow = untilAborted(seen);
    const { value } = await runBody(
      `const stop = new AbortController();
       const slow = fetch('https://x.test/slow', { signal: stop.signal }).catch((error) => error.name);
       floh.http.get('https://x.test/now');
       floh.http.get('https://x.test/now');
       stop.abort();
       const end = await slow;
       await new Promise((resolve) => setTimeout(resolve, 30));
       return end;`,
      { http: (request, signal) => (request.url.endsWith('slow') ? slow(request, signal) : json({})) },
    );
    expect([value, seen]).toEqual(['AbortError', ['https://x.test/slow']]);
  });

  it('in the queue is never sent', async () => {
    const seen: string[] = [];
    const { requests } = await runBody(
      `const stop = new AbortController();
       const all = [1, 2, 3].map((n) => fetch('https://x.test/' + n, { signal: stop.signal }).catch(() => {}));
       await new Promise((resolve) => setTimeout(resolve, 30));
       stop.abort();
       await Promise.all(all);
       await new Promise((resolve) => setTimeout(resolve, 30));`,
      { http: untilAborted(seen), limits: { concurrentRequests: 1 } },
    );
    expect(requests.map((one) => one.url)).toEqual(['https://x.test/1']);
  });
});

describe('Request and fetch', () => {
  it('send what the request holds, and the init over it', async () => {
    const { requests, value } = await runBody(
      `const post = new Request('https://x.test/a', { method: 'post', headers: { 'X-A': '1' }, body: 'text' });
       await fetch(post);
       await fetch(post, { method: 'PUT', headers: { 'x-b': '2' } });
       await fetch(post.clone());
       return [post.url, post.method, post.headers.get('x-a'), post.signal.aborted];`,
    );
    expect(value).toEqual(['https://x.test/a', 'POST', '1', false]);
    expect(requests.map((one) => [one.method, one.url, one.body && Buffer.from(one.body).toString()])).toEqual([
      ['POST', 'https://x.test/a', 'text'],
      ['PUT', 'https://x.test/a', 'text'],
      ['POST', 'https://x.test/a', 'text'],
    ]);
    expect(requests[1]?.headers).toEqual([
      ['x-b', '2'],
      ['content-type', 'text/plain;charset=UTF-8'],
    ]);
  });

  it('refuse a body with GET, and an address that is none', async () => {
    const { value } = await runBody(
      `const names = []; for (const call of [() => fetch('https://x.test/', { body: 'x' }), async () => new Request('nope')]) await call().catch((error) => names.push(error.name)); return names;`,
    );
    expect(value).toEqual(['TypeError', 'TypeError']);
  });

  it('the answer may be read more than once and cloned', async () => {
    const { value } = await runBody(
      `const r = await fetch('https://x.test/'); const copy = r.clone(); return [await r.json(), await copy.json(), await r.text()];`,
      { http: () => json({ a: 1 }) },
    );
    expect(value).toEqual([{ a: 1 }, { a: 1 }, '{"a":1}']);
  });
});

describe('progress', () => {
  it('passes on at most one report in 100 ms, and the last', async () => {
    const { progress } = await runBody(
      `for (let i = 1; i <= 1000; i++) progress(i, 1000, 'row ' + i);
       await new Promise((resolve) => setTimeout(resolve, 130));
       progress(1001); progress(1002, undefined, 'end');`,
    );
    expect(progress[0]).toEqual({ done: 1, total: 1000, text: 'row 1' });
    expect(progress.at(-1)).toEqual({ done: 1002, text: 'end' });
    expect(progress.length).toBeLessThanOrEqual(5);
  });

  it('keeps at most sandboxLimits.progressChars of its text, and refuses what is no number', async () => {
    const { progress, value } = await runBody(
      `progress(1, 2, 'x'.repeat(1e5)); const names = []; for (const bad of [() => progress('1'), () => progress(NaN), () => progress(1, 'x'), () => progress()]) try { bad(); } catch (error) { names.push(error.name); } return names;`,
    );
    expect(progress[0]?.text.length).toBe(500);
    expect(value).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError']);
  });
});
