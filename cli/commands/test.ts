import type { Command } from 'commander';
import { testConnectorTools } from '../../core/studio/test-tools.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withOutput, withStudio } from '../context.ts';
import { table } from '../output.ts';
import { openReceipts, readReceipts } from '../receipts-file.ts';
import { fileFailure } from '../source.ts';
import { withPassphraseOption } from '../vault.ts';
import { finished, readInput } from './run.ts';

/** The studio's own rules refused, as a policy of Fibric does (FC-73). */
const VETOED = 3;

interface TestCommandOptions extends CommonOptions {
  readonly tools?: string;
  readonly account?: string;
  readonly args?: string;
  readonly receipts?: string;
}

type Inputs = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

async function readInputs(text: string | undefined): Promise<Result<Inputs>> {
  const read = await readInput(text, '--args');
  if (!read.ok) return read;
  const inputs = new Map<string, Readonly<Record<string, unknown>>>();
  for (const [tool, value] of Object.entries(read.value)) {
    const one = await readInput(JSON.stringify(value), `--args: ${tool}`);
    if (!one.ok) return one;
    inputs.set(tool, one.value);
  }
  return ok(inputs);
}

const namesIn = (list: string): readonly string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

async function test(id: string, options: TestCommandOptions): Promise<void> {
  await withStudio(options, async (studio, output) => {
    const inputs = await readInputs(options.args);
    if (!inputs.ok) return inputs;
    const { account, tools, receipts } = options;
    const file = receipts === undefined ? undefined : await openReceipts(receipts, id);
    if (file?.ok === false) return file;
    try {
      const tested = await testConnectorTools(
        studio,
        {
          ...{ connector: id, inputs: inputs.value },
          ...(account === undefined ? {} : { connection: account }),
          ...(tools === undefined ? {} : { tools: namesIn(tools) }),
        },
        {
          finish: finished,
          onResult: async (result) => {
            output.note(`${result.tool}: ${result.ok ? 'ok' : result.error?.message}`);
            await file?.value.add(result);
          },
        },
      );
      if (!tested.ok) return tested;
      const { results, status, reason, vetoed, error } = tested.value;
      const answer = { object: 'connector_test', connector: id, status, results, ...(error ? { error } : {}) };
      output.result({ ...answer, reason, tested_at: new Date().toISOString() }, () =>
        results.length === 0
          ? (reason ?? `${id} has no tools; its account is let in.`)
          : table(
              ['TOOL', 'MODE', 'OK', 'MS', 'ERROR'],
              results.map((one) => [
                ...[one.tool, one.mode, one.ok ? 'yes' : 'no', String(one.latency_ms)],
                one.error ? `${one.error.code}: ${one.error.message}` : '',
              ]),
              120,
            ),
      );
      if (vetoed) return ok(VETOED);
      return ok(status === 'passed' ? 0 : 1);
    } catch (error) {
      if (receipts === undefined || !(error instanceof Error && 'syscall' in error)) throw error;
      return fileFailure('written', receipts, error);
    } finally {
      await file?.value.close();
    }
  });
}

async function receipts(file: string, options: CommonOptions): Promise<void> {
  await withOutput(options, async (output) => {
    const read = await readReceipts(file);
    if (!read.ok) return read;
    for (const { message } of read.value.errors) output.note(message);
    output.result(read.value, () =>
      read.value.receipts.length === 0
        ? 'No receipts.'
        : table(
            ['AT', 'CONNECTOR', 'TOOL', 'DECISION', 'OUTCOME'],
            read.value.receipts.map((one) => [
              ...[one.at, one.connector, one.tool],
              ...[`${one.verdict.decision}${one.verdict.rule === null ? '' : ` (${one.verdict.rule})`}`, one.outcome],
            ]),
          ),
    );
    return ok(0);
  });
}

export function registerTest(program: Command): void {
  withPassphraseOption(withCommonOptions(program.command('test')))
    .argument('<id>', 'id of a connector')
    .option('--tools <names>', 'tools to test, separated by commas (default: all)')
    .option('--account <account>', 'name of the connection; not needed where there is only one')
    .option('--args <json>', 'JSON object, or @FILE, with the input of tools by their name')
    .option('--receipts <file>', 'append a receipt of each call to this file, one a line')
    .description('test tools as a marketplace does: what reads is called, what writes is not')
    .action(test);
  withCommonOptions(program.command('receipts'))
    .argument('<file>', 'file that studio test --receipts wrote')
    .description('show receipts of tests')
    .action(receipts);
}
