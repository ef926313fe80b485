import type { CommandPlan } from './command-plan.ts';

/**
 * mocks.json: for each command its named scenarios, each the outcome that the command then gives (FL-71, FL-72). `default` is the
 * answer that the description shows; undefined where it shows none.
 */
export function mocksFile(commands: readonly CommandPlan[]): string | undefined {
  const scenarios = commands.flatMap(({ command: { name, sample } }): readonly (readonly [string, unknown])[] =>
    sample === undefined ? [] : [[name, { default: { success: true, payload: sample } }]],
  );
  return scenarios.length === 0 ? undefined : `${JSON.stringify(Object.fromEntries(scenarios), null, 2)}\n`;
}
