import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { httpServer } from '../network/testing/server.ts';
import { testRunner } from './testing/studio.ts';

const CONTENT = 'content of a file of this machine';

/** A run of data with a file on disk, whose path and URL the code gets as account.file and account.url. */
async function withFile(body: string) {
  const server = await httpServer((_request, response) => response.end('ok'));
  const studio = testRunner({
    files: { 'functions/data.js': `export async function data({ account }) { ${body} }` },
  });
  const file = path.join(studio.workspace.directory, 'private.txt');
  writeFileSync(file, CONTENT);
  const fields = { baseUrl: server.url, file, url: pathToFileURL(file).href };
  await studio.connect({ fields, allowedHosts: [server.host] });
  const run = await studio.run({ target: 'data' });
  return { run, server };
}

it.each([
  ['a file URL', 'account.url'],
  ['a path', 'account.file'],
  ['a file URL with a host', "account.url.replace('file://', 'file://localhost')"],
  ['a path below the base', "'file:' + account.file"],
])('A70: a request to %s is refused and reads nothing', async (_what, address) => {
  for (const call of ['http.get(', 'fetch(', "http.post('' + "]) {
    const { run } = await withFile(
      `const { text } = await ${call}${address}); return { items: [{ id: await text() }] };`,
    );
    expect(run.outcome?.kind).not.toBe('ok');
    expect(JSON.stringify(run)).not.toContain(CONTENT);
  }
});

it.each([
  ['a path', 'account.file'],
  ['a file URL', 'account.url'],
  ['an object that names a file', '{ path: account.file, filename: account.file, $file: account.url, stream: true }'],
  ['a form that names a file', "new URLSearchParams({ file: '@' + account.file })"],
  ['a curl-like name', "'@' + account.file"],
])('A70: a body that is %s is sent as it is, not as what stands there', async (_what, body) => {
  const { run, server } = await withFile(
    `await http.post(account.baseUrl, { body: ${body}, headers: { 'content-type': 'multipart/form-data; boundary=x' } }); return { items: [] };`,
  );
  expect(run.outcome).toEqual({ kind: 'ok' });
  expect(decodeURIComponent(server.requests[0]?.body ?? '')).toContain('private.txt');
  expect(server.requests[0]?.body).not.toContain(CONTENT);
});
