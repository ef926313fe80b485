import type { Stage } from '../stage.ts';

/** One statement of the contract and how it is looked at: throws `Contradiction` or `NotChecked`. */
export interface Statement {
  readonly id: string;
  readonly statement: string;
  check(stage: Stage): Promise<void>;
}

export const statement = (id: string, sentence: string, check: Statement['check']): Statement => ({
  id,
  statement: sentence,
  check,
});
