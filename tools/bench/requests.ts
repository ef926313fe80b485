import { against, inTurn, ms, type Row } from './measure.ts';
import { peer } from './peers.ts';
import { openRunner } from './runner.ts';
import { startServer } from './server.ts';

const REQUESTS = 100;

/** As much of newman as is used here. */
interface Newman {
  run(options: { readonly collection: object }, done: (error: Error | null, summary: Summary) => void): void;
}

interface Summary {
  readonly run: {
    readonly stats: { readonly assertions: { readonly total: number; readonly failed: number } };
    readonly failures: readonly unknown[];
  };
}

/** Before each request a header is made, after it the answer is read and checked: the same work in both. */
const collection = (url: string): object => ({
  info: { name: 'bench', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  item: Array.from({ length: REQUESTS }, (_, index) => ({
    name: `request ${index}`,
    event: [
      { listen: 'prerequest', script: { exec: [`pm.variables.set('trace', ['trace', ${index}].join('-'));`] } },
      {
        listen: 'test',
        script: {
          exec: [
            'const row = pm.response.json();',
            `pm.test('answers', () => { pm.response.to.have.status(200); pm.expect(row.id).to.equal(7); });`,
            `pm.collectionVariables.set('name', row.name.toUpperCase());`,
          ],
        },
      },
    ],
    request: { method: 'GET', url: `${url}/rows/${index}`, header: [{ key: 'X-Trace', value: '{{trace}}' }] },
  })),
});

const connector = (url: string): string => `export async function data() {
  const items = [];
  for (let index = 0; index < ${REQUESTS}; index++) {
    const trace = ['trace', index].join('-');
    const { status, body } = await http.get(\`${url}/rows/\${index}\`, { headers: { 'X-Trace': trace } });
    if (status !== 200 || body.id !== 7) throw new Error('answers');
    items.push({ id: index, name: body.name.toUpperCase() });
  }
  return { items };
}
`;

/** 100 requests with a script before and after each, one after another, as one run: as the product runs and records it. */
export async function scriptedRequests(): Promise<readonly Row[]> {
  const newman = await peer<Newman>('newman');
  const server = await startServer();
  const runner = openRunner(server.url, connector(server.url));
  const { module } = newman;
  const times = await inTurn(7, {
    ours: async () => {
      const { exchangeCount } = await runner.run();
      if (exchangeCount !== REQUESTS) throw new Error(`${exchangeCount} requests were recorded`);
    },
    newman:
      module &&
      (() =>
        new Promise<void>((resolve, reject) =>
          module.run({ collection: collection(server.url) }, (error, summary) => {
            const { assertions } = summary.run.stats;
            if (error) reject(error);
            else if (assertions.total !== REQUESTS || assertions.failed > 0)
              reject(new Error('newman did not run all'));
            else resolve();
          }),
        )),
  });
  await runner.close();
  server.close();
  const what = `${REQUESTS} scripted requests as one recorded run`;
  return [against(what, ms, times.ours ?? Number.NaN, { ...newman, value: times.newman }, 1)];
}
