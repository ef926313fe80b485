import type { Coverage } from '../../../../shared/connector/coverage.ts';
import { isFunctionName } from '../../../../shared/connector/names.ts';
import { formatPlural, formatTime } from '../../lib/format.ts';
import { coverageTexts as texts } from '../../texts/overview.ts';

/** What a target is called: a table by its own name with the function that reads it. */
export const nameOf = ({ target, entity }: Coverage): string => (entity === null ? target : `${target} ${entity}`);

/** Functions that can be run without anybody saying with what. */
const selfContained: ReadonlySet<string> = new Set(['validate', 'config', 'schema', 'data']);

/** What a run of everything that is missing runs: no command, for it may write, and nothing that must be told more. */
export const runnable = (coverage: readonly Coverage[]): readonly Coverage[] =>
  coverage.filter(({ target, state }) => state !== 'green' && selfContained.has(target));

/** The targets by what they are. */
export interface CoverageGroups {
  readonly functions: readonly Coverage[];
  readonly tables: readonly Coverage[];
  readonly commands: readonly Coverage[];
}

export const coverageGroups = (coverage: readonly Coverage[]): CoverageGroups => ({
  functions: coverage.filter(({ target, entity }) => entity === null && isFunctionName(target)),
  tables: coverage.filter(({ entity }) => entity !== null),
  commands: coverage.filter(({ target, entity }) => entity === null && !isFunctionName(target)),
});

/** What is known of a target, in sentences without its name. */
export function aboutCoverage(one: Coverage): string {
  const { green, last, state } = one;
  const greenText = green === undefined ? '' : texts.greenAt(green.revision, formatTime(green.at));
  let lastText = '';
  if (last?.outcome === 'failed') lastText = texts.lastFailed(formatTime(last.at));
  else if (last !== undefined && last.errors > 0) lastText = texts.errors(formatPlural(last.errors, texts.error));
  else if (last !== undefined && last.revision === null && state !== 'green') lastText = texts.unsaved;
  return texts.about(state, greenText, lastText);
}
