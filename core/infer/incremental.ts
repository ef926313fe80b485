import type { Evidence } from '../../shared/import/report.ts';
import type { Operation, OperationParameter, Shape } from './model.ts';
import { phrase } from './named.ts';

export interface IncrementalFinding {
  readonly param: string;
  readonly field: string;
  readonly evidence: Evidence;
}

const CHANGED = '(?:updated?|modified|changed|last updated|last modified|last update|modification)';
const PARAMETER = new RegExp(
  `^${CHANGED}(?: at| on| date| time)?(?: since| after| from| gte?| min| start)$|^(?:min|since|after|from) ${CHANGED}(?: at| on| date| time)?$`,
);
const BARE = /^(?:since|if modified since|changed since|modified since|start date|from date)$/;
const FIELDS = new RegExp(
  `^(?:${CHANGED})(?: at| on| date| time| timestamp| date time)?$|^(?:date updated|date modified|update time|system modstamp)$`,
);

const isMoment = (parameter: OperationParameter): boolean =>
  parameter.type === 'string' && (parameter.format === undefined || parameter.format.startsWith('date'));

/** The field of a row that tells when it last changed. */
function changedField(row: Shape): string | undefined {
  for (const [name, shape] of row.properties) {
    if (FIELDS.test(phrase(name)) && (shape.type === 'string' || shape.type === undefined)) return name;
  }
  return undefined;
}

/** A parameter that asks for rows changed since a moment. A moment of creation would miss changes and does not count. */
export function inferIncremental(operation: Operation, row: Shape): IncrementalFinding | undefined {
  const field = changedField(row);
  if (field === undefined) return undefined;
  for (const parameter of operation.parameters) {
    if (parameter.in !== 'query' || !isMoment(parameter)) continue;
    const name = phrase(parameter.name);
    const named = PARAMETER.test(name);
    const said = BARE.test(name) && /\b(?:updat|modif|chang)/i.test(parameter.description ?? '');
    if (!named && !said) continue;
    return {
      param: parameter.name,
      field,
      evidence: {
        field: 'incremental',
        rule: named ? 'changed-since-parameter' : 'since-parameter-described',
        pointer: parameter.pointer,
        confidence: named ? 0.85 : 0.75,
        note: `${parameter.name} asks for rows changed since a moment; ${field} tells when.`,
      },
    };
  }
  return undefined;
}
