import { type Command, InvalidArgumentError } from 'commander';
import { ok, type Result } from '../../shared/result.ts';
import type { Fault } from '../../shared/run/fault.ts';
import { faultGrammar, parseFault } from '../../shared/run/fault-text.ts';
import { type RunRequest, runRequestSchema } from '../../shared/run/run.ts';

/** The options of `studio run` that say where its answers come from and what becomes of them. */
export interface ModeOptions {
  readonly replay?: string;
  readonly mock?: string | true;
  readonly fault?: readonly string[];
  readonly attempts?: number;
  readonly wallMs?: number;
  readonly deterministic?: boolean;
}

/** The scenario that is meant where none is named (FL-71). */
const DEFAULT_SCENARIO = 'default';

const numberFor = (field: 'attempts' | 'wallMs') => (text: string) => {
  const value = runRequestSchema.shape[field].safeParse(/^\d{1,9}$/.test(text) ? Number(text) : text);
  if (value.success && value.data !== undefined) return value.data;
  throw new InvalidArgumentError(
    field === 'attempts' ? 'It is a number from 1 to 10.' : 'It is a number of ms from 1.',
  );
};

const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** Adds these options to a command. */
export const withModeOptions = (command: Command): Command =>
  command
    .option('--replay <run>', 'answer every request from a recorded run, offline')
    .option('--mock [scenario]', `let a scenario of mocks.json stand in (default: ${DEFAULT_SCENARIO})`)
    .option('--fault <fault>', `let requests meet a fault; repeatable: ${faultGrammar}`, collect)
    .option('--attempts <n>', 'tries of a request whose failure may pass', numberFor('attempts'))
    .option('--wall-ms <ms>', 'wall time of one call of the function', numberFor('wallMs'))
    .option('--deterministic', 'the same clock and random numbers in every run');

/** What they mean for the request. Fails with `bad_fault`, which names the grammar. */
export function readModes(
  options: ModeOptions,
): Result<Pick<RunRequest, 'replayOf' | 'mock' | 'faults' | 'attempts' | 'wallMs' | 'deterministic'>> {
  const faults: Fault[] = [];
  for (const text of options.fault ?? []) {
    const fault = parseFault(text);
    if (!fault.ok) return fault;
    faults.push(fault.value);
  }
  const { replay, mock, attempts, wallMs, deterministic } = options;
  return ok({
    ...(replay === undefined ? {} : { replayOf: replay }),
    ...(mock === undefined ? {} : { mock: mock === true ? DEFAULT_SCENARIO : mock }),
    ...(faults.length === 0 ? {} : { faults }),
    ...(attempts === undefined ? {} : { attempts }),
    ...(wallMs === undefined ? {} : { wallMs }),
    ...(deterministic === undefined ? {} : { deterministic }),
  });
}
