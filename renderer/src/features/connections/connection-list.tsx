import { ActionIcon, Badge, Button, Tooltip } from '@mantine/core';
import { useShallow } from 'zustand/react/shallow';
import type { Connection } from '../../../../shared/run/connection.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { IconTrash } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { openDialog } from '../workbench/dialogs.ts';
import './connections.css';
import { connectionsOf, refreshConnections, removeConnection, useConnections } from './store.ts';

type Stored = Connection['secrets'][number]['stored'];

const storedWords: Record<Stored, string> = {
  keychain: 'stored in the keychain',
  session: 'kept for this session',
  file: 'stored in the vault under the passphrase',
  locked: 'not readable: the vault or the keychain is locked',
  environment: 'read from an environment variable',
  missing: 'missing',
};

/** How a secret is kept, in words. */
export const secretState = (stored: Stored): string => storedWords[stored];

function Row({ connection }: { readonly connection: Connection }) {
  const { connector, name, auth, secrets, allowedHosts } = connection;
  return (
    <li className="connection">
      <button
        type="button"
        className="connection-name"
        onClick={() => openDialog({ kind: 'connection', connector, name })}
      >
        {visibleText(name)}
      </button>
      <span className="dim">{visibleText(auth)}</span>
      <span className="connection-tags">
        {secrets.map((secret) => (
          <Tooltip key={secret.field} label={`${secret.field}: ${secretState(secret.stored)}`}>
            <Badge
              color={secret.stored === 'missing' ? 'red' : 'green'}
              className={secret.stored === 'missing' ? 'badge-red' : 'badge-green'}
            >
              {secret.field}: {secret.stored}
            </Badge>
          </Tooltip>
        ))}
        {allowedHosts.map((host) => (
          <Badge key={host} color="gray" className="badge-gray">
            {visibleText(host)}
          </Badge>
        ))}
      </span>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={`Edit ${name}`}
        onClick={() => openDialog({ kind: 'connection', connector, name })}
      >
        Edit
      </Button>
      <Tooltip label="Delete">
        <ActionIcon aria-label={`Delete ${name}`} onClick={() => removeConnection(connection)}>
          <IconTrash size={13} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

/** The connections of a connector with the state of each secret. */
export function ConnectionList({ connector }: { readonly connector: string }) {
  const loadable = useConnections((state) => state.byConnector.get(connector));
  const list = useConnections(useShallow((state) => connectionsOf(state, connector)));
  if (loadable === undefined || loadable.kind === 'loading') return <Loading what="Reading the connections…" />;
  if (loadable.kind === 'failed')
    return <Failed failure={loadable.failure} onRetry={() => void refreshConnections(connector)} />;
  if (list.length === 0)
    return <p className="dim">None yet. A connection holds one account’s credentials and the hosts it may reach.</p>;
  return (
    <ul className="connections">
      {list.map((connection) => (
        <Row key={connection.id} connection={connection} />
      ))}
    </ul>
  );
}
