import { ok, type Result } from '../../shared/result.ts';
import type { Outcome } from '../../shared/run/run.ts';
import { asObject } from '../import/json.ts';
import type { SandboxTarget } from '../sandbox/index.ts';

type ErrorOutcome = Extract<Outcome, { kind: 'error' }>;

/** A result that breaks the contract of its function or command. */
export interface BadResult {
  readonly outcome: ErrorOutcome;
  /** A line for the log: what a failed command said beside its error (FL-22). */
  readonly note?: string;
}

const kindOf = (value: unknown): string => {
  if (value === null) return 'nothing';
  return Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

const bad = (name: string, message: string, note?: string): { readonly ok: false; readonly error: BadResult } => ({
  ok: false,
  error: { outcome: { kind: 'error', name, message }, ...(note === undefined ? {} : { note }) },
});

/** One page of rows, and how to go on (FB-41 … FB-43). */
export interface DataPage {
  readonly items: readonly unknown[];
  readonly hasNext: boolean;
  readonly nextPageConfig: unknown;
}

/** Reads a result of the data function; `items` must be an array (FB-41). */
export function readPage(result: unknown): Result<DataPage, BadResult> {
  const { items, pagination } = asObject(result) ?? {};
  if (!Array.isArray(items)) {
    const what = asObject(result) ? `its items are ${kindOf(items ?? null)}` : `it is ${kindOf(result)}`;
    return bad('InvalidResult', `The result of data must be an object with an array "items"; ${what}.`);
  }
  const next = asObject(pagination);
  return ok({ items, hasNext: next?.hasNext === true, nextPageConfig: next?.nextPageConfig });
}

function checkFunction(name: string, result: unknown): Result<unknown, BadResult> {
  if (name === 'data') {
    const page = readPage(result);
    return page.ok ? ok(result) : page;
  }
  const fields = asObject(result);
  if (name === 'validate' && (typeof fields?.name !== 'string' || fields.name === '')) {
    return bad(
      'InvalidResult',
      `The result of validate must be an object with a text "name", the name of the account (FB-10); it is ${fields ? 'an object without one' : kindOf(result)}.`,
    );
  }
  if (name === 'datalist' && !Array.isArray(fields?.items)) {
    return bad(
      'InvalidResult',
      `The result of datalist must be an object with an array "items" (FB-60); it is ${fields ? 'an object without one' : kindOf(result)}.`,
    );
  }
  return fields
    ? ok(result)
    : bad('InvalidResult', `The result of ${name} must be an object; it is ${kindOf(result)}.`);
}

const OLD_KEYS = ['data', 'outputVariables'] as const;

/** The outcome rules of a script command: FL-20 … FL-26. */
function checkCommand(name: string, result: unknown): Result<unknown, BadResult> {
  if (result === null)
    return bad('InvalidResult', `Command ${name} returned no result; return {success: true, payload: …} (FL-26).`);
  const fields = asObject(result);
  if (!fields)
    return bad(
      'InvalidResult',
      `Command ${name} returned ${kindOf(result)}; return {success: true, payload: …} (FL-26).`,
    );
  const old = OLD_KEYS.find((key) => Object.hasOwn(fields, key));
  if (old !== undefined) {
    return bad(
      'InvalidResult',
      `Command ${name} returned "${old}" as in the old contract; return its content as ${old === 'data' ? '"payload"' : '"variables"'} instead (FL-25).`,
    );
  }
  if (typeof fields.success !== 'boolean')
    return bad(
      'InvalidResult',
      `Command ${name} returned an object without "success: true" or "success: false" (FL-26).`,
    );
  if (fields.success) {
    const { payload, variables } = fields;
    return ok({
      success: true,
      ...(payload === undefined ? {} : { payload }),
      ...(variables === undefined ? {} : { variables }),
    });
  }
  const said =
    typeof fields.error === 'string' && fields.error !== ''
      ? fields.error
      : `Command ${name} reported a failure without saying why.`;
  const { success: _success, error: _error, payload: _payload, ...rest } = fields;
  return bad(
    'CommandFailed',
    said,
    Object.keys(rest).length === 0 ? undefined : `${name} failed: ${JSON.stringify(rest)}`,
  );
}

/** Whether a result keeps the contract of its target; of a command, the normalised result. */
export const checkResult = (target: SandboxTarget, result: unknown): Result<unknown, BadResult> =>
  target.kind === 'command' ? checkCommand(target.name, result) : checkFunction(target.name, result);
