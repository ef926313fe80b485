import { z } from 'zod';
import { codeOf, good, refused } from '../api.ts';
import { change } from '../listings.ts';
import { type ConnectorList, connectorSchema, installedSchema, listSchema } from '../objects.ts';
import { must, NotChecked, quoted } from '../report.ts';
import type { Stage, Target } from '../stage.ts';
import { type Statement, statement } from './statement.ts';

const readBack = async ({ api }: Stage, id: string) =>
  good(await api.send({ method: 'GET', path: `connectors/${encodeURIComponent(id)}` }), connectorSchema);

/** Credentials of the same shape that the source does not take. */
const wrong = ({ auth }: Target): Target['auth'] =>
  Object.fromEntries(
    Object.entries(auth).map(([name, value]) => [name, name === 'type' ? value : `${String(value).slice(0, -2)}zz`]),
  );

async function isNamed({ api }: Stage, name: string): Promise<boolean> {
  const list = good(await api.send({ method: 'GET', path: 'connectors?limit=100' }), listSchema);
  return list.data.some((one) => one.name === name);
}

/** Follows an authorization as a browser would: to the source of the check, and back to the marketplace only. */
async function consent(stage: Stage, address: string): Promise<void> {
  const { url } = stage.source();
  must(
    URL.parse(address)?.origin === new URL(url).origin,
    `authorize_url is ${quoted(address)}, not at the source ${url}`,
  );
  // Nothing of the key goes there: it is the source of this very process, under the address that the marketplace knows.
  const agreed = await fetch(address, { redirect: 'manual' });
  await agreed.body?.cancel();
  const back = URL.parse(agreed.headers.get('location') ?? '');
  must(back !== null, 'authorize_url names no address to come back to');
  const { marketplace } = stage.api;
  if (back.origin !== marketplace.origin)
    throw new NotChecked(
      `authorizations come back to ${back.origin}, not to ${marketplace.origin}: they are not followed there`,
    );
  const page = await fetch(back, { redirect: 'manual', signal: AbortSignal.timeout(stage.api.requestMs) });
  await page.body?.cancel();
}

