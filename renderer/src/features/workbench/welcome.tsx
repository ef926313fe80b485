import { Button } from '@mantine/core';
import { IconFileImport } from '../../icons.ts';
import { useConnectors } from '../connectors/store.ts';
import { openDialog } from './dialogs.ts';
import { shortcutList } from './shortcuts.ts';

const steps = [
  ['Import', 'an OpenAPI or Swagger description, a Postman collection, a HAR file or cURL commands.'],
  ['Review', 'the tables, keys and pagination it found, each with its evidence, and correct what is wrong.'],
  ['Connect', 'an account. Its secrets stay in the keychain and never reach this page again.'],
  ['Run', 'a function in the sandbox, with every request on view.'],
  ['Publish', 'the connector to a marketplace.'],
] as const;

/** What stands where no file is open: the way from a description to a published connector. */
export function Welcome() {
  const empty = useConnectors((state) => state.list.kind === 'ready' && state.list.value.length === 0);
  return (
    <div className="welcome">
      <div className="welcome-box">
        <h2>{empty ? 'Build your first connector' : 'Connector Studio'}</h2>
        <ol className="welcome-steps">
          {steps.map(([name, text]) => (
            <li key={name}>
              <strong>{name}</strong> {text}
            </li>
          ))}
        </ol>
        <div className="welcome-actions">
          <Button
            size="compact-md"
            leftSection={<IconFileImport size={14} aria-hidden />}
            onClick={() => openDialog({ kind: 'import' })}
          >
            Import an API description
          </Button>
          <span className="dim">or drop a file anywhere in this window</span>
        </div>
        <dl className="welcome-keys">
          {shortcutList.slice(0, 4).map(({ keys, title }) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{title}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}
