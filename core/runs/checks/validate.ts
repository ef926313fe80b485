import type { JsonObject } from '../../import/json.ts';
import { inResult, type Report } from './report.ts';
import { isText } from './value.ts';

/** The result of validate: FB-10, FB-14. */
export function checkValidate(result: JsonObject, report: Report): void {
  if (!isText(result.name)) {
    report({
      code: 'validate_name_blank',
      place: () => inResult('name'),
      message: () => 'The name of the account is blank; return a name that tells accounts apart.',
    });
  }
  const [given, other] = 'expires_on' in result ? ['expires_on', 'expire_on'] : ['expire_on', 'expires_on'];
  if (given in result && !(other in result)) {
    report({
      code: 'validate_expiry_spelling',
      place: () => inResult(given),
      message: () => `The expiry is returned as ${given} only; hosts also read ${other}: return both.`,
    });
  }
}
