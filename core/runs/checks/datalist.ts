import { asObject, type JsonObject } from '../../import/json.ts';
import { inResult, quoted, type Report } from './report.ts';
import { kindOf, listOf } from './value.ts';

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** The result of datalist: FB-60. */
export function checkDatalist(result: JsonObject, report: Report): void {
  const seen = new Set<unknown>();
  for (const [index, item] of (listOf(result.items) ?? []).entries()) {
    const { title, value } = asObject(item) ?? {};
    if (typeof title !== 'string' || !isScalar(value)) {
      report({
        code: 'datalist_item',
        place: () => inResult('items', index),
        message: () =>
          `A choice needs a text title and a plain value: here title is ${kindOf(title)} and value ${kindOf(value)}.`,
      });
      continue;
    }
    if (seen.has(value)) {
      report({
        code: 'datalist_value_twice',
        place: () => inResult('items', index, 'value'),
        message: () =>
          `The value ${quoted(value)} is offered twice, so its choices cannot be told apart; return each once.`,
      });
    }
    seen.add(value);
  }
}
