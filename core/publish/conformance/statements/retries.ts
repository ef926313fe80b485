import { z } from 'zod';
import { codeOf, good, type Reply, refused } from '../api.ts';
import { anything, installedSchema, listSchema } from '../objects.ts';
import { must, quoted } from '../report.ts';
import { type Statement, statement } from './statement.ts';

const refusalSchema = z.object({
  error: z.object({
    type: z.string(),
    code: z.string().min(1),
    message: z.string().min(1),
    doc_url: z.string(),
    request_id: z.string().min(1),
  }),
});

const types: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  409: 'conflict_error',
  422: 'validation_error',
  429: 'rate_limit_error',
  500: 'api_error',
  502: 'api_error',
  503: 'api_error',
};

/** Every kind of refusal that can be had without installing anything. */
const refusals = [
  { method: 'GET', path: 'connectors?limit=0' },
  { method: 'GET', path: 'connectors', key: null },
  { method: 'GET', path: 'connectors/cn_0000000000000000' },
  { method: 'GET', path: 'nothing-stands-here' },
  {
    method: 'POST',
    path: 'connectors',
    body: new TextEncoder().encode('{"listing"'),
    headers: { 'content-type': 'application/json' },
  },
  { method: 'POST', path: 'connectors', body: {} },
] as const;

/** FC-20…23 and FC-31: what comes of sending something twice. */
export const retries: readonly Statement[] = [
  statement('FC-20', 'Idempotency-Key has 1 to 255 characters; GET and DELETE ignore it.', async (stage) => {
    const target = await stage.target();
    const key = `${stage.name()}-`.padEnd(255, 'k');
    const made = await stage.install({ ...target, name: stage.name() }, { 'idempotency-key': key });
    const { id } = good(made, installedSchema, 201, 200);
    const long = { 'idempotency-key': 'k'.repeat(256) };
    refused(await stage.install({ ...target, name: stage.name() }, long), 400);
    good(await stage.api.send({ method: 'GET', path: 'connectors', headers: long }), listSchema);
    const headers = { 'idempotency-key': key };
    good(await stage.api.send({ method: 'GET', path: `connectors/${id}`, headers }), anything);
    good(await stage.api.send({ method: 'DELETE', path: `connectors/${id}`, headers }), anything);
    const again = await stage.api.send({ method: 'DELETE', path: `connectors/${id}`, headers });
    refused(again, 404);
  }),
  statement(
    'FC-21',
    'The same key with the same body gets the first answer again, with its request id.',
    async (stage) => {
      const body = { ...(await stage.target()), name: stage.name() };
      const headers = { 'idempotency-key': stage.name() };
      const first = await stage.install(body, headers);
      good(first, installedSchema, 201, 200);
      const again = await stage.install(body, headers);
      good(again, installedSchema, 200);
      must(JSON.stringify(again.body) === JSON.stringify(first.body), 'the second answer is not the first');
      const ids = [first, again].map((reply) => reply.headers.get('x-request-id'));
      must(ids[0] === ids[1], `the first request is ${quoted(ids[0])}, the second names ${quoted(ids[1])}`);
    },
  ),
  statement('FC-22', 'The same key with another body is refused.', async (stage) => {
    const target = await stage.target();
    const headers = { 'idempotency-key': stage.name() };
    good(await stage.install({ ...target, name: stage.name() }, headers), installedSchema, 201, 200);
    refused(await stage.install({ ...target, name: stage.name() }, headers), 409, 'idempotency_conflict');
  }),
  statement('FC-23', 'While the first request is under way the second is told to wait.', async (stage) => {
    const source = stage.source();
    const body = { ...(await stage.target()), name: stage.name() };
    const headers = { 'idempotency-key': stage.name() };
    const { held, release } = source.hold();
    try {
      const first = stage.install(body, headers);
      await Promise.race([held, first]);
      const second = await stage.install(body, headers);
      refused(second, 409, 'entity_locked');
      must(
        /^\d+$/.test(second.headers.get('retry-after') ?? ''),
        `it says Retry-After ${quoted(second.headers.get('retry-after'))}`,
      );
      release();
      good(await first, installedSchema, 201, 200);
    } finally {
      release();
    }
  }),
  statement('FC-31', 'A refusal stays one however often the same request is sent.', async ({ api }) => {
    for (const asked of refusals) {
      const [one, two] = [await api.send(asked), await api.send(asked)];
      must(one.status >= 400 && one.status < 500, `${one.asked} answered ${one.status}`);
      must(one.status === two.status, `${one.asked} answered ${one.status}, then ${two.status}`);
    }
  }),
];

/** FC-30, FC-32: what is said of every answer of the check. */
export const everyAnswer: readonly Statement[] = [
  statement('FC-30', 'Every refusal has the one envelope, and says where its code is explained.', async ({ api }) => {
    for (const asked of refusals) await api.send(asked);
    for (const { reply, refusal } of api.noted) {
      if (refusal === undefined) continue;
      const { error } = good({ ...reply, body: refusal }, refusalSchema, reply.status);
      const docs = `https://fibric.io/docs/errors#${error.code}`;
      must(error.doc_url === docs, `${reply.asked}: doc_url is ${quoted(error.doc_url)}, not ${docs}`);
      const type = types[reply.status] ?? error.type;
      must(error.type === type, `${reply.asked}: ${reply.status} has the type ${quoted(error.type)}, not ${type}`);
    }
  }),
  statement(
    'FC-32',
    'Every answer says what is left of the limit; Retry-After stands where waiting helps.',
    async ({ api }) => {
      for (const asked of [...refusals, { method: 'GET', path: 'connectors?limit=1' } as const]) await api.send(asked);
      for (const { reply, refusal } of api.noted) {
        for (const name of ['limit', 'remaining', 'reset']) {
          const value = reply.headers.get(`x-ratelimit-${name}`);
          must(/^\d+$/.test(value ?? ''), `${reply.asked} (${reply.status}): X-RateLimit-${name} is ${quoted(value)}`);
        }
        const mayWait = reply.status === 429 || codeOf({ body: refusal }) === 'entity_locked';
        const wait = reply.headers.get('retry-after');
        must(wait === null || mayWait, `${reply.asked} (${reply.status}) says Retry-After ${quoted(wait)}`);
      }
      const [left, next] = await Promise.all([
        api.send({ method: 'GET', path: 'connectors?limit=1' }),
        api.send({ method: 'GET', path: 'connectors?limit=2' }),
      ]);
      const of = ({ headers }: Reply): string =>
        `${headers.get('x-ratelimit-remaining')} ${headers.get('x-ratelimit-reset')}`;
      must(of(left) !== of(next), 'a request leaves as much of the limit as there was before');
    },
  ),
  statement('FC-49', 'Credentials go in and never come out.', async (stage) => {
    await stage.connector();
    await stage.api.send({ method: 'GET', path: 'connectors?limit=100' });
    const leak = stage.api.noted.find(({ leaked }) => leaked);
    must(leak === undefined, `${leak?.reply.asked} gave a secret back`);
  }),
];
