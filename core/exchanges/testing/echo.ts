import { headerOf } from '../../../shared/run/header.ts';
import { rawServer, type TestServer } from '../../network/testing/server.ts';

/** A request as its bytes say. */
export interface Heard {
  readonly method: string;
  readonly target: string;
  /** Latin-1, in wire order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

const BLANK = '\r\n\r\n';

/** The first request of these bytes, and how many it takes; undefined while some are missing. */
function parse(bytes: Buffer): { readonly heard: Heard; readonly size: number } | undefined {
  const end = bytes.indexOf(BLANK);
  if (end < 0) return undefined;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const [method = '', target = ''] = first.split(' ');
  const headers = lines.map((line): [string, string] => {
    const at = line.indexOf(':');
    return [line.slice(0, at), line.slice(at + 1).trim()];
  });
  const length = Number(headerOf(headers, 'content-length') ?? 0);
  const start = end + BLANK.length;
  if (bytes.byteLength < start + length) return undefined;
  return { heard: { method, target, headers, body: bytes.subarray(start, start + length) }, size: start + length };
}

/** A server that hears requests to the byte and answers each with `200 ok`. */
export async function echoServer(): Promise<TestServer & { readonly heard: readonly Heard[] }> {
  const heard: Heard[] = [];
  const server = await rawServer((socket) => {
    let waiting = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      waiting = Buffer.concat([waiting, chunk]);
      const next = parse(waiting);
      if (!next) return;
      heard.push(next.heard);
      const body = next.heard.method === 'HEAD' ? '' : 'ok';
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n${body}`);
    });
  });
  return { ...server, heard };
}
