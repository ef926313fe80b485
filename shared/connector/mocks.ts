import { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';

/** Which requests an answer is for; a part that is absent fits every request. */
const matchSchema = z.strictObject({
  method: z.string().min(1).optional(),
  /** Text that the address contains. */
  url: z.string().min(1).optional(),
});

const respondSchema = z.strictObject({
  status: z.number().int().min(200).max(599),
  headers: z.record(z.string(), z.string()).optional(),
  /** Text as it is, or any JSON value. */
  body: z.unknown().optional(),
});

const httpRuleSchema = z.strictObject({
  match: matchSchema.optional(),
  respond: respondSchema,
  /** How many requests it answers; 1 where absent. */
  times: z.number().int().positive().optional(),
});
export type HttpRule = z.infer<typeof httpRuleSchema>;

const httpScenarioSchema = z.strictObject({ http: z.array(httpRuleSchema) });

const isHttpScenario = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, 'http');

/**
 * A scenario: an object with `http` holds answers to the requests that the code makes; any other value is the outcome of the
 * command (FL-72), or the result of the function.
 */
export const scenarioSchema = z.unknown().transform((value, context) => {
  if (!isHttpScenario(value)) return { kind: 'result' as const, value };
  const parsed = httpScenarioSchema.safeParse(value);
  if (parsed.success) return { kind: 'http' as const, rules: parsed.data.http };
  for (const issue of parsed.error.issues)
    context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
  return z.NEVER;
});
export type Scenario = z.infer<typeof scenarioSchema>;

/** mocks.json: the named scenarios of each command or function (FL-71). */
export const mocksSchema = z.record(z.string(), z.record(z.string(), scenarioSchema));
export type Mocks = z.infer<typeof mocksSchema>;

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  );

const bad = (what: string): Result<never> =>
  fail(
    'input',
    'bad_mocks',
    `${what}; mocks.json holds {"<command or function>": {"<scenario>": <outcome>}}. Correct it and try again.`,
  );

/** Reads the text of mocks.json. Fails with `bad_mocks` (input), whose sentence names the place. */
export function parseMocks(text: string): Result<Mocks> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 200) : 'it cannot be parsed';
    return bad(`mocks.json is not JSON: ${reason}`);
  }
  const mocks = mocksSchema.safeParse(value);
  if (mocks.success) return ok(mocks.data);
  const [first] = mocks.error.issues;
  const place = pathText(first?.path ?? []);
  const reason = (first?.message ?? 'it does not fit').replace(/^Invalid input: /, '');
  return bad(`In mocks.json ${place === '' ? 'the whole' : place} is not valid: ${reason}`);
}
