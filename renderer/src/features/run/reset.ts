import { withoutEntry } from '../../lib/map.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { undoable } from '../workbench/undo.tsx';
import { changeForm, formOf, useRun } from './state.ts';

/** Puts the input and the options of a target back to what they are at first; it can be undone. */
export function resetTarget(connector: string, target: string): void {
  const before = formOf(useRun.getState(), connector);
  const { inputs, drafts, options } = before;
  changeForm(connector, {
    inputs: withoutEntry(inputs, target),
    drafts: withoutEntry(drafts, target),
    options: withoutEntry(options, target),
  });
  undoable(texts.wasReset, () => changeForm(connector, { inputs, drafts, options }));
}
