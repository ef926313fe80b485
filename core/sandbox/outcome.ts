import { assertNever } from '../../shared/result.ts';
import type { Outcome, SourcePlace } from '../../shared/run/run.ts';
import { userFrames } from './frames.ts';
import { parseGuestError } from './guest-error.ts';
import type { WorkerEnd } from './protocol.ts';
import type { GuestReply, SandboxLimits } from './types.ts';

/** Lines shown before and after the place of an error. */
const FRAME_LINES = 2;
const FRAME_LINE_CHARS = 200;

/** The engine gives a failed import no frame: the place is where the importing file names it. */
function importPlace(message: string, files: ReadonlyMap<string, string>): SourcePlace | undefined {
  const [, base, quoted] = /^(\S+) imports ("(?:[^"\\]|\\.)*"),/.exec(message) ?? [];
  const [, name, module] = /^Could not find export '(.+)' in module '(.+)'$/.exec(message) ?? [];
  for (const [file, text] of files) {
    const wanted = file === base ? quoted?.slice(1, -1) : module?.split('/').at(-1);
    if (wanted === undefined || (base !== undefined && file !== base)) continue;
    const lines = text.split('\n');
    const index = lines.findIndex(
      (line) =>
        /^\s*(?:import|export)\b|\bfrom\b|\bimport\(/.test(line) && line.includes(wanted) && line.includes(name ?? ''),
    );
    const column = (lines[index]?.indexOf(name ?? wanted) ?? 0) + 1;
    if (index >= 0) return { file, line: index + 1, column };
  }
  return undefined;
}

/** The lines around a place, with a caret under the column. */
export function codeFrame(text: string, place: SourcePlace): string {
  const lines = text.split('\n');
  const first = Math.max(1, place.line - FRAME_LINES);
  const last = Math.min(lines.length, place.line + FRAME_LINES);
  const width = String(last).length;
  const out: string[] = [];
  for (let number = first; number <= last; number++) {
    const mark = number === place.line ? '>' : ' ';
    out.push(`${mark} ${String(number).padStart(width)} | ${(lines[number - 1] ?? '').slice(0, FRAME_LINE_CHARS)}`);
    if (number === place.line && place.column <= FRAME_LINE_CHARS) {
      out.push(`  ${' '.repeat(width)} | ${' '.repeat(Math.max(0, place.column - 1))}^`);
    }
  }
  return out.join('\n');
}

type Refusal = Extract<GuestReply, { kind: 'failure' }>;

function errorOutcome(json: string, files: ReadonlyMap<string, string>, refusals: readonly Refusal[]): Outcome {
  const error = parseGuestError(json);
  const frames = userFrames(error.stack, files);
  const place = frames.place ?? importPlace(error.message, files);
  // The guest could give any error this name; only a refusal that this run got makes it one.
  const refusal = refusals.find((one) => error.name === 'PolicyError' && error.message === one.message);
  if (refusal) {
    return { kind: 'refused', host: refusal.host ?? '', message: refusal.message, ...(place ? { place } : {}) };
  }
  const text = place && files.get(place.file);
  return {
    kind: 'error',
    name: error.name,
    message: error.message === '' ? `The function threw ${error.name} without a message.` : error.message,
    ...(place ? { place } : {}),
    ...(frames.stack === '' ? {} : { stack: frames.stack }),
    ...(place && text !== undefined ? { codeFrame: codeFrame(text, place) } : {}),
  };
}

/** What a person reads when a deadline passed. */
export const timeoutOutcome = (limitMs: number, hard: boolean): Outcome => ({
  kind: 'timeout',
  limitMs,
  hard,
  message: `The function ran longer than ${limitMs} ms, which is the limit for one call${hard ? '; it did not answer and was ended by force' : ''}.`,
});

export const cancelledOutcome: Outcome = { kind: 'cancelled', message: 'The run was cancelled.' };

export const faultOutcome = (detail: string): Outcome => ({
  kind: 'engineFault',
  message: `The sandbox crashed and was replaced (${detail}); nothing else was affected.`,
});

/** Turns the end of an invocation into its outcome, with places in the user's own files. */
export function outcomeOf(
  end: WorkerEnd,
  limits: SandboxLimits,
  files: ReadonlyMap<string, string>,
  refusals: readonly Refusal[],
): Outcome {
  switch (end.kind) {
    case 'ok':
      return { kind: 'ok' };
    case 'error':
      return errorOutcome(end.error, files, refusals);
    case 'limit':
      return { kind: 'error', name: end.name, message: end.message };
    case 'timeout':
      return timeoutOutcome(limits.wallMs, false);
    case 'cancelled':
      return cancelledOutcome;
    case 'outOfMemory':
      return {
        kind: 'outOfMemory',
        limitMiB: limits.memoryMiB,
        message: `The function needed more than ${limits.memoryMiB} MiB of memory, which is the limit; return fewer rows per page or keep less at once.`,
      };
    case 'fault':
      return faultOutcome(end.message);
    default:
      return assertNever(end);
  }
}