/** FC-40…50 and FC-58, FC-59: installing, and what is said of what is installed. */
export const installing: readonly Statement[] = [
  statement(
    'FC-40',
    'The list takes capability, kind and status as filters, and refuses others of their values.',
    async (stage) => {
      const { id, capabilities, kind, status } = await stage.connector();
      const [capability = ''] = capabilities;
      const filters: readonly [string, (one: ConnectorList['data'][number]) => boolean][] = [
        [`capability=${encodeURIComponent(capability)}`, (one) => one.capabilities.includes(capability)],
        [`kind=${kind}`, (one) => one.kind === kind],
        [`status=${status}`, (one) => one.status === status],
      ];
      for (const [query, has] of filters) {
        const path = `connectors?${query}&limit=100`;
        const list = good(await stage.api.send({ method: 'GET', path }), listSchema);
        const isThere = list.has_more || list.data.some((one) => one.id === id);
        must(isThere, `${query} leaves ${id} out, which has it`);
        const other = list.data.find((one) => !has(one));
        must(other === undefined, `${query} gives ${quoted(other?.id)}, which has it not`);
      }
      refused(await stage.api.send({ method: 'GET', path: 'connectors?status=lost' }), 400, 'invalid_parameter');
    },
  ),
  statement('FC-41', 'An installation answers with the connector, 201.', async (stage) => {
    const target = await stage.target();
    const name = stage.name();
    const reply = await stage.install({ ...target, name });
    const made = good(reply, installedSchema, 201, 200);
    must(made.listing === target.listing, `the connector is of ${quoted(made.listing)}, not of ${target.listing}`);
    must(made.name === name, `the connector is named ${quoted(made.name)}, not ${name}`);
    const read = await readBack(stage, made.id);
    must(read.id === made.id && read.name === name, `${made.id} reads as ${quoted(read.id)}, ${quoted(read.name)}`);
  }),
  statement('FC-42', 'Without listing or auth it is refused.', async (stage) => {
    const { listing, auth, config } = await stage.target();
    refused(await stage.install({ auth, config }), 400, 'missing_parameter');
    refused(await stage.install({ listing, config, name: stage.name() }), 400, 'missing_parameter');
  }),
  statement('FC-43', 'Another type of authentication, or a missing setting, is refused.', async (stage) => {
    const target = await stage.target();
    const other =
      target.auth.type === 'basic'
        ? { type: 'api_key', key: 'k'.repeat(20) }
        : { type: 'basic', username: 'u', password: 'p' };
    refused(await stage.install({ ...target, auth: other, name: stage.name() }), 400, 'invalid_parameter');
    stage.source();
    refused(await stage.install({ ...target, config: {}, name: stage.name() }), 400, 'invalid_parameter');
  }),
  statement('FC-44', 'A listing that is not there is not found.', async (stage) => {
    const target = await stage.target();
    const listing = 'cn-conformance-of-nothing-at-all';
    refused(await stage.install({ ...target, listing, name: stage.name() }), 404, 'not_found');
  }),
  statement(
    'FC-45',
    'A connector is named after its listing unless it says otherwise; two have no one name.',
    async (stage) => {
      const target = await stage.target();
      const first = await stage.install({ ...target });
      // Whoever named a listing may have it installed under its name already.
      const isThere = codeOf(first) === 'state_conflict';
      if (!isThere) {
        const { name } = good(first, installedSchema, 201, 200);
        must(name === target.listing, `without a name it is named ${quoted(name)}, not ${target.listing}`);
      }
      refused(await stage.install({ ...target }), 409, 'state_conflict');
      const { name } = await stage.connector();
      refused(await stage.install({ ...target, name }), 409, 'state_conflict');
    },
  ),
  statement('FC-46', 'A listing in early access is not installed.', async (stage) => {
    const target = await stage.own('basic');
    await change(stage.api, target.listing, { status: 'early_access' });
    try {
      refused(await stage.install({ ...target, name: stage.name() }), 422, 'listing_early_access');
    } finally {
      await change(stage.api, target.listing, { status: 'live' });
    }
  }),
  statement('FC-47', 'Credentials that the source rejects install nothing.', async (stage) => {
    const target = await stage.target();
    const name = stage.name();
    refused(await stage.install({ ...target, auth: wrong(target), name }), 422, 'auth_failed');
    must(!(await isNamed(stage, name)), 'the connector is listed all the same');
  }),
  statement('FC-48', 'With a key or a user it is connected at once, with OAuth 2 after the consent.', async (stage) => {
    const { status } = good(
      await stage.install({ ...(await stage.target()), name: stage.name() }),
      installedSchema,
      201,
      200,
    );
    must(status === 'connected', `a connector with its key is ${quoted(status)}`);
    const basic = await stage.install({ ...(await stage.own('basic')), name: stage.name() });
    must(good(basic, installedSchema, 201, 200).status === 'connected', 'a connector with its user is not connected');
    const reply = await stage.install({ ...(await stage.own('oauth2')), name: stage.name() });
    const waiting = good(reply, installedSchema, 201, 200);
    must(waiting.status === 'pending_auth', `a connector that waits for a consent is ${quoted(waiting.status)}`);
    must(waiting.authorize_url !== undefined, 'it has no authorize_url');
    await consent(stage, waiting.authorize_url);
    const after = await readBack(stage, waiting.id);
    must(after.status === 'connected', `after the consent it is ${quoted(after.status)}`);
  }),
  statement('FC-50', 'The hint masks the secret, and shows its last two characters.', async (stage) => {
    const { key } = stage.source();
    const { auth } = await stage.connector();
    const hint = auth.hint ?? '';
    must(hint.includes('****') && hint.endsWith(key.slice(-2)), `the hint is ${quoted(hint)}`);
    must(hint.length <= key.length / 2, 'the hint shows most of the secret');
  }),
  statement('FC-51', 'A connector is read whole; that of another tenant is not there.', async (stage) => {
    const { id } = await stage.connector();
    await readBack(stage, id);
    refused(await stage.api.send({ method: 'GET', path: 'connectors/cn_0000000000000000' }), 404, 'not_found');
    const { otherKey: key } = stage;
    if (key === undefined)
      throw new NotChecked('it needs a key of another tenant (--other-key-env); your own connectors are read whole');
    for (const [method, path] of [
      ['GET', `connectors/${id}`],
      ['POST', `connectors/${id}/test`],
      ['DELETE', `connectors/${id}`],
    ] as const)
      refused(await stage.api.send({ method, path, key }), 404, 'not_found');
    const list = good(await stage.api.send({ method: 'GET', path: 'connectors?limit=100', key }), listSchema);
    must(!list.data.some((one) => one.id === id), `the other tenant's list has ${id}`);
  }),
  statement('FC-58', 'What a priced listing costs is stated when it is installed.', async (stage) => {
    const target = await stage.own('basic');
    const price = { amount: 2900, currency: 'USD', per: 'month' };
    await change(stage.api, target.listing, { price });
    try {
      const reply = await stage.install({ ...target, name: stage.name() });
      const stated = good(reply, z.looseObject({ id: z.string() }), 201, 200);
      const isStated = Object.values(stated).some((value) => /\b29(?:00|\.00)?\b/.test(JSON.stringify(value)));
      must(isStated, `no member of the answer states ${JSON.stringify(price)}`);
    } finally {
      await change(stage.api, target.listing, { price: null });
    }
  }),
  statement(
    'FC-59',
    'Each capability is a tool of the same name, and each tool says whether it changes something.',
    async (stage) => {
      const { id, capabilities, tools } = await stage.connector();
      const names = tools.map(({ name }) => name);
      const missing = capabilities.find((capability) => !names.includes(capability));
      must(missing === undefined, `${id} can ${quoted(missing)}, but has no such tool`);
      const odd = capabilities.find((name) => !/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/.test(name));
      must(odd === undefined, `${quoted(odd)} is not noun.verb`);
      stage.source();
      const effects = Object.fromEntries(
        tools.map(({ name, side_effect: effect }) => [name.split('.')[1] ?? '', effect]),
      );
      must(effects.read === false && effects.write === true, `reading and writing have side_effect ${quoted(effects)}`);
    },
  ),
];
