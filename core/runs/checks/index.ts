import { setImmediate as turn } from 'node:timers/promises';
import { findingLimits } from '../../../shared/limits.ts';
import { asObject, type JsonObject } from '../../import/json.ts';
import { bodyChecks } from './bodies.ts';
import { checkCommand } from './command.ts';
import { checkConfig } from './config.ts';
import { checkData } from './data.ts';
import { checkDatalist } from './datalist.ts';
import { exchangeChecks } from './exchanges.ts';
import { checkPaging } from './paging.ts';
import { FindingList, type Report } from './report.ts';
import { checkResource } from './resource.ts';
import { checkRows } from './rows.ts';
import { checkSchema } from './schema.ts';
import type { Subject } from './subject.ts';
import { checkValidate } from './validate.ts';

export { FindingList, inResult, type Report } from './report.ts';
export type { PageFacts, Subject } from './subject.ts';

type ShapeCheck = (result: JsonObject, subject: Subject, report: Report) => void;

/** What each function gives back; data has rows, which are looked at one by one. */
const SHAPES: Readonly<Record<string, ShapeCheck>> = {
  validate: (result, _subject, report) => checkValidate(result, report),
  config: checkConfig,
  schema: checkSchema,
  datalist: (result, _subject, report) => checkDatalist(result, report),
  resource: (result, _subject, report) => checkResource(result, report),
};

function* resultChecks(subject: Subject, report: Report): Generator<void> {
  const { target, result } = subject;
  const fields = asObject(result);
  if (target.kind === 'command') {
    if (fields) checkCommand(fields, report);
    return;
  }
  if (!subject.ok) return;
  if (target.name === 'data') {
    checkData(subject, report);
    yield* checkRows(subject, report);
    yield* checkPaging(subject, report);
  } else if (fields) SHAPES[target.name]?.(fields, subject, report);
}

/** Looks at every exchange with its body, in one reading of the record; what bodies show is told after all else. */
function* exchangesChecks(subject: Subject, report: Report): Generator<void> {
  const inBodies = new FindingList();
  const checkExchange = exchangeChecks(subject, report);
  const checkBody = bodyChecks(subject, inBodies.report);
  try {
    for (const exchange of subject.exchanges) {
      yield* checkExchange(exchange);
      yield* checkBody(exchange);
      yield;
    }
  } finally {
    // Also when the run is cancelled in between.
    inBodies.tell(report);
  }
}

/** Every check of a run, in steps of about a millisecond. */
function* allChecks(subject: Subject, report: Report): Generator<void> {
  yield* resultChecks(subject, report);
  yield* exchangesChecks(subject, report);
}

/**
 * Runs every check that fits a run and reports what is wrong with it (docs/FINDINGS.md); others have their turn every
 * `findingLimits.sliceMs`. Its time grows with the rows and the recorded bodies; an aborted signal ends it early.
 */
export async function runChecks(subject: Subject, report: Report, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  let since = performance.now();
  for (const _step of allChecks(subject, report)) {
    if (performance.now() - since < findingLimits.sliceMs) continue;
    await turn();
    if (signal.aborted) return;
    since = performance.now();
  }
}
