import { describe, expect, it } from 'vitest';
import type { ReportCommand } from '../../shared/import/report.ts';
import { bench, type Item, serve } from './testing/bench.ts';
import { command, param, reportOf } from './testing/reports.ts';

const sandbox = bench();

type Part = Partial<ReportCommand> & { readonly operation: string };

/** Runs a command against a source that answers `answer`; gives its outcome and what it sent. */
async function run(one: Part, params: Item, answer: unknown = {}) {
  const server = await serve(() => answer);
  const from = reportOf({ baseUrl: `${server.url}/v1`, commands: [command({ name: 'act', ...one })] });
  const ran = await sandbox.command(from, 'act', params);
  if (ran.kind !== 'ok') throw new Error(ran.text);
  return { value: ran.value, sent: server.requests[0] };
}

describe('bodies of a command', () => {
  it('are parts of a multipart body, files included', async () => {
    const one = {
      operation: 'POST /upload',
      contentType: 'multipart/form-data',
      params: [
        param('file', { in: 'body', format: 'binary' }),
        param('title "x"', { in: 'body' }),
        param('meta', { in: 'body', type: 'object' }),
        param('other', { in: 'body' }),
      ],
    };
    const bytes = Buffer.from([0, 255, 13, 10, 66]);
    const { sent } = await run(one, {
      file: { name: 'ü".bin', type: 'image/png', base64: bytes.toString('base64') },
      'title "x"': 'Zoë',
      meta: { a: 1 },
      other: ['1', '2'],
    });
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(sent?.headers['content-type'] ?? '')?.[1] ?? 'none';
    const parts = (sent?.body ?? '').split(`--${boundary}`);
    expect(parts).toHaveLength(7);
    expect(parts.at(-1)).toBe('--\r\n');
    expect(parts[1]).toContain(
      'content-disposition: form-data; name="file"; filename="ü%22.bin"\r\ncontent-type: image/png\r\n\r\n',
    );
    expect(parts[2]).toBe('\r\ncontent-disposition: form-data; name="title %22x%22"\r\n\r\nZoë\r\n');
    expect(parts[3]).toContain('name="meta"\r\n\r\n{"a":1}\r\n');
    const asText = await run(one, { file: 'a,b\n' });
    expect(asText.sent?.body).toContain(
      'name="file"; filename="file"\r\ncontent-type: application/octet-stream\r\n\r\na,b\n\r\n',
    );
  });

  it('are text as it is given, also where only its structure was described', async () => {
    const xml = {
      operation: 'POST /x',
      contentType: 'application/xml',
      params: [param('a', { in: 'body' }), param('b', { in: 'body' })],
    };
    const { sent } = await run(xml, { body: '<a/>' });
    expect([sent?.body, sent?.headers['content-type']]).toEqual(['<a/>', 'application/xml']);
  });

  it('are bytes given in base64', async () => {
    const one = {
      operation: 'PUT /x',
      contentType: 'image/png',
      wholeBody: true,
      params: [param('body', { in: 'body', required: true })],
    };
    const { sent } = await run(one, { body: Buffer.from('PNG').toString('base64') });
    expect([sent?.body, sent?.headers['content-type']]).toEqual(['PNG', 'image/png']);
  });

  it('are whole values', async () => {
    const one = {
      operation: 'PATCH /x',
      contentType: 'application/json-patch+json',
      wholeBody: true,
      params: [param('body', { in: 'body' })],
    };
    const { sent } = await run(one, { body: [{ op: 'add' }] });
    expect([sent?.method, sent?.body, sent?.headers['content-type']]).toEqual([
      ...['PATCH', '[{"op":"add"}]', 'application/json-patch+json'],
    ]);
  });

  it.each(['HEAD', 'OPTIONS', 'QUERY'])('go with any method: %s', async (method) => {
    const { sent } = await run({ operation: `${method} /x` }, {});
    expect(sent?.method).toBe(method);
  });
});
