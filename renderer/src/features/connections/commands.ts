import { connectionTexts } from '../../texts/connections.ts';
import { hasActive, withActive } from '../connectors/active.ts';
import { useConnectors } from '../connectors/store.ts';
import { showSection } from '../settings/commands.ts';
import { type AppCommand, always } from '../workbench/app-command.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { showActivity } from '../workbench/layout.ts';
import { showError } from '../workbench/toast.ts';
import { connectionsOf, testConnection, useConnections } from './store.ts';
import { askVault, lockVault, useVault } from './vault-store.ts';

const t = connectionTexts.commands;
const kindIs = (kind: string) => (): boolean => useVault.getState().state?.kind === kind;

async function testDefault(connector: string): Promise<void> {
  const [first] = connectionsOf(useConnections.getState(), connector);
  if (first === undefined) return openDialog({ kind: 'connection', connector });
  showActivity('connections', true);
  const result = await testConnection(first);
  if (!result.ok) showError(t.test, result.error);
}

/** What can be done with connections, secrets and the network; a new connection is a command of the connectors. */
export const connectionCommands: readonly AppCommand[] = [
  {
    id: 'test-connection',
    group: t.group,
    title: t.test,
    enabled: () => hasActive() && useConnectors.getState().active !== null,
    run: withActive((connector) => void testDefault(connector)),
  },
  {
    id: 'unlock-vault',
    group: t.group,
    title: t.unlock,
    enabled: kindIs('file-locked'),
    run: () => void askVault('unlock'),
  },
  { id: 'lock-vault', group: t.group, title: t.lock, enabled: kindIs('file-open'), run: () => void lockVault() },
  { id: 'secrets', group: t.group, title: t.secrets, enabled: always, run: () => showSection('secrets') },
  { id: 'network', group: t.group, title: t.network, enabled: always, run: () => showSection('network') },
];
