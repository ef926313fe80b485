import type { Exchange } from '../../../../shared/run/exchange.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { hasActive } from '../connectors/active.ts';
import { useRun } from '../run/store.ts';
import type { AppCommand } from '../workbench/app-command.ts';
import { showPanel } from '../workbench/layout.ts';
import { chooseHar, copyAs, goToCode, saveHar } from './actions.ts';
import { filterInput } from './focus.ts';
import { chosenIds, openRequestDialog, useRequests } from './store.ts';

const texts = requestsTexts.actions;
const group = requestsTexts.list;

const hasRequests = (): boolean => (useRun.getState().view?.exchanges.length ?? 0) > 0;

function selected(): Exchange | undefined {
  const id = useRequests.getState().selected;
  return id === null ? undefined : useRun.getState().view?.exchanges.find((one) => one.id === id);
}
const hasSelected = (): boolean => useRequests.getState().selected !== null && selected() !== undefined;

const withSelected = (run: (exchange: Exchange) => void) => () => {
  const exchange = selected();
  if (exchange === undefined) return;
  showPanel('requests');
  run(exchange);
};

/** What can be done with the requests on view. */
export const requestCommands: readonly AppCommand[] = [
  {
    ...{ id: 'filter-requests', group, title: texts.focusFilter, enabled: hasRequests },
    run: () => {
      showPanel('requests');
      // The panel may come into view first.
      requestAnimationFrame(() => filterInput.current?.focus());
    },
  },
  {
    ...{ id: 'resend-request', group, title: texts.resend, enabled: hasSelected },
    run: withSelected(({ id }) => openRequestDialog({ kind: 'resend', exchange: id })),
  },
  {
    ...{ id: 'copy-request', group, title: `${texts.copyAs} ${requestsTexts.snippets.curl}`, enabled: hasSelected },
    run: withSelected(({ id }) => void copyAs(id, 'curl')),
  },
  {
    ...{ id: 'compare-requests', group, title: texts.compare },
    enabled: () => chosenIds(useRequests.getState()).length === 2,
    run: () => {
      const [a, b] = [...chosenIds(useRequests.getState())].sort();
      showPanel('requests');
      if (a !== undefined && b !== undefined) openRequestDialog({ kind: 'compare', a, b });
    },
  },
  {
    ...{ id: 'request-code', group, title: texts.goToCode, enabled: hasSelected },
    run: withSelected((exchange) => void goToCode(exchange)),
  },
  { id: 'save-har', group, title: texts.saveHar, enabled: hasRequests, run: () => void saveHar() },
  { id: 'import-har', group, title: texts.importHar, enabled: hasActive, run: chooseHar },
];
