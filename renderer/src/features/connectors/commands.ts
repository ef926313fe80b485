import { connectorTexts } from '../../texts/connectors.ts';
import { showTab } from '../editor/store.ts';
import { showEntities } from '../entities/store.ts';
import { tryDemo } from '../import/demo.ts';
import { type AppCommand, always } from '../workbench/app-command.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { hasActive, withActive } from './active.ts';
import { refreshConnectors } from './store.ts';

const texts = connectorTexts.commands;

/** What can be done with connectors. */
export const connectorCommands: readonly AppCommand[] = [
  {
    id: 'import',
    group: texts.group,
    title: texts.import,
    enabled: always,
    run: () => openDialog({ kind: 'import' }),
  },
  {
    id: 'new-connector',
    group: texts.group,
    title: texts.create,
    enabled: always,
    run: () => openDialog({ kind: 'new-connector' }),
  },
  {
    id: 'edit-manifest',
    group: texts.group,
    title: texts.editManifest,
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'manifest', connector })),
  },
  {
    id: 'import-again',
    group: texts.group,
    title: texts.importAgain,
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'import', connector })),
  },
  {
    id: 'probe',
    group: texts.group,
    title: texts.probe,
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'probe', connector })),
  },
  {
    id: 'publish',
    group: texts.group,
    title: texts.publish,
    enabled: hasActive,
    run: withActive((connector) => showTab({ kind: 'publish', connector })),
  },
  {
    id: 'new-connection',
    group: texts.group,
    title: texts.newConnection,
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'connection', connector })),
  },
  {
    id: 'overview',
    group: texts.group,
    title: texts.overview,
    enabled: hasActive,
    run: withActive((connector) => showTab({ kind: 'overview', connector })),
  },
  {
    id: 'entities',
    group: texts.group,
    title: texts.entities,
    enabled: hasActive,
    run: withActive((connector) => showEntities(connector, { view: 'tables' })),
  },
  {
    id: 'diagram',
    group: texts.group,
    title: texts.diagram,
    enabled: hasActive,
    run: withActive((connector) => showEntities(connector, { view: 'diagram' })),
  },
  {
    id: 'demo',
    group: texts.group,
    title: texts.demo,
    enabled: always,
    run: () => void tryDemo(),
  },
  {
    id: 'remove-connector',
    group: texts.group,
    title: texts.remove,
    enabled: hasActive,
    run: withActive((connector) => openDialog({ kind: 'remove', connector })),
  },
  {
    id: 'refresh',
    group: texts.viewGroup,
    title: texts.refresh,
    enabled: always,
    run: () => void refreshConnectors(),
  },
];
