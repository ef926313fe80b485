import { parseMocks, type Scenario } from '../../shared/connector/mocks.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { RunRequest } from '../../shared/run/run.ts';
import type { Sandbox, SandboxTarget } from '../sandbox/index.ts';
import type { HttpMock } from './mock-http.ts';
import type { RunSource } from './source.ts';

/** The scenario that stands in for a run: for its code, or for what answers its requests. */
export type RunMock =
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'http'; readonly http: HttpMock };

const FILE = 'mocks.json';

function choose(
  target: string,
  name: string,
  scenarios: Readonly<Record<string, Scenario>> | undefined,
): Result<Scenario> {
  const names = Object.keys(scenarios ?? {});
  if (names.length === 0)
    return fail(
      'input',
      'unknown_scenario',
      `${FILE} has no scenario of ${target}; add one, such as {"${target}": {"default": …}}.`,
      {
        scenarios: names,
      },
    );
  const scenario = scenarios && Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  if (scenario) return ok(scenario);
  return fail(
    'input',
    'unknown_scenario',
    `${FILE} has no scenario ${JSON.stringify(name.slice(0, 100))} of ${target}; its scenarios are ${names.join(', ')}.`,
    { scenarios: names },
  );
}

/**
 * The scenario that a request names (FL-71); undefined where it names none. Fails with `unknown_scenario`, which lists the names,
 * `bad_mocks`, and `two_modes` where a recorded run is to answer as well.
 */
export function readMock(source: RunSource, target: SandboxTarget, request: RunRequest): Result<RunMock | undefined> {
  const { mock: name } = request;
  if (name === undefined) return ok(undefined);
  if (request.replayOf !== undefined)
    return fail(
      'input',
      'two_modes',
      'A run is either a mock or a replay: name a scenario or a recorded run, not both.',
    );
  const text = source.files.find((file) => file.path === FILE)?.text;
  const mocks = text === undefined ? ok(undefined) : parseMocks(text);
  if (!mocks.ok) return mocks;
  const all = mocks.value ?? {};
  const scenario = choose(target.name, name, Object.hasOwn(all, target.name) ? all[target.name] : undefined);
  if (!scenario.ok) return scenario;
  if (scenario.value.kind === 'result') return ok(scenario.value);
  const { rules } = scenario.value;
  return ok({ kind: 'http', http: { name: `scenario ${JSON.stringify(name)} of ${target.name}`, rules } });
}

/** Stands in for the sandbox: gives the value of a scenario and executes nothing (FL-70). */
export function mockSandbox(value: unknown): Pick<Sandbox, 'run'> {
  // JSON has no undefined: what mocks.json holds always has a text.
  const result = new TextEncoder().encode(JSON.stringify(value));
  return { run: async () => ({ outcome: { kind: 'ok' }, result, logsDropped: 0, logTail: [], cpuMs: 0, wallMs: 0 }) };
}
