import { type Command, InvalidArgumentError } from 'commander';
import type { MockApi } from '../../core/mock-api/index.ts';
import { mockApiLimits } from '../../shared/limits.ts';
import { ok } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withOutput } from '../context.ts';
import { parsePort } from '../pairs.ts';
import { serverFailure, untilStopped } from '../server.ts';
import { readDescription } from '../source.ts';

interface MockOptions extends CommonOptions {
  readonly port: number;
  readonly seed?: number;
  readonly rows?: number;
}

function wholeNumber(text: string, least: number, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
}

/** Lines for a person: where it is, and what opens it. */
function startText({ url, credentials, servers }: MockApi, filters: Readonly<Record<string, string>>): string {
  const several = credentials.length > 1;
  const secrets = credentials.flatMap(({ auth, fields }) =>
    Object.entries(fields).map(([name, value]) => `${name}: ${value}${several ? ` (${auth})` : ''}`),
  );
  return [
    `Mock API: ${url}`,
    ...secrets,
    ...(credentials.every(({ fields }) => Object.keys(fields).length === 0) ? ['It needs no credentials.'] : []),
    ...[...servers].map(([from, to]) => `instead of ${from}: ${to}`),
    ...Object.entries(filters).map(([name, value]) => `filter ${name}: ${value}`),
  ].join('\n');
}

async function mockApi(spec: string, options: MockOptions): Promise<void> {
  // Loaded by this command only: every other one starts faster without it.
  const [{ createMockApi }, { readWholeDescription }] = await Promise.all([
    import('../../core/mock-api/index.ts'),
    import('../../core/import/read.ts'),
  ]);
  await withOutput(options, async (output) => {
    const source = await readDescription(spec);
    if (!source.ok) return source;
    const read = await readWholeDescription(source.value);
    if (!read.ok) return read;
    try {
      const stopped = untilStopped();
      const { port, seed, rows } = options;
      const mock = await createMockApi({
        ...read.value,
        port,
        ...(seed === undefined ? {} : { seed }),
        ...(rows === undefined ? {} : { rows }),
        log: (line) => output.note(line),
      });
      const filters = Object.assign({}, ...read.value.report.entities.map((entity) => mock.filters(entity.name)));
      const result = {
        url: mock.url,
        // Those of the first authentication by their plain names, as the demo API gives its key.
        ...mock.credentials[0]?.fields,
        credentials: mock.credentials,
        servers: Object.fromEntries(mock.servers),
        filters,
      };
      output.result(result, () => startText(mock, filters));
      await stopped;
      await mock.close();
      return ok(0);
    } catch (error) {
      return serverFailure('The mock API', options.port, error);
    }
  });
}

export function registerMockApi(program: Command): void {
  withCommonOptions(program.command('mock-api'))
    .argument('<spec>', 'description of an API: a file or an http(s) address')
    .option('--port <n>', 'port on 127.0.0.1, 0 for any', parsePort, 0)
    .option('--seed <n>', 'same number, same rows and credentials', (text: string) => wholeNumber(text, 0, 2 ** 31 - 1))
    .option('--rows <n>', 'rows of each list', (text: string) => wholeNumber(text, 0, mockApiLimits.seededRows))
    .description('run a mock of the described API, to try a connector without credentials')
    .action(mockApi);
}
