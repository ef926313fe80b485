import { runTexts as texts } from '../../texts/run.ts';
import { hideToast, showToast } from '../workbench/toast.ts';

const staysMs = 6000;
let shown = '';

/** Says that a run is under way and offers to end it and run again; nothing is started twice by a second key press. */
export function askToRunAgain(target: string, again: () => void): void {
  hideToast(shown);
  const actions = [{ label: texts.cancelAndRun, run: again }];
  shown = showToast({ tone: 'info', message: texts.underWay(target), actions, stays: staysMs });
}
