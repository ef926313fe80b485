import { good, type Reply, refused } from '../api.ts';
import { type Connector, connectorSchema, installedSchema, testSchema } from '../objects.ts';
import { must, quoted } from '../report.ts';
import type { Stage } from '../stage.ts';
import { type Statement, statement } from './statement.ts';

const test = ({ api }: Stage, id: string, body?: unknown): Promise<Reply> =>
  api.send({
    method: 'POST',
    path: `connectors/${encodeURIComponent(id)}/test`,
    ...(body === undefined ? {} : { body }),
  });

const statusOf = async ({ api }: Stage, { id }: Pick<Connector, 'id'>): Promise<string> =>
  good(await api.send({ method: 'GET', path: `connectors/${encodeURIComponent(id)}` }), connectorSchema).status;

/** FC-52…55: testing what is installed. */
export const testing: readonly Statement[] = [
  statement('FC-52', 'A test answers with a result for each tool.', async (stage) => {
    const connector = await stage.connector();
    const passed = good(await test(stage, connector.id), testSchema);
    must(passed.connector_id === connector.id, `the test is of ${quoted(passed.connector_id)}, not of ${connector.id}`);
    must(passed.status === 'passed', `the test of a connector that works is ${quoted(passed.status)}`);
    const tools = new Set(passed.results.map(({ tool }) => tool));
    const missing = connector.tools.find(({ name }) => !tools.has(name));
    must(missing === undefined, `without tools named, ${quoted(missing?.name)} is not tested`);
    const [{ name: one } = { name: '' }] = connector.tools;
    const some = good(await test(stage, connector.id, { tools: [one] }), testSchema);
    must(
      some.results.length === 1 && some.results[0]?.tool === one,
      `tools: [${quoted(one)}] tests ${some.results.length}`,
    );
  }),
  statement('FC-53', 'What only reads is called live; what changes something is not called.', async (stage) => {
    const connector = await stage.connector();
    const { results } = good(await test(stage, connector.id), testSchema);
    for (const { name, side_effect: effect } of connector.tools) {
      const mode = results.find(({ tool }) => tool === name)?.mode;
      // What needs input cannot be called without any.
      must(
        effect ? mode === 'dry_run' : mode !== undefined,
        `${name} with side_effect ${effect} is tested ${quoted(mode)}`,
      );
    }
    const { seen } = stage.source();
    const read = results.find(({ tool }) => tool.endsWith('.read'));
    must(read?.mode === 'live', `a tool that only reads is tested ${quoted(read?.mode)}`);
    must(seen.writes === 0, `the source was written to ${seen.writes} times`);
  }),
  statement('FC-54', 'A tool that fails is named, and the connector is in error.', async (stage) => {
    const source = stage.source();
    const connector = await stage.installed(await stage.target());
    source.fail(true);
    try {
      const { status, results } = good(await test(stage, connector.id), testSchema);
      must(status === 'failed', `the test is ${quoted(status)}`);
      const bad = results.find(({ ok }) => !ok);
      must(bad?.tool.endsWith('.read') === true, `the tool that fails is not named but ${quoted(bad?.tool)}`);
      must((bad?.error?.message ?? '') !== '', 'no reason is given');
      const after = await statusOf(stage, connector);
      must(after === 'error', `the connector is ${quoted(after)}`);
    } finally {
      source.fail(false);
    }
    must(
      good(await test(stage, connector.id), testSchema).status === 'passed',
      'the next test, which could pass, does not',
    );
    const mended = await statusOf(stage, connector);
    must(mended === 'connected', `after it the connector is ${quoted(mended)}`);
  }),
  statement(
    'FC-55',
    'Tools and connectors that are not there, a missing consent, a source that is away.',
    async (stage) => {
      const { id } = await stage.connector();
      refused(await test(stage, id, { tools: ['nothing.like_this'] }), 400, 'invalid_parameter');
      refused(await test(stage, 'cn_0000000000000000'), 404, 'not_found');
      const source = stage.source();
      const waiting = await stage.install({ ...(await stage.own('oauth2')), name: stage.name() });
      refused(await test(stage, good(waiting, installedSchema, 201, 200).id), 409, 'state_conflict');
      const connector = await stage.installed(await stage.target());
      await source.away();
      let gone: Reply;
      try {
        gone = await test(stage, connector.id);
      } finally {
        await source.back();
      }
      refused(gone, 502, 'connector_upstream_error');
      const after = await statusOf(stage, connector);
      must(after === 'error', `the connector is ${quoted(after)}`);
    },
  ),
];
