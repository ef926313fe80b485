import type { Passing } from './altering-proxy.ts';

type Alter = (passing: Passing) => void;

const members = (value: unknown): Record<string, unknown> => (value instanceof Object ? Object(value) : {});
const items = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const codeOf = ({ body }: Passing): unknown => members(body.error).code;

const isInstall = ({ method, url }: Passing): boolean => method === 'POST' && url === '/v1/connectors';
const isRead = ({ method, url, status }: Passing): boolean =>
  method === 'GET' && /^\/v1\/connectors\/cn_/.test(url) && status === 200;
const isList = ({ method, url }: Passing): boolean => method === 'GET' && url.startsWith('/v1/connectors?');
const isTest = ({ url }: Passing): boolean => url.endsWith('/test');
const emptyList = { object: 'list', data: [], has_more: false, next_cursor: null };

/** Changes answers of one kind. */
const where =
  (holds: (passing: Passing) => boolean, change: Alter): Alter =>
  (passing) => {
    if (holds(passing)) change(passing);
  };
/** Answers refusals of one code with another one. */
const otherCode = (code: string): Alter =>
  where(
    (passing) => codeOf(passing) === code,
    ({ body }) => Object.assign(members(body.error), { code: 'something_else' }),
  );
/** Answers refusals of one code with another status. */
const otherStatus = (code: string, status: number): Alter =>
  where(
    (passing) => codeOf(passing) === code,
    (passing) => Object.assign(passing, { status: status }),
  );

function everySecond(change: Alter): Alter {
  let number = 0;
  return (passing) => {
    number++;
    if (number % 2 === 0) change(passing);
  };
}

function echoKey(): Alter {
  let key: unknown;
  return (passing) => {
    if (isInstall(passing)) key ??= members(passing.sent.auth).key;
    if (isRead(passing)) members(passing.body.auth).hint = key;
  };
}

/** One thing that a server may do wrong, for each statement that can be looked at from outside. */
export const alterations: Readonly<Record<string, () => Alter>> = {
  'FC-1': () =>
    where(
      ({ headers }) => headers['fibric-version'] !== undefined,
      (passing) => Object.assign(passing, { status: 400 }),
    ),
  'FC-2': () =>
    where(
      ({ status }) => status === 401,
      (passing) => Object.assign(passing, { status: 200, body: emptyList }),
    ),
  'FC-3': () => otherStatus('missing_scope', 404),
  'FC-4': () => where(isRead, ({ body }) => Object.assign(body, { id: '7d2f4a' })),
  'FC-5': () => where(isRead, ({ body }) => Object.assign(body, { created_at: '2026-06-18 10:02' })),
  'FC-10': () =>
    where(
      ({ url }) => url.includes('limit=101'),
      (passing) => Object.assign(passing, { status: 200, body: emptyList }),
    ),
  'FC-11': () =>
    where(
      ({ url }) => url.includes('cursor='),
      ({ body }) => void items(body.data).shift(),
    ),
  'FC-12': () =>
    where(
      (passing) => codeOf(passing) === 'invalid_cursor',
      (passing) => Object.assign(passing, { status: 200, body: emptyList }),
    ),
  'FC-13': () => where(isList, ({ body }) => void items(body.data).reverse()),
  'FC-20': () =>
    where(
      ({ method, headers }) => method === 'POST' && (headers['idempotency-key'] ?? '').length > 255,
      (passing) => Object.assign(passing, { status: 201 }),
    ),
  'FC-21': () =>
    where(
      (passing) => isInstall(passing) && passing.status === 200,
      ({ answered }) => answered.set('x-request-id', 'req_0123456789abcdef01234567'),
    ),
  'FC-22': () => otherCode('idempotency_conflict'),
  'FC-23': () =>
    where(
      ({ status }) => status === 409,
      ({ answered }) => answered.delete('retry-after'),
    ),
  'FC-30': () =>
    where(
      ({ status }) => status === 404,
      ({ body }) => Object.assign(members(body.error), { doc_url: 'https://docs.example.com/errors' }),
    ),
  'FC-31': () =>
    everySecond(
      where(
        ({ status }) => status === 404,
        (passing) => Object.assign(passing, { status: 200 }),
      ),
    ),
  'FC-32': () =>
    where(
      ({ status }) => status >= 400,
      ({ answered }) => answered.delete('x-ratelimit-reset'),
    ),
  'FC-40': () =>
    where(
      ({ url }) => url.includes('status=connected'),
      ({ body }) => Object.assign(members(items(body.data)[0]), { status: 'error' }),
    ),
  'FC-41': () => where(isInstall, ({ body }) => Object.assign(body, { name: 'another' })),
  'FC-42': () => otherCode('missing_parameter'),
  'FC-43': () => otherStatus('invalid_parameter', 422),
  'FC-44': () =>
    where(isInstall, (passing) => Object.assign(passing, { status: passing.status === 404 ? 403 : passing.status })),
  'FC-45': () => otherCode('state_conflict'),
  'FC-46': () => otherStatus('listing_early_access', 403),
  'FC-47': () => otherStatus('auth_failed', 401),
  'FC-48': () =>
    where(
      ({ body }) => body.authorize_url !== undefined,
      ({ body }) => Object.assign(body, { status: 'connected' }),
    ),
  'FC-49': echoKey,
  'FC-50': () => where(isRead, ({ body }) => Object.assign(members(body.auth), { hint: '****' })),
  'FC-51': () =>
    where(
      (passing) => isTest(passing) && passing.status === 404,
      (passing) => Object.assign(passing, { status: 403 }),
    ),
  'FC-52': () => where(isTest, ({ body }) => void items(body.results).pop()),
  'FC-53': () =>
    where(isTest, ({ body }) => {
      for (const one of items(body.results)) Object.assign(members(one), { mode: 'live' });
    }),
  'FC-54': () => where(isTest, ({ body }) => Object.assign(body, { status: 'passed' })),
  'FC-55': () => otherStatus('connector_upstream_error', 500),
  'FC-56': () =>
    where(
      ({ method }) => method === 'DELETE',
      ({ body }) => Object.assign(body, { deleted: false }),
    ),
  'FC-57': () =>
    where(
      (passing) => codeOf(passing) === 'connector_in_use',
      ({ body }) => Object.assign(members(body.error), { message: 'It is in use.', operators: [] }),
    ),
  'FC-58': () => where(isInstall, ({ body }) => Object.assign(body, { price: null })),
  'FC-59': () => where(isRead, ({ body }) => void items(body.tools).shift()),
};
