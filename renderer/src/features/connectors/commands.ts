import { showTab } from '../editor/store.ts';
import { showEntities } from '../entities/store.ts';
import { tryDemo } from '../import/demo.ts';
import { type AppCommand, always } from '../workbench/app-command.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { hasActive, withActive } from './active.ts';
import { refreshConnectors } from './store.ts';

/** What can be done with connectors. */
export const connectorCommands: readonly AppCommand[] = [
  {
    id: 'import',
    group: 'Connector',
    title: 'Import an API description…',
    enabled: always,
    run: () => openDialog({ kind: 'import' }),
  },
  {
    id: 'new-connector',
    group: 'Connector',
    title: 'New connector…',
    enabled: always,
    run: () => openDialog({ kind: 'new-connector' }),
  },
  {
    id: 'edit-manifest',
    group: 'Connector',
    title: 'Edit the manifest…',
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'manifest', connector })),
  },
  {
    id: 'import-again',
    group: 'Connector',
    title: 'Import a newer description…',
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'import', connector })),
  },
  {
    id: 'probe',
    group: 'Connector',
    title: 'Probe every entity…',
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'probe', connector })),
  },
  {
    id: 'publish',
    group: 'Connector',
    title: 'Publish…',
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'publish', connector })),
  },
  {
    id: 'new-connection',
    group: 'Connector',
    title: 'New connection…',
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'connection', connector })),
  },
  {
    id: 'overview',
    group: 'Connector',
    title: 'Show the overview',
    enabled: hasActive,
    run: withActive((connector) => showTab({ kind: 'overview', connector })),
  },
  {
    id: 'entities',
    group: 'Connector',
    title: 'Show tables and commands',
    enabled: hasActive,
    run: withActive((connector) => showEntities(connector, { view: 'tables' })),
  },
  {
    id: 'diagram',
    group: 'Connector',
    title: 'Show the diagram of tables',
    enabled: hasActive,
    run: withActive((connector) => showEntities(connector, { view: 'diagram' })),
  },
  {
    id: 'demo',
    group: 'Connector',
    title: 'Try with the demo API',
    enabled: always,
    run: () => void tryDemo(),
  },
  {
    id: 'remove-connector',
    group: 'Connector',
    title: 'Remove the connector…',
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'remove', connector })),
  },
  {
    id: 'refresh',
    group: 'View',
    title: 'Read the connectors again',
    enabled: always,
    run: () => void refreshConnectors(),
  },
];
