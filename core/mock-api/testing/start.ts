import { readWholeDescription } from '../../import/read.ts';
import { createMockApi, type MockApi, type MockApiOptions } from '../index.ts';

/** A mock of a description that can be read; for tests. */
export async function startMock(text: string, options: Partial<MockApiOptions> = {}): Promise<MockApi> {
  const read = await readWholeDescription({ fileName: 'api.json', text });
  if (!read.ok) throw new Error(read.error.message);
  return createMockApi({ ...read.value, ...options });
}

/** An answer as a test looks at it. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined where there is no body. */
  readonly body: unknown;
}

export interface Asking {
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks a mock with the first of its credentials as an API key in the header that the CRM takes. */
export async function ask(
  mock: MockApi,
  method: string,
  path: string,
  { body, text, headers = {} }: Asking = {},
): Promise<Asked> {
  const key = mock.credentials.find((one) => one.fields.key !== undefined)?.fields.key;
  const response = await fetch(path.startsWith('http') ? path : `${mock.url}${path}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { 'x-key': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? (text === undefined ? {} : { body: text }) : { body: JSON.stringify(body) }),
  });
  const answer = await response.text();
  return { status: response.status, headers: response.headers, body: answer === '' ? undefined : JSON.parse(answer) };
}
