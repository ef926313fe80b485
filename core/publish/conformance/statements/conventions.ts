import { z } from 'zod';
import { good, refused } from '../api.ts';
import { anything, listSchema } from '../objects.ts';
import { must, NotChecked, quoted } from '../report.ts';
import { type Statement, statement } from './statement.ts';

const RFC3339_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;
const unknownId = 'cn_0000000000000000';

/** FC-1…6: addresses, keys, scopes, ids, objects. */
export const conventions: readonly Statement[] = [
  statement('FC-1', 'The major version is in the path, and a dated revision may be asked for.', async ({ api }) => {
    good(await api.send({ method: 'GET', path: 'connectors' }), listSchema);
    const headers = { 'fibric-version': '2026-01-01' };
    good(await api.send({ method: 'GET', path: 'connectors', headers }), listSchema);
    refused(await api.send({ method: 'GET', path: 'connectors', under: 'v99/' }), 404);
  }),
  statement('FC-2', 'A key in Authorization: Bearer is needed, and no other way.', async ({ api }) => {
    good(await api.send({ method: 'GET', path: 'connectors' }), anything);
    refused(await api.send({ method: 'GET', path: 'connectors', key: null }), 401);
    refused(await api.send({ method: 'GET', path: 'connectors', key: 'sk_live_of_nobody' }), 401);
    refused(await api.send({ method: 'GET', path: 'connectors?key=sk_live_of_nobody', key: null }), 401);
  }),
  statement(
    'FC-3',
    'connectors:read lists and gets, connectors:write installs, tests and uninstalls.',
    async ({ api, readKey: key }) => {
      good(await api.send({ method: 'GET', path: 'connectors' }), anything);
      if (key === undefined)
        throw new NotChecked('it needs a key that may only read (--read-key-env); with this key reading works');
      good(await api.send({ method: 'GET', path: 'connectors', key }), anything);
      const writes = [
        { method: 'POST', path: 'connectors', body: { listing: 'cn-none', auth: { type: 'basic' } } },
        { method: 'POST', path: `connectors/${unknownId}/test` },
        { method: 'DELETE', path: `connectors/${unknownId}` },
      ] as const;
      for (const write of writes) refused(await api.send({ ...write, key }), 403);
    },
  ),
  statement('FC-4', 'Ids say what they name: cn_ a connector, req_ a request, cur_ a cursor.', async (stage) => {
    const connector = await stage.connector();
    must(/^cn_[\w-]+$/.test(connector.id), `the connector is named ${quoted(connector.id)}`);
    must(/^cn-[\w-]+$/.test(connector.listing), `the listing is named ${quoted(connector.listing)}`);
    await stage.installed(await stage.target());
    const list = good(await stage.api.send({ method: 'GET', path: 'connectors?limit=1' }), listSchema);
    must(/^cur_./.test(list.next_cursor ?? ''), `the cursor is ${quoted(list.next_cursor)}`);
    const refusal = good(
      await stage.api.send({ method: 'GET', path: `connectors/${unknownId}` }),
      z.object({ error: z.object({ request_id: z.string() }) }),
      404,
    );
    must(/^req_./.test(refusal.error.request_id), `the request is named ${quoted(refusal.error.request_id)}`);
  }),
  statement('FC-5', 'Every object says what it is, times are RFC 3339 in UTC.', async (stage) => {
    const connector = await stage.connector();
    for (const time of [connector.created_at, connector.last_synced_at])
      must(time === null || RFC3339_UTC.test(time), `a time is ${quoted(time)}`);
    const list = good(await stage.api.send({ method: 'GET', path: 'connectors?limit=5' }), listSchema);
    must(list.data.length > 0, 'the list is empty, though a connector is installed');
  }),
  statement('FC-6', 'Changes within a major only add, and a major lives 12 months after the next.', async () => {
    throw new NotChecked('it is a promise for years: one check cannot see it');
  }),
];
