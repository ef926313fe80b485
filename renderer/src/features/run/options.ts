import { sandboxLimits } from '../../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { parseFault } from '../../../../shared/run/fault-text.ts';
import type { RunOptions as RequestOptions } from '../../../../shared/run/run.ts';
import { formatPlural } from '../../lib/format.ts';
import { runTexts as texts } from '../../texts/run.ts';

/** What answers the requests of a run. */
export type RunMode = 'live' | 'replay' | 'mock';

/** How a target is to be run, as the panel beside the result holds it. */
export interface TargetOptions {
  readonly mode: RunMode;
  /** The run whose answers are replayed; null until one is chosen. */
  readonly replayOf: string | null;
  /** Name of a scenario of mocks.json; null until one is chosen. */
  readonly scenario: string | null;
  /** Faults as text, in the grammar of `--fault`; one that is being typed may not be legal yet. */
  readonly faults: readonly string[];
  /** Tries of one request; null for the product's. */
  readonly attempts: number | null;
  /** Time limit of one call, s; null for the product's. */
  readonly seconds: number | null;
  readonly deterministic: boolean;
}

export const plainOptions: TargetOptions = {
  mode: 'live',
  replayOf: null,
  scenario: null,
  faults: [],
  attempts: null,
  seconds: null,
  deterministic: false,
};

/** The longest time limit, s. */
export const maxSeconds = sandboxLimits.wallMs / 1000;
/** Tries of one request at most. */
export const maxAttempts = 10;

/** Why a time limit cannot be: undefined where it can. */
export function secondsProblem(seconds: number | null): string | undefined {
  if (seconds === null) return undefined;
  if (!(seconds > 0)) return texts.secondsTooShort;
  return seconds > maxSeconds ? texts.secondsTooLong(String(maxSeconds)) : undefined;
}

const modePart = ({ mode, replayOf, scenario }: TargetOptions): Result<RequestOptions> => {
  if (mode === 'replay')
    return replayOf === null ? fail('input', 'no_recording', texts.noRecordingChosen) : ok({ replayOf });
  if (mode === 'mock')
    return scenario === null ? fail('input', 'no_scenario', texts.noScenarioChosen) : ok({ mock: scenario });
  return ok({});
};

/** The part of a request that says how to run. Fails with the sentence that stands at the field. */
export function requestOptions(options: TargetOptions): Result<RequestOptions> {
  const mode = modePart(options);
  if (!mode.ok) return mode;
  const faults = [];
  for (const text of options.faults) {
    const fault = parseFault(text);
    if (!fault.ok) return fault;
    faults.push(fault.value);
  }
  const problem = secondsProblem(options.seconds);
  if (problem !== undefined) return fail('input', 'bad_limit', problem);
  return ok({
    ...mode.value,
    ...(faults.length === 0 ? {} : { faults }),
    ...(options.attempts === null ? {} : { attempts: options.attempts }),
    ...(options.seconds === null ? {} : { wallMs: Math.round(options.seconds * 1000) }),
    ...(options.deterministic ? { deterministic: true } : {}),
  });
}

/** What differs from a plain live run, one short text each: for the badge. */
export function deviations(options: TargetOptions): readonly string[] {
  return [
    ...(options.mode === 'live'
      ? []
      : [options.mode === 'replay' ? texts.replay : texts.mockOf(options.scenario ?? '?')]),
    ...(options.faults.length === 0 ? [] : [formatPlural(options.faults.length, texts.fault)]),
    ...(options.attempts === null ? [] : [formatPlural(options.attempts, texts.try, texts.tries)]),
    ...(options.seconds === null ? [] : [texts.secondsLimit(String(options.seconds))]),
    ...(options.deterministic ? [texts.deterministicShort] : []),
  ];
}

/** Faults that sources have on bad days, ready to choose. */
export const faultPresets: readonly { readonly label: string; readonly text: string }[] = [
  { label: texts.preset429, text: '429:2@1' },
  { label: texts.preset500, text: '500@1' },
  { label: texts.presetSlow, text: 'slow:2000@1x1000' },
  { label: texts.presetCut, text: 'cut@1' },
  { label: texts.presetOffline, text: 'offline@1x1000' },
  { label: texts.presetMalformed, text: 'malformed@1' },
];
