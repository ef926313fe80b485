import type { Command } from 'commander';
import { z } from 'zod';
import { type ConformanceReport, checkMarketplace, type Target } from '../../core/publish/conformance/index.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withOutput } from '../context.ts';
import { table } from '../output.ts';
import { collectList, parsePort } from '../pairs.ts';

interface CheckOptions extends CommonOptions {
  readonly keyEnv: string;
  readonly otherKeyEnv?: string;
  readonly readKeyEnv?: string;
  readonly listing?: string;
  readonly installEnv?: string;
  readonly sourceUrl?: string;
  readonly sourcePort: number;
  readonly only: readonly string[];
}

/** What a variable of the environment holds; undefined where none is named. */
function fromEnvironment(name: string | undefined): Result<string | undefined> {
  if (name === undefined) return ok(undefined);
  const value = process.env[name];
  if (value !== undefined && value !== '') return ok(value);
  return fail('input', 'unset_variable', `The environment variable ${name} is not set.`);
}

const installSchema = z.object({
  auth: z.looseObject({ type: z.string() }),
  config: z.record(z.string(), z.unknown()).default({}),
});

/** The listing to install, and its credentials out of the environment. */
function targetOf({ listing, installEnv }: CheckOptions): Result<Target | undefined> {
  if (listing === undefined && installEnv === undefined) return ok(undefined);
  if (listing === undefined || installEnv === undefined)
    return fail(
      'input',
      'bad_usage',
      '--listing and --install-env go together: what is installed, and with which credentials.',
    );
  const text = fromEnvironment(installEnv);
  if (!text.ok) return text;
  try {
    const { auth, config } = installSchema.parse(JSON.parse(text.value ?? ''));
    return ok({ listing, auth, config });
  } catch {
    const example = '{"auth":{"type":"api_key","key":"…"},"config":{}}';
    return fail('input', 'bad_variable', `The environment variable ${installEnv} must hold JSON such as ${example}.`);
  }
}

const marks = { passed: 'passed', failed: 'FAILED', skipped: 'skipped' } as const;

function reportText({ results, left }: ConformanceReport): string {
  const rows = results.map(({ id, outcome, statement }) => [id, marks[outcome], statement]);
  const reasons = results.flatMap(({ id, outcome, reason }) =>
    reason === null ? [] : [`${id} ${marks[outcome]}: ${reason}`],
  );
  const number = (wanted: string): number => results.filter(({ outcome }) => outcome === wanted).length;
  return [
    table(['id', 'outcome', 'statement'], rows, 110),
    ...(reasons.length === 0 ? [] : ['', ...reasons]),
    ...(left.length === 0 ? [] : ['', ...left.map((one) => `Left behind: ${one}.`)]),
    '',
    `${number('passed')} passed, ${number('failed')} failed, ${number('skipped')} skipped.`,
  ].join('\n');
}

async function check(marketplace: string, options: CheckOptions): Promise<void> {
  await withOutput(options, async (output) => {
    const key = fromEnvironment(options.keyEnv);
    const otherKey = fromEnvironment(options.otherKeyEnv);
    const readKey = fromEnvironment(options.readKeyEnv);
    const target = targetOf(options);
    if (!key.ok) return key;
    if (!otherKey.ok) return otherKey;
    if (!readKey.ok) return readKey;
    if (!target.ok) return target;
    const checked = await checkMarketplace({
      marketplace,
      key: key.value ?? '',
      otherKey: otherKey.value,
      readKey: readKey.value,
      target: target.value,
      sourceUrl: options.sourceUrl,
      sourcePort: options.sourcePort,
      only: options.only.length === 0 ? undefined : options.only,
      onResult: ({ id, outcome }) => output.note(`${id} ${marks[outcome]}`),
    });
    if (!checked.ok) return checked;
    output.result(checked.value, () => reportText(checked.value));
    return ok(checked.value.results.some(({ outcome }) => outcome === 'failed') ? 1 : 0);
  });
}

export function registerMarketplaceCheck(program: Command): void {
  withCommonOptions(program.command('marketplace-check'))
    .argument('<url>', 'address of a marketplace')
    .requiredOption('--key-env <VARIABLE>', 'environment variable that holds your key')
    .option('--other-key-env <VARIABLE>', 'one that holds a key of another tenant')
    .option('--read-key-env <VARIABLE>', 'one that holds a key of your tenant that may only read connectors')
    .option('--listing <id>', 'install this listing instead of a connector that is published for the check')
    .option('--install-env <VARIABLE>', 'one that holds its {"auth":…,"config":…} as JSON')
    .option('--source-url <url>', 'address under which the marketplace reaches the source of the check')
    .option('--source-port <n>', 'port of 127.0.0.1 where that source listens, 0 for any', parsePort, 0)
    .option('--only <ids>', 'statements such as FC-41,FC-42; may be repeated', collectList, [])
    .description('check a marketplace against the statements of its API, over HTTP only')
    .action(check);
}
