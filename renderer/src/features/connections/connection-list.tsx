import { ActionIcon, Badge, Menu, Tooltip } from '@mantine/core';
import { useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Connection } from '../../../../shared/run/connection.ts';
import { Failed, Loading } from '../../components/states.tsx';
import {
  IconCopyPlus,
  IconDots,
  IconListSearch,
  IconPencil,
  IconPlayerPlay,
  IconStarFilled,
  IconTrash,
} from '../../icons.ts';
import { formatTime } from '../../lib/format.ts';
import { loadedValue } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { connectionTexts as t } from '../../texts/connections.ts';
import { refreshConnector, useConnectors } from '../connectors/store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { showError } from '../workbench/toast.ts';
import { authName } from './auth-name.ts';
import { tokenState } from './authorize-stage.ts';
import { showRequestsOf } from './show-requests.ts';
import './connections.css';
import { secretWords } from './secret-input.tsx';
import {
  connectionsOf,
  makeDefault,
  refreshConnections,
  removeConnection,
  testConnection,
  useConnections,
} from './store.ts';
import { TestLine } from './test-line.tsx';

function SecretBadges({ connection }: { readonly connection: Connection }) {
  return connection.secrets.map((secret) => {
    const bad = secret.stored === 'missing' || secret.stored === 'locked';
    const colour = secret.stored === 'missing' ? 'red' : bad ? 'orange' : 'green';
    return (
      <Tooltip key={secret.field} label={`${secret.field}: ${secretWords(secret)}`}>
        <Badge color={colour} className={`badge-${colour}`}>
          {t.field(visibleText(secret.field), secret.stored)}
        </Badge>
      </Tooltip>
    );
  });
}

function TokenBadge({ connection }: { readonly connection: Connection }) {
  const { kind, until, renews } = tokenState(connection, [], Date.now());
  if (until === undefined || renews) return null;
  const ended = kind === 'ended';
  return (
    <Badge color={ended ? 'red' : 'gray'} className={ended ? 'badge-red' : 'badge-gray'}>
      {ended ? t.ended : t.expires(formatTime(until))}
    </Badge>
  );
}

function RowMenu({ connection }: { readonly connection: Connection }) {
  const { connector, id, name, lastTest } = connection;
  const isDefault = useConnections((state) => state.defaults.get(connector) === id);
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <ActionIcon aria-label={t.more(name)}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopyPlus size={13} aria-hidden />}
          onClick={() => openDialog({ kind: 'connection', connector, like: name })}
        >
          {t.duplicate}
        </Menu.Item>
        <Menu.CheckboxItem
          closeMenuOnClick
          checked={isDefault}
          onChange={(checked) => makeDefault(connection, checked)}
        >
          {t.makeDefault}
        </Menu.CheckboxItem>
        {lastTest ? (
          <Menu.Item
            leftSection={<IconListSearch size={13} aria-hidden />}
            onClick={() => showRequestsOf(lastTest.run)}
          >
            {t.showRequests}
          </Menu.Item>
        ) : null}
        <Menu.Divider />
        <Menu.Item
          className="tone-error"
          leftSection={<IconTrash size={13} aria-hidden />}
          onClick={() => removeConnection(connection)}
        >
          {t.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Row({ connection }: { readonly connection: Connection }) {
  const { connector, id, name, auth, allowedHosts } = connection;
  const isDefault = useConnections((state) => state.defaults.get(connector) === id);
  const testing = useConnections((state) => state.testing.has(id));
  const detail = useConnectors((state) => loadedValue(state.details.get(connector)));
  const edit = () => openDialog({ kind: 'connection', connector, name });
  const test = async () => {
    const result = await testConnection(connection);
    if (!result.ok) showError(t.test(name), result.error);
  };
  return (
    <li className="connection">
      <div className="connection-head">
        <button type="button" className="connection-name ellipsis" onClick={edit}>
          {visibleText(name)}
        </button>
        {isDefault ? (
          <Tooltip label={t.isDefault}>
            <span className="connection-default">
              <IconStarFilled size={11} aria-hidden />
              <span className="sr-only">{t.isDefault}</span>
            </span>
          </Tooltip>
        ) : null}
        <span className="dim ellipsis grow">{authName(detail?.manifest, auth)}</span>
        <Tooltip label={t.testShort}>
          <ActionIcon aria-label={t.test(name)} disabled={testing} onClick={() => void test()}>
            <IconPlayerPlay size={13} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t.editShort}>
          <ActionIcon aria-label={t.edit(name)} onClick={edit}>
            <IconPencil size={13} />
          </ActionIcon>
        </Tooltip>
        <RowMenu connection={connection} />
      </div>
      <TestLine connection={connection} />
      <div className="connection-tags">
        <SecretBadges connection={connection} />
        <TokenBadge connection={connection} />
        {allowedHosts.map((host) => (
          <Badge key={host} color="gray" className="badge-gray">
            {visibleText(host)}
          </Badge>
        ))}
      </div>
    </li>
  );
}

/** The connections of a connector with the state of each secret. */
export function ConnectionList({ connector }: { readonly connector: string }) {
  const loadable = useConnections((state) => state.byConnector.get(connector));
  const list = useConnections(useShallow((state) => connectionsOf(state, connector)));
  // The names of authentications stand in the manifest, which is read only where there is something to name.
  const isUnnamed = useConnectors((state) => list.length > 0 && !state.details.has(connector));
  useEffect(() => {
    if (isUnnamed) void refreshConnector(connector);
  }, [isUnnamed, connector]);
  if (loadable === undefined || loadable.kind === 'loading') return <Loading what={t.reading} />;
  if (loadable.kind === 'failed')
    return <Failed failure={loadable.failure} onRetry={() => void refreshConnections(connector)} />;
  if (list.length === 0) return <p className="dim">{t.none}</p>;
  return (
    <ul className="connections">
      {list.map((connection) => (
        <Row key={connection.id} connection={connection} />
      ))}
    </ul>
  );
}
