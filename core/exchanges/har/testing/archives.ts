import type { TestRunner } from '../../../runs/testing/studio.ts';
import { unwrap } from '../../../workspace/testing/temporary.ts';
import { importHar } from '../import.ts';

/** Names and values as an archive has them. */
export const pairs = (list: Readonly<Record<string, string>> = {}) =>
  Object.entries(list).map(([name, value]) => ({ name, value }));

/** A request with its answer. */
export interface Call {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly postData?: unknown;
  readonly status?: number;
  readonly answerHeaders?: Readonly<Record<string, string>>;
  readonly content?: unknown;
  readonly redirectURL?: string;
  readonly more?: object;
}

/** An entry as a browser writes it. */
const chrome = ({ url, method = 'GET', headers, postData, status = 200, ...rest }: Call, index: number) => ({
  _connectionId: '12',
  _initiator: { type: 'script', stack: { callFrames: [] } },
  _priority: 'High',
  _resourceType: 'fetch',
  cache: {},
  connection: '443',
  request: {
    ...{ method, url, httpVersion: 'h2', cookies: [], headersSize: -1, bodySize: 0 },
    headers: pairs({ ':authority': new URL(url).host, ':method': method, accept: '*/*', ...headers }),
    queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
    ...(postData === undefined ? {} : { postData }),
  },
  response: {
    ...{ status, statusText: '', httpVersion: 'h2', cookies: [], headersSize: -1, bodySize: -1, _transferSize: 0 },
    headers: pairs(rest.answerHeaders),
    content: rest.content ?? { size: 0, mimeType: 'x-unknown' },
    redirectURL: rest.redirectURL ?? '',
    _error: status === 0 ? 'net::ERR_CONNECTION_REFUSED' : null,
  },
  serverIPAddress: status === 0 ? '' : '[2001:db8::1]',
  startedDateTime: `2026-01-01T00:00:0${index}.123Z`,
  time: 7.5,
  timings: { blocked: 1.5, dns: -1, ssl: -1, connect: -1, send: 1, wait: 4, receive: 1, _blocked_queueing: 1 },
  ...rest.more,
});
/** The text of an archive of Chrome. */
export const archive = (calls: readonly Call[]): string =>
  JSON.stringify({
    log: {
      version: '1.2',
      creator: { name: 'WebInspector', version: '537.36' },
      pages: [],
      entries: calls.map(chrome),
    },
  });

/** A JSON body. */
export const json = (value: unknown) => {
  const text = JSON.stringify(value);
  return { size: text.length, mimeType: 'application/json', text };
};

/** Takes an archive in; gives the run that it became. */
export const taken = async (studio: TestRunner, text: string) => {
  const imported = unwrap(await importHar(studio.workspace, { connector: 'crm', fileName: 'traffic.har', text }));
  return { ...imported, detail: unwrap(studio.workspace.runs.get(imported.run)) };
};
/** The text of a stored body. */
export const bodyOf = (studio: TestRunner, id: string | undefined) =>
  Buffer.from(studio.workspace.runs.readBody(id ?? 'none', 1e6)?.bytes ?? []).toString();
