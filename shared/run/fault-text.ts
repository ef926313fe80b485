import { assertNever, fail, ok, type Result } from '../result.ts';
import { type Fault, type FaultEffect, faultSchema } from './fault.ts';

/** How a fault is written, for messages and manuals. */
export const faultGrammar =
  'EFFECT[@FIRST[xTIMES][:URL]], where EFFECT is a status from 400 to 599, a status with the seconds of Retry-After (429:2), slow:MS, cut, malformed or offline';

const PATTERN =
  /^(?<name>\d{3}|slow|cut|malformed|offline)(?::(?<number>\d{1,9}))?(?:@(?<at>\d{1,9})(?:x(?<times>\d{1,9}))?(?::(?<url>.+))?)?$/;

function readEffect(name: string, number: string | undefined): unknown {
  if (/^\d/.test(name)) {
    return { kind: 'status', status: Number(name), ...(number === undefined ? {} : { retryAfter: Number(number) }) };
  }
  if (name === 'slow') return { kind: 'slow', ms: Number(number) };
  return number === undefined ? { kind: name } : undefined;
}

/**
 * Reads a fault from one word: `429@3` answers 429 to the third request, `429:2@3` with Retry-After 2, `slow:2000@1x5`
 * delays five requests by 2 s, `malformed@2:/items` breaks the second body among the URLs with `/items`. Without `@` it
 * strikes the first request. Fails with `bad_fault` (input), which names the grammar.
 */
export function parseFault(text: string): Result<Fault> {
  const parts = PATTERN.exec(text.trim())?.groups;
  const fault = faultSchema.safeParse(
    parts && {
      effect: readEffect(parts.name ?? '', parts.number),
      at: Number(parts.at ?? 1),
      ...(parts.times === undefined ? {} : { times: Number(parts.times) }),
      ...(parts.url === undefined ? {} : { url: parts.url }),
    },
  );
  if (fault.success) return ok(fault.data);
  return fail(
    'input',
    'bad_fault',
    `${JSON.stringify(text.slice(0, 100))} is not a fault: write ${faultGrammar}; for example 429:2@3 or slow:2000@1x5:/items.`,
  );
}

function effectWord(effect: FaultEffect): string {
  switch (effect.kind) {
    case 'status':
      return `${effect.status}${effect.retryAfter === undefined ? '' : `:${effect.retryAfter}`}`;
    case 'slow':
      return `slow:${effect.ms}`;
    case 'cut':
    case 'malformed':
    case 'offline':
      return effect.kind;
    default:
      return assertNever(effect);
  }
}

/** The word that `parseFault` reads as this fault. */
export function faultText({ effect, at, times, url }: Fault): string {
  const count = times === undefined ? '' : `x${times}`;
  return `${effectWord(effect)}@${at}${count}${url === undefined ? '' : `:${url}`}`;
}

/** What an effect does, in words for the record: `429 with Retry-After: 2`. */
export function effectText(effect: FaultEffect): string {
  switch (effect.kind) {
    case 'status':
      return `${effect.status}${effect.retryAfter === undefined ? '' : ` with Retry-After: ${effect.retryAfter}`}`;
    case 'slow':
      return `slow: ${effect.ms} ms later`;
    case 'cut':
      return 'cut: the body ends in the middle';
    case 'malformed':
      return 'malformed: the body is no longer JSON';
    case 'offline':
      return 'offline: the connection is refused';
    default:
      return assertNever(effect);
  }
}
