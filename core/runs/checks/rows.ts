import type { Entity } from '../../../shared/connector/manifest.ts';
import { findingLimits } from '../../../shared/limits.ts';
import { asObject, type JsonObject, own } from '../../import/json.ts';
import { inResult, inRun, type Place, type Report } from './report.ts';
import { actionCheck } from './row-actions.ts';
import { fieldsCheck } from './row-fields.ts';
import { keyCheck } from './row-keys.ts';
import { sourceKeyCheck } from './row-source-key.ts';
import { entityOf, type Subject } from './subject.ts';
import { kindOf } from './value.ts';

/** A row and where it stands. */
export interface RowAt {
  readonly row: JsonObject;
  /** From 0, over all pages: the result of such a run has the rows of all. */
  readonly index: number;
  /** From 1. */
  readonly page: number;
  place(...steps: readonly string[]): Place;
}

/** What is known of the rows of a run before the first is looked at. */
export interface RowContext {
  readonly entity: Entity | undefined;
  /** Fields of the entity as the schema function gave them. */
  readonly schema: JsonObject | undefined;
  /** Rows in all. */
  readonly total: number;
  /** The rows are changes, not all there is (FB-45). */
  readonly delta: boolean;
  readonly report: Report;
}

/** One check of rows: sees each once, in order, and says at the end what only all of them show. */
export interface RowCheck {
  row?(at: RowAt): void;
  /** The values of a row; of very many rows only some are asked about. */
  values?(at: RowAt): void;
  end?(): void;
}

const CHECKS: readonly ((context: RowContext) => RowCheck)[] = [keyCheck, sourceKeyCheck, actionCheck, fieldsCheck];

function contextOf(subject: Subject, report: Report): RowContext {
  const entity = entityOf(subject);
  const { pages, schema } = subject;
  return {
    entity,
    schema: schema && entity && asObject(own(schema, entity.name)),
    total: pages.reduce((sum, page) => sum + page.items.length, 0),
    delta: pages.some((page) => page.synchronizationType === 'delta'),
    report,
  };
}

/** Rows between two looks at the clock. */
const ROWS_PER_STEP = 250;

/** Checks the rows of all pages, step by step; between two steps others may have their turn. */
export function* checkRows(subject: Subject, report: Report): Generator<void> {
  const context = contextOf(subject, report);
  const checks = CHECKS.map((check) => check(context));
  const stride = Math.ceil(context.total / findingLimits.comparedRows);
  let index = 0;
  for (const [number, page] of subject.pages.entries()) {
    for (const item of page.items) {
      takeRow(item, { index, page: number + 1, compared: index % stride === 0 }, checks, report);
      index++;
      if (index % ROWS_PER_STEP === 0) yield;
    }
  }
  for (const check of checks) check.end?.();
  if (stride > 1) {
    report({
      code: 'rows_sampled',
      place: () => inRun,
      message: () =>
        `Of ${context.total} rows every ${stride}th was compared with the schema; keys were looked at in all of them.`,
    });
  }
}

function takeRow(
  item: unknown,
  { index, page, compared }: { readonly index: number; readonly page: number; readonly compared: boolean },
  checks: readonly RowCheck[],
  report: Report,
): void {
  const row = asObject(item);
  if (!row) {
    report({
      code: 'row_not_object',
      place: () => inResult('items', index),
      message: () => `A row must be an object of fields, and is ${kindOf(item)}; return { id, … }.`,
    });
    return;
  }
  const at: RowAt = { row, index, page, place: (...steps) => inResult('items', index, ...steps) };
  for (const check of checks) {
    check.row?.(at);
    if (compared) check.values?.(at);
  }
}
