import { asObject, type JsonObject } from '../../import/json.ts';
import { inResult, names, type Report } from './report.ts';
import { kindOf } from './value.ts';

const KNOWN: ReadonlySet<string> = new Set(['success', 'payload', 'variables', 'diagnostics', 'error']);
/** These end the run as an error of their own (FL-25). */
const REJECTED: ReadonlySet<string> = new Set(['data', 'outputVariables']);

/** What a command gave back beside its outcome: FL-20 … FL-26. */
export function checkCommand(result: JsonObject, report: Report): void {
  const { success, payload, variables, diagnostics, error } = result;
  if (success === false && payload !== undefined) {
    report({
      code: 'command_payload_ignored',
      place: () => inResult('payload'),
      message: () => 'A payload counts only with success: true; put what helps to find the fault into diagnostics.',
    });
  }
  if (variables !== undefined && !asObject(variables)) {
    report({
      code: 'command_variables',
      place: () => inResult('variables'),
      message: () => `variables are merged by their names, so they must be an object, and are ${kindOf(variables)}.`,
    });
  }
  if (success === true && diagnostics !== undefined) {
    report({
      code: 'command_diagnostics_ignored',
      place: () => inResult('diagnostics'),
      message: () => 'diagnostics are kept only of a failure; use floh.log or the payload.',
    });
  }
  if (success === true && error !== undefined) {
    report({
      code: 'command_error_ignored',
      place: () => inResult('error'),
      message: () => 'An error beside success: true is ignored; return success: false where the command failed.',
    });
  }
  const unknown = Object.keys(result).filter((key) => !KNOWN.has(key) && !REJECTED.has(key));
  if (unknown.length > 0) {
    report({
      code: 'command_member_ignored',
      place: () => inResult(unknown[0] ?? ''),
      message: () => `Nothing reads ${names(unknown)}; return it inside payload or variables.`,
      times: unknown.length,
    });
  }
}
