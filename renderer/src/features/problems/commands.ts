import { problemsTexts as texts } from '../../texts/problems.ts';
import { useConnectors } from '../connectors/store.ts';
import { activeTab, showPlace, useEditor } from '../editor/store.ts';
import type { AppCommand } from '../workbench/app-command.ts';
import { problemsOf, stepProblem, useProblems } from './store.ts';

const mine = () => problemsOf(useProblems.getState().problems, useConnectors.getState().active);
const hasProblems = (): boolean => mine().length > 0;

function step(direction: 1 | -1): void {
  const state = useEditor.getState();
  const tab = activeTab(state);
  const from = tab?.kind === 'file' && state.cursor !== null ? { path: tab.path, ...state.cursor } : null;
  const problem = stepProblem(mine(), from, direction);
  if (problem === undefined) return;
  showPlace(problem.connector, { file: problem.path, line: problem.line, column: problem.column }, true);
}

/** What can be done with problems. */
export const problemCommands: readonly AppCommand[] = [
  { id: 'next-problem', group: texts.group, title: texts.next, keys: 'F8', enabled: hasProblems, run: () => step(1) },
  {
    id: 'previous-problem',
    group: texts.group,
    title: texts.previous,
    keys: 'Shift+F8',
    enabled: hasProblems,
    run: () => step(-1),
  },
];
