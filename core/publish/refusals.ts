import { z } from 'zod';
import type { Failure } from '../../shared/result.ts';
import { shownAddress } from './address.ts';
import { type Subject, words } from './answers.ts';
import type { Call } from './json.ts';
import type { Answer } from './request.ts';

const bodySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    operators: z
      .array(z.object({ id: z.string().max(100), name: z.string().max(500) }))
      .optional()
      .catch(undefined),
  }),
});

function bodyOf(answer: Answer) {
  try {
    const parsed = bodySchema.safeParse(JSON.parse(answer.bytes.toString('utf8')));
    return parsed.success ? parsed.data.error : undefined;
  } catch {
    return undefined;
  }
}

type Conflict = NonNullable<Call['conflict']>;
const nameTaken: Conflict = ['name_taken', 'Choose another name.'];

/** Code and sentence of a refusal that only the API of installed connectors knows, by the code of the marketplace. */
function known(
  code: string,
  said: string,
  { marketplace, listing }: Subject,
  [conflict, advice]: Conflict,
): readonly [string, string] | undefined {
  const where = shownAddress(marketplace);
  switch (code) {
    case 'auth_failed':
      return ['auth_failed', `The source refuses the credentials for ${listing}: ${said} Correct them and try again.`];
    case 'listing_early_access':
      return ['early_access', `${listing} cannot be installed yet: ${said}`];
    case 'state_conflict':
      return [conflict, `${listing} cannot be done at ${where}: ${said} ${advice}`];
    case 'connector_in_use':
      return ['connector_in_use', `${listing} is in use: ${said} Pause the operators, or give them another connector.`];
    case 'connector_upstream_error':
      return [
        'source_unreachable',
        `The source of ${listing} cannot be reached from ${where}: ${said} Try again later.`,
      ];
    case 'missing_parameter':
    case 'invalid_parameter':
    case 'invalid_cursor':
      return [
        'bad_installation',
        `The marketplace ${where} does not take this for ${listing}: ${said} Correct it and try again.`,
      ];
    default:
      return undefined;
  }
}

/** A refusal of the API of installed connectors as one sentence, with what the marketplace tells beside it. */
export function instanceRefusal(
  answer: Answer,
  refused: Failure,
  subject: Subject,
  conflict: Conflict = nameTaken,
): Failure {
  const error = bodyOf(answer);
  const found = error && known(error.code, words(error.message, subject.key), subject, conflict);
  if (!error || !found) return refused;
  const [code, message] = found;
  // A source that cannot be reached is for a person to look at: the marketplace has answered.
  const passing = code === 'source_unreachable' ? { passing: false } : {};
  const operators = error.operators === undefined ? {} : { operators: error.operators };
  return { ...refused, code, message, details: { ...refused.details, ...passing, ...operators } };
}
