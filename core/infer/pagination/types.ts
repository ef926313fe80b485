import type { Pagination } from '../../../shared/connector/manifest.ts';
import type { Evidence } from '../../../shared/import/report.ts';
import type { Operation, OperationParameter } from '../model.ts';
import type { Records } from '../records.ts';
import type { AnswerField } from './answer.ts';
import type { Role } from './roles.ts';

/** What the rules look at: one list operation, its parameters by role and its answer's fields beside the rows. */
export interface PagingFacts {
  readonly operation: Operation;
  readonly records: Records;
  readonly roles: ReadonlyMap<Role, OperationParameter>;
  readonly fields: readonly AnswerField[];
}

/** A paging that a rule holds for proven. */
export interface PagingFinding {
  readonly pagination: Pagination;
  readonly evidence: Evidence;
}

/** One rule of inference; undefined where it has nothing to say. */
export type PagingRule = (facts: PagingFacts) => PagingFinding | undefined;

/** Evidence for `pagination`. */
export const evidence = (rule: string, pointer: string, confidence: number, note: string): Evidence => ({
  field: 'pagination',
  rule,
  pointer,
  confidence,
  note,
});
